"""Cells that an indicator needs and that hold no figure are findings, one for each region, column and kind of nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from shipped import CATALOGUE

from evaluation.data.findings import Finding, Told, render
from evaluation.data.tall import Cell
from evaluation.measured.unfilled import findings, unfilled_cells
from evaluation.study.periods import parse

STUDY = SimpleNamespace(region=lambda code: code if code != "X" else None, name_of=lambda code, language: f"Name of {code}")
NEEDED = [CATALOGUE["trained_reemp"]]
END = parse("2024").last_day


def cell(period="2024Q1", mark="missing", row=2, *, region="A", quantity="trained_reemp", column="retrained"):
    known = {
        "region": region,
        "period": parse(period),
        "quantity": quantity,
        "amount": None if mark else 1,
        "mark": mark,
        "kind": "current",
        "table": "jobs",
        "file": "jobs.csv",
        "row": row,
        "column": column,
        "bound": 0,
    }
    return Cell(**{**dict.fromkeys(Cell._fields, ""), **known})


@pytest.mark.parametrize(
    ("found", "needed"),
    [
        (cell(), True),
        (cell(mark="suppressed"), True),
        (cell(mark=""), False),
        (cell(mark="not_applicable"), False),
        (cell(mark="below_precision"), False),
        (cell("2025Q1"), False),
        (cell(quantity="ui_income"), False),
    ],
)
def test_only_cells_that_an_indicator_needs_and_that_hold_nothing_by_then_are_without_a_figure(found, needed):
    assert unfilled_cells([found], NEEDED, END) == ([found] if needed else [])


def test_a_region_a_column_and_a_kind_of_nothing_make_one_finding_that_lists_the_periods():
    cells = [cell("2024Q3", row=9), cell("2024Q1", row=2), cell("2024Q2", "suppressed", 5), cell(region="X", row=3)]
    assert [render(f) for f in findings(STUDY, cells, ())] == [
        "reportable: jobs.csv, line 2, column 'retrained': A Name of A: the cell is left empty or marked as missing for "
        "2024Q1, 2024Q3; what needs it is not known there. Deliver the figures, or report them as without data. "
        "[cells_empty]",
        "reportable: jobs.csv, line 3, column 'retrained': X: the cell is left empty or marked as missing for 2024Q1; "
        "what needs it is not known there. Deliver the figures, or report them as without data. [cells_empty]",
        "reportable: jobs.csv, line 5, column 'retrained': A Name of A: the figure is suppressed for 2024Q2; what needs "
        "it is not known there. Nothing to do where it may not be shown; else deliver the figure. [cells_suppressed]",
    ]


@pytest.mark.parametrize(("code", "column"), [("column_blank", "retrained"), ("no_figures", None)])
def test_what_is_told_of_a_whole_column_or_table_is_not_told_of_its_regions(code, column):
    told = Finding(severity="reportable", code=code, message="m", fix="f", file="jobs.csv", column=column)
    assert findings(STUDY, [cell()], [told]) == []
    assert len(findings(STUDY, [cell(column="other")], [told])) == (column is not None)


def test_a_delivery_of_empty_cells_is_told_in_a_bounded_number_of_findings():
    most = Told.MOST["reportable"]
    seen = findings(STUDY, [cell(region=f"R{n}", row=n + 2) for n in range(most + 5)], ())
    assert len(seen) == most + 1
    assert (seen[-1].code, seen[-1].stands_for) == ("more_of_a_kind", 5)
