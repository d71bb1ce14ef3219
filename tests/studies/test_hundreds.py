"""The first six hundred studies behind those of the fast suite; a file of its own, as files are shared out among processes."""

import pytest

from tests.studies.many import hundred


@pytest.mark.slow
@pytest.mark.parametrize("start", range(50, 650, 100))
def test_a_hundred_studies_are_whole_or_refused_for_their_defect(tmp_path, start):
    assert hundred(start, tmp_path) == []
