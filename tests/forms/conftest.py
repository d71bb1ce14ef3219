import pytest

from tests.forms.forms import Office


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)
