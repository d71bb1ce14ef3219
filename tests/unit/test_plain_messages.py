"""What is said of slips that people make in study files: what it is, and what to write."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.runs import progress

ROOT = Path(__file__).parents[2]
STUDY = "india-mgnrega"


@pytest.fixture
def study(tmp_path):
    for folder in ("params", "data"):
        shutil.copytree(ROOT / folder / STUDY, tmp_path / folder / STUDY)
    return tmp_path / "params" / STUDY


def refusal(study, file, *changes):
    text = (study / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (study / file).write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        _ = evaluation.open(STUDY, root=study.parents[1]).findings
    return str(refused.value)


INDICATOR, HEADLINE = ("indicators: [", "indicators: [wages, "), ("headline: [", "headline: [spending, ")
QUANTITY = "quantity: wages"
TITLE = ("Share of wages", "Share of wages, all")


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("study.yml", INDICATOR, "'wages' is a quantity, an indicator is due; those computed from it: wage_share"),
        ("study.yml", INDICATOR, "one that shows it is declared in catalogue.yml by 'value: wages'"),
        ("study.yml", HEADLINE, "'spending' is a group of quantities, an indicator is due"),
        ("study.yml", HEADLINE, "by 'value: sum(spending)'"),
        ("study.yml", (QUANTITY, "quantity: wage_share"), "'wage_share' is an indicator, a quantity is due"),
        ("study.yml", (QUANTITY, "quantity: spending"), "'spending' is a group of quantities, a quantity is due"),
        ("catalogue.yml", TITLE, 'a comma ends a text between braces; put it in quotes: "Share of wages, all"'),
        ("catalogue.yml", ("Share of wages", "Share of {period}"), 'a text with braces stands in quotes: "Share of {period}…"'),
        ("catalogue.yml", ("  budget_used:", "\tbudget_used:"), "a tab stands before the text; indent with blanks"),
        ("catalogue.yml", ("of: [wages, ", "of: [spending, wages, "), "'spending' is a group, and a group holds quantities alone"),
    ],
)
def test_a_slip_is_told_as_what_it_is(study, file, change, said):
    assert said in refusal(study, file, change)


@pytest.mark.parametrize("lines", [0, 1])
def test_regions_without_a_region(study, lines):
    path = study / "regions.csv"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:lines]), encoding="utf-8")
    assert "no region is listed, the file is empty or has a header alone" in refusal(study, "regions.csv")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("t.csv", f"a delivered table belongs in data/{STUDY}/"),
        ("a.xlsx", f"a delivered table belongs in data/{STUDY}/"),
        ("regoins.csv", "did you mean 'regions.csv'?"),
        ("stdy.yml", "did you mean 'study.yml'?"),
    ],
)
def test_a_file_that_is_none_of_the_studys(study, name, said):
    (study / name).write_text("x", encoding="utf-8")
    assert said in refusal(study, "study.yml")


def test_a_run_that_is_refused_has_announced_no_report(capsys):
    display = progress.for_stream(sys.stdout, False)
    with pytest.raises(Refused), display.show(STUDY, 5):
        raise Refused("the study cannot be measured")
    assert capsys.readouterr().out == ""
    with display.show(STUDY, 5):
        display.keep(5)
    assert capsys.readouterr().out.startswith(f"{STUDY}: 5 reports\n")


def test_a_day_of_delivery_is_proposed_of_the_studys_own_time(study):
    text = (study / "study.yml").read_text(encoding="utf-8")
    (study / "study.yml").write_text(
        "\n".join(x for x in text.splitlines() if not x.startswith(("delivered:", "issued:"))), "utf-8"
    )
    opened = evaluation.open(STUDY, root=study.parents[1])
    (told,) = (f for f in opened.findings if f.code == "no_delivery_day")
    assert f"'delivered: {opened.study.file.cut_off}'" in told.fix
