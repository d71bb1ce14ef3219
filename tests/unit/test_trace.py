"""``evaluation trace`` follows an indicator to its cells, which add up to what it prints."""

from __future__ import annotations

import json

import pytest

import evaluation
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.evidence.trace import lines, trace
from evaluation.view.view import View

PLACES = [
    ("hubei-2007", "420100"),
    ("hubei-2007", "420000"),
    ("guizhou-2010", "520300"),
    ("india-nsfdc", "AP"),
    ("linhe-2022", "150802"),
]


@pytest.fixture
def call(capsys):
    def called(*args):
        code = run_guarded(cli, [str(a) for a in args])
        said = capsys.readouterr()
        assert "unexpected" not in said.err, said.err
        return code, said.out, said.err

    return called


@pytest.mark.parametrize(("study", "region"), PLACES)
def test_the_cells_of_every_indicator_add_up_to_its_sides(study, region):
    opened = evaluation.open(study)
    view, found = View(results=opened.results, region=region, language=opened.study.file.language, key=""), 0
    by_place = {(c.file, c.sheet, c.row, c.column, c.region): c.amount for c in opened.delivery.cell_rows}
    for indicator in opened.results.indicators:
        value, traced = view.value(indicator.code), trace(view, indicator.code)
        for side, amount in ((traced.numerator, value.numerator), (traced.denominator, value.denominator)):
            if side is None or amount is None or value.mark or value.unit.is_stated:
                continue
            cells = [(t.times * c.times, c) for t in side.terms for c in t.cells]
            assert sum(n * (by_place[c.file, c.sheet, c.row, c.column, c.region] or 0) for n, c in cells) == amount, indicator.code
            found += 1
        assert all("\n" not in line for line in lines(traced))
    assert found


def test_it_is_printed_as_a_tree_and_as_json(call):
    code, out, _ = call("trace", "hubei-2007", "Wuhan", "emp_new_urban")
    assert code == 0
    assert "numerator 219,123人" in out and "+ 420100 2007Q4  employment.csv row 121, 城镇累计新就业人数（人）: 249581" in out
    assert "proposal" in out and "completed 107.5%" in out
    code, out, _ = call("trace", "hubei-2007", "420100", "emp_new_urban", "--json", "-p", "language", "en")
    said = json.loads(out)
    assert (code, said["exact"], said["denominator"]) == (0, "219123", None)
    assert [(t["times"], [c["text"] for c in t["cells"]]) for t in said["numerator"]["terms"]] == [(1, ["249581"]), (-1, ["30458"])]


def test_of_a_quarter_what_was_delivered_before_is_taken_away(call):
    _, out, _ = call("trace", "hubei-2007", "420100", "emp_new_urban", "-p", "period", "2007Q2")
    assert "2007Q2  employment.csv" in out and "2007Q4" not in out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("hubei-2007", "Wuhan", "emp_new_urbn"), "has no indicator 'emp_new_urbn'; did you mean 'emp_new_urban'?"),
        (("hubei-2007", "Wuhn", "emp_new_urban"), "study 'hubei-2007' has no region 'Wuhn'"),
        (("hubei-207", "Wuhan", "emp_new_urban"), "did you mean 'hubei-2007'?"),
        (("hubei-2007", "Wuhan", "emp_new_urban", "-p", "period", "2031"), "2031"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_right_one(call, asked, told):
    code, out, err = call("trace", *asked)
    assert (code, out) == (2, "") and told in err


def test_an_indicator_goes_by_its_title(call):
    assert call("trace", "india-nsfdc", "AP", "Employment rate after training")[1].startswith("india-nsfdc  AP")
