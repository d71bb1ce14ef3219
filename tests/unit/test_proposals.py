"""A number that rests on a line that nobody issued says so where it stands: in its sentence, its row, its chart. Those of drawn
studies are looked at by tests/studies."""

from __future__ import annotations

import pytest
import real_reports as real
from tests.studies import finished


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["420100", "429021", "420000"])
def test_what_rests_on_a_proposal_says_so_where_it_stands(region, language):
    keys, amounts = finished.proposed(real.opened("hubei-2007").results, region)
    assert len(keys) > 150 and (len(amounts) > 3) == (region == "420100")
    found = [text for part in real.contents("hubei-2007", region, language) for text in finished.unmarked(part, keys, amounts)]
    assert found == []


def test_a_row_without_the_mark_is_found():
    number = {"exact": "14324", "printed": "14,324"}
    bare, marked = ({"cells": ["培训", {"pieces": [number, mark]}]} for mark in ("", "（拟定）"))
    assert [*finished.unmarked(bare, set(), {"14324"})] == ["培训 | 14,324"]
    assert [*finished.unmarked(marked, set(), {"14324"})] == []
