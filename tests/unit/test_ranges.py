"""The range that a figure must be in: outside it a figure is told with its place and used nowhere."""

from __future__ import annotations

import own_study
import pytest

import evaluation
from evaluation.errors import Refused

ON_ROLL = "counts: persons, kind: stock"
MEASURED = """\
  roll:
    title: {zh: 在册情况, en: On the roll}
    value: on_roll
    direction: higher
    why: {zh: 规模, en: how many there are}
"""


def study(root, of_roll="", rows=own_study.ROWS, unit="on_roll, unit: 人, kind: stock"):
    entries = own_study.ENTRIES.replace(ON_ROLL, f"{ON_ROLL}{of_roll}") + MEASURED
    lines = [line + end for line, end in zip(rows.splitlines(), (",on_roll", ",500", ",90"), strict=True)]
    own_study.write_study(root, entries, "\n".join(lines) + "\n")
    path = root / "params" / "tiny" / "study.yml"
    text = path.read_text(encoding="utf-8")
    printed = "      printed: {quantity: printed, unit: 元}\n"
    text = text.replace(printed, f"{printed}      on_roll: {{quantity: {unit}}}\n")
    path.write_text(text.replace("indicators: [wages", "indicators: [roll, wages"), encoding="utf-8")
    return evaluation.open("tiny", root)


def told(opened):
    return [f for f in opened.findings if f.code in ("below_least", "above_most")]


def test_a_figure_in_its_range_is_measured(tmp_path):
    opened = study(tmp_path, ", least: 90, most: 500")
    assert told(opened) == []
    assert opened.results.value("TOP", "roll").exact == 590


@pytest.mark.parametrize(
    ("declared", "code", "region", "row", "left"),
    [
        (", least: 91", "below_least", "R2", 3, 500),
        (", most: 499", "above_most", "R1", 2, 90),
        (", least: 91, most: 1000", "below_least", "R2", 3, 500),
    ],
)
def test_a_figure_out_of_its_range_is_told_with_its_place_and_used_nowhere(tmp_path, declared, code, region, row, left):
    opened = study(tmp_path, declared)
    [found] = told(opened)
    assert (found.code, found.region, found.file, found.row, found.column) == (code, region, "works.csv", row, "on_roll")
    assert "Persons on the roll" in found.message and opened.results.value(region, "roll").mark == "contradictory"
    assert opened.results.value("TOP", "roll").exact == left
    assert [r for r, _ in opened.results.order("roll")] == [r for r in ("R1", "R2") if r != region]


def test_the_whole_is_bound_by_no_range_of_a_region(tmp_path):
    assert study(tmp_path, ", most: 500").results.value("TOP", "roll").exact == 590


def test_a_column_of_refunds_and_a_range_without_them_contradict_each_other(tmp_path):
    with pytest.raises(Refused, match=r"columns\.on_roll: .*catalogue\.yml:9\) declares on_roll never below 0 "):
        study(tmp_path, ", least: 0", unit="on_roll, unit: 人, kind: stock, negative: refund").results  # noqa: B018


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_tells_it(tmp_path, language):
    report = study(tmp_path, ", least: 91").report("R2", language=language)
    text = str(report.findings().data if hasattr(report, "findings") else report.methods().data)
    assert ("小于其下限" if language == "zh" else "cannot be less than 91") in text


BALANCE = "counts: money, kind: stock"


def test_a_balance_of_money_may_be_a_deficit_where_its_column_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(own_study, "ENTRIES", own_study.ENTRIES.replace(ON_ROLL, BALANCE))
    study(tmp_path, unit="on_roll, unit: 元, kind: stock, negative: overdrawn")
    file = tmp_path / "data" / "tiny" / "works.csv"
    file.write_text(file.read_text("utf-8").replace(",90", ",-90"), "utf-8")
    opened = evaluation.open("tiny", tmp_path)
    assert opened.results.value("TOP", "roll").exact == 410_00
    (found,) = [f for f in opened.findings if f.code == "overdrawn"]
    assert (found.severity, found.region, found.row, found.column) == ("reportable", "R2", 3, "on_roll")


def test_persons_are_not_overdrawn(tmp_path):
    with pytest.raises(Refused, match=r"on_roll counts persons, and only a balance of money is overdrawn"):
        study(tmp_path, unit="on_roll, unit: 人, kind: stock, negative: overdrawn").results  # noqa: B018
