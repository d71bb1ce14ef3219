"""Two regions of one name are told apart by what they lie in, on the console, in findings and in workbooks as on pages."""

from __future__ import annotations

import ast
from pathlib import Path

import own_study
import pytest

import evaluation
from evaluation.data.findings import render
from evaluation.view.findings import describe
from evaluation.view.view import View

PACKAGE = Path(evaluation.__file__).parent
NAMED = ("name_en", "name_zh")
ASKED = {
    "data/places.py": "what deliveries call a region is looked up by it",
    "exchange/form_book.py": "a form is read back: it calls a region of a shared name by its code",
    "cli/fund_tables.py": "units of an appraisal have names of their own",
}
"""Modules beside those of pages and of regions that take a name as regions.csv has it, and why."""


@pytest.fixture
def opened(tmp_path):
    """Two districts are called Westend, each in a region of its own; one of each region lacks a row."""
    own_study.write_study(tmp_path)
    with (tmp_path / "params/tiny/regions.csv").open("a", encoding="utf-8") as file:
        for code, name in (("R11", "Westend"), ("R12", "Eastend"), ("R21", "Westend"), ("R22", "Northend")):
            file.write(f"{code},{name},{name},{name},county,{code[:2]},false\n")
    head, row, *_ = own_study.ROWS.splitlines(keepends=True)
    rows = row.replace("R1", "R11").replace("400", "") + row.replace("R1", "R12") + row.replace("R1,400", "R21,*")
    (tmp_path / "data/tiny/works.csv").write_text(head + rows + row.replace("R1", "R22"), encoding="utf-8")
    return evaluation.open("tiny", tmp_path)


def test_findings_say_which_of_two_regions_of_one_name_is_meant(opened):
    said = {f.region: render(f) for f in opened.findings if f.code in ("cells_empty", "cells_suppressed")}
    assert "R11 Westend (City one)" in said["R11"] and "R21 Westend (City two)" in said["R21"]


@pytest.mark.parametrize(("language", "called"), [("en", "Westend (City one)"), ("zh", "Westend（甲市）")])
def test_a_page_says_it_once(opened, language, called):
    [found] = [f for f in opened.findings if f.code == "cells_empty" and f.region == "R11"]
    said, _ = describe(View(results=opened.results, region="R1", language=language, key="0" * 64), found)
    assert called in said and said.count("Westend") == 1 and said.count("City one") + said.count("甲市") == 1


def test_names_of_regions_are_taken_from_where_they_are_told_apart():
    """A scan: who prints outside of pages asks the study how a region is called."""
    found = {}
    for room in ("cli", "exchange", "measured", "scores", "runs", "data"):
        for path in (PACKAGE / room).rglob("*.py"):
            nodes = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute) and n.attr in NAMED)
            found[path.relative_to(PACKAGE).as_posix()] = [n.lineno for n in nodes if not ast.unparse(n).startswith("study.top.")]
    assert {name: lines for name, lines in found.items() if lines and name not in ASKED} == {}
    assert all(found[name] for name in ASKED), "takes none any more"
