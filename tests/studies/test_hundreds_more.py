"""The second six hundred."""

import pytest

from tests.studies.many import hundred


@pytest.mark.slow
@pytest.mark.parametrize("start", range(650, 1250, 100))
def test_a_hundred_studies_are_whole_or_refused_for_their_defect(tmp_path, start):
    assert hundred(start, tmp_path) == []
