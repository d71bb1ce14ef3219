"""What is measured and not counted one by one (hours, full-time places): its figures keep their decimals everywhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

import own_study
import pytest

from evaluation import tables
from evaluation.opened import open_study
from evaluation.view.numbers import Numbers

ENTRIES = """\
format: 2
counts:
  hours: {zh: 小时, en: hours, one: hour, digits: %d}
quantities:
  workers: {title: {zh: 上工人数, en: Persons with work}, counts: persons, kind: flow}
  hours:   {title: {zh: 工时, en: Hours worked}, counts: hours, kind: flow}
  lost:    {title: {zh: 停工工时, en: Hours lost}, counts: hours, kind: flow, within: hours}
  wages:   {title: {zh: 工资, en: Wages}, counts: money, kind: flow}
indicators:
  hours_worked:
    {title: {zh: 工时, en: Hours worked}, theme: targets, value: hours, span: to_date, direction: higher, why: {zh: 多, en: much}}
  hours_each:
    {title: {zh: 人均, en: Each}, numerator: hours, denominator: workers, span: to_date, direction: higher, why: {zh: 多, en: much}}
  hour_cost:
    {title: {zh: 时薪, en: Hourly}, numerator: wages, denominator: hours, span: to_date, direction: higher, why: {zh: 多, en: much}}
  share_lost:
    {title: {zh: 停工, en: Lost}, numerator: lost, denominator: hours, span: to_date, direction: lower, why: {zh: 多, en: much}}
"""
TABLE = """\
  works:
    title: {zh: 工程情况表, en: Works}
    file: works.csv
    region: region
    fixed_period: "2007"
    columns:
      workers: {quantity: workers, unit: persons}
      hours: {quantity: hours, unit: %s}
      lost: {quantity: lost, unit: hours}
      wages: {quantity: wages, unit: 元}
"""
SCALES = {"hours": 1, "thousand hours": 1000, "万小时": 10_000}


def drawn(root, monkeypatch, seed):
    """A study of hours, and the hours of each region as they were drawn."""
    dice = Random(seed)
    digits, unit = dice.randint(1, 6), dice.choice([*SCALES])
    worked = {r: Decimal(dice.randint(1, 10**9)).scaleb(-digits) for r in ("R1", "R2")}
    lost = {r: (h * dice.randint(0, 100) / 100).quantize(Decimal(1).scaleb(-digits), "ROUND_DOWN") for r, h in worked.items()}
    rows = [f"{r},{dice.randint(1, 500)},{h / SCALES[unit]:f},{lost[r]:f},{dice.randint(1, 10**6)}" for r, h in worked.items()]
    monkeypatch.setattr(own_study, "TABLE", TABLE % unit)
    monkeypatch.setattr(own_study, "CHOICES", "{}\n")
    own_study.write_study(root, ENTRIES % digits, "\n".join(["region,workers,hours,lost,wages", *rows]) + "\n")
    study = root / "params" / "tiny" / "study.yml"
    asked = study.read_text(encoding="utf-8").replace(
        "wages_per_worker, share_women, share_wages", "hours_worked, hours_each, hour_cost, share_lost"
    )
    study.write_text(asked, encoding="utf-8")
    target = "item,region,period,demand,value,unit,status,source,due\nhours_worked,R1,2007,at_least,1.5,hours,issued,x,\n"
    (root / "params" / "tiny" / "targets.csv").write_text(target, encoding="utf-8")
    return digits, worked, lost, [row.split(",") for row in rows]


@pytest.mark.parametrize("seed", range(12))
def test_hours_are_read_added_divided_and_written_with_their_decimals(tmp_path, monkeypatch, seed):
    digits, worked, lost, rows = drawn(tmp_path, monkeypatch, seed)
    results = open_study("tiny", tmp_path, "", "").results
    people, wages = ({r: int(row[at]) for r, row in zip(worked, rows, strict=True)} for at in (1, 4))
    whole = {"R1": worked["R1"], "R2": worked["R2"], results.study.top.code: sum(worked.values())}
    for region, hours in whole.items():
        inside = [region] if region in worked else list(worked)
        exact = {i: results.value(region, i).exact for i in ("hours_worked", "hours_each", "hour_cost", "share_lost")}
        assert exact == {
            "hours_worked": Fraction(hours) * 10**digits,
            "hours_each": Fraction(hours) / sum(people[r] for r in inside),
            "hour_cost": Fraction(sum(wages[r] for r in inside)) / Fraction(hours),
            "share_lost": 100 * Fraction(sum(lost[r] for r in inside)) / Fraction(hours),
        }
    written = {name: list(map(dict, _rows(results, name))) for name in ("cells", "quantities", "indicators", "targets")}
    of = {"quantity": "hours", "region": "R1"}
    for name, field in (("cells", "amount"), ("quantities", "amount")):
        assert {Decimal(str(row[field])) for row in written[name] if of.items() <= row.items()} == {worked["R1"]}, name
    (value,) = (r for r in written["indicators"] if r["indicator"] == "hours_worked" and r["region"] == "R1")
    assert (Decimal(str(value["value"])), value["unit"]) == (worked["R1"], "hours")
    (target,) = (r for r in written["targets"] if r["region"] == "R1" and r["indicator"] == "hours_worked")
    assert [Decimal(str(target[name])) for name in ("actual", "target")] == [worked["R1"], Decimal("1.5")]
    assert target["status"] == "issued" and target["counts"] == "hours"


def _rows(results, name):
    header, rows = tables.tables(results, "R1")[name]
    return (zip(header, row, strict=True) for row in rows)


def test_pages_print_what_is_measured_with_its_decimals_and_claim_no_interval(tmp_path, monkeypatch):
    digits, worked, *_ = drawn(tmp_path, monkeypatch, 3)
    results = open_study("tiny", tmp_path, "", "").results
    counts = results.catalogue.counts
    numbers, amount = Numbers("en", counts), int(worked["R1"].scaleb(digits))
    assert Decimal(str(numbers.cell(amount, "hours")).replace(",", "")) == worked["R1"]
    assert numbers.full(amount, "hours").endswith(" hours")
    assert numbers.persons(10**digits, "hours") == f"{Decimal(1):.{digits}f} hours"
    assert not results.indicator_named("share_lost").readings["only"].proportion


def test_a_figure_finer_than_its_decimals_is_told_with_them(tmp_path, monkeypatch):
    digits, *_ = drawn(tmp_path, monkeypatch, 5)
    path = tmp_path / "data" / "tiny" / "works.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    cells = first.split(",")
    cells[3] = "0." + "0" * digits + "5"
    path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    found = [f for f in open_study("tiny", tmp_path, "", "").delivery.findings if f.code == "fraction"]
    assert [f"is not a whole number of 0.{'0' * (digits - 1)}1 hours" in f.message for f in found] == [True]


def test_sums_of_what_was_rounded_agree_within_it_and_no_further(tmp_path, monkeypatch):
    """Of hours that no figure gives in full a printed total may lie half of the last digit of each away."""
    monkeypatch.setattr(own_study, "TABLE", TABLE.replace("    columns:", "    total: 合计\n    columns:") % "hours")
    monkeypatch.setattr(own_study, "CHOICES", "{}\n")
    for printed, codes in (("3.0", []), ("3.1", []), ("3.5", ["total_differs"])):
        rows = f"region,workers,hours,lost,wages\nR1,1,1.4,1.4,1\nR2,1,1.6,1.6,1\n合计,2,{printed},3.0,2\n"
        own_study.write_study(tmp_path, ENTRIES % 1, rows)
        study = tmp_path / "params" / "tiny" / "study.yml"
        asked = study.read_text(encoding="utf-8").replace("wages_per_worker, share_women, share_wages", "hours_worked")
        study.write_text(asked, encoding="utf-8")
        found = open_study("tiny", tmp_path, "", "").delivery.findings
        assert [f.code for f in found if f.column == "hours" and f.code == "total_differs"] == codes
