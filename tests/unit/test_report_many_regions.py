"""A study of more regions than a chart can show: pages are made, and say which regions stand on them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import tiny

import evaluation
from evaluation.render.largest import MOST_ROWS
from evaluation.report.parts import dots, shown_regions
from evaluation.report.parts.shown_regions import ENDS
from evaluation.report.sections.comparison import _ends
from evaluation.view.view import View

MANY = tuple(f"c{n:03}" for n in range(MOST_ROWS + 20))
CODE = "ui_spending_ratio"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    return evaluation.open("tiny", tiny.write_project(tmp_path_factory.mktemp("many"), codes=MANY))


def view(opened, region):
    return View(results=opened.results, region=region, language="zh", key="0" * 12)


def test_both_ends_and_the_neighbours_of_a_region_are_shown(opened):
    order = [r for r, _ in opened.results.order(CODE)]
    mine = order[len(order) // 2]
    shown = shown_regions.compared_regions(view(opened, mine), CODE)
    assert len(shown) == 2 * shown_regions.ENDS + 2 * shown_regions.BESIDE + 1 <= MOST_ROWS
    assert {mine, *order[: shown_regions.ENDS], *order[-shown_regions.ENDS :]} <= set(shown)
    assert list(shown) == sorted(shown)


@pytest.mark.parametrize("region", ["c000", "c030", "TOP"])
def test_the_chart_is_drawn_and_says_how_many_regions_there_are(opened, region):
    [chart] = [c.data for c in dots.against_others(view(opened, region), CODE)]
    assert f"共{len(MANY)}个地区" in chart["notes"][-1]
    assert len(chart["table"]["rows"]) <= MOST_ROWS + 1


def test_few_regions_are_all_shown(tmp_path):
    few = evaluation.open("tiny", tiny.write_project(tmp_path, codes=MANY[:MOST_ROWS]))
    assert shown_regions.compared_regions(view(few, "c000"), CODE) == MANY[:MOST_ROWS]
    assert shown_regions.selection_note(view(few, "c000"), "indicators.csv") == []


def test_of_many_regions_with_few_scores_each_is_drawn_once():
    for scored in range(2 * ENDS + 3):
        rows = [SimpleNamespace(key=str(n), value=n if n < scored else None) for n in range(60)]
        keys = [row.key for row in _ends(rows)]
        assert len(keys) == len(set(keys)) == min(scored, 2 * ENDS)
