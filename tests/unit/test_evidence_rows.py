"""Every printed number has a row of evidence, its key can be read back, and the cells of a side add up to it."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from drawn_study import view
from hypothesis import given
from hypothesis import strategies as st
from test_fiscal_years import YEAR, study

from evaluation.evidence.cells import Inquiry, SignedCell, list_cells
from evaluation.evidence.explain import Explaining
from evaluation.evidence.explained import agrees
from evaluation.evidence.places import places
from evaluation.evidence.table import HEADER, evidence
from evaluation.measured.keys import Key, read
from evaluation.measured.lookups import Lookup
from evaluation.render.printed import Number
from evaluation.report.book import Report
from evaluation.study.months import Grain, Months
from evaluation.study.periods import Calendar, Period

NAMES = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
MONTHS = st.tuples(st.integers(1900 * 12, 2100 * 12), st.integers(1, 24)).map(lambda m: Months(m[0], m[0] + m[1]))


@given(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), NAMES, NAMES, MONTHS, st.one_of(st.just(""), NAMES))
def test_a_key_is_read_back_as_it_was(kind, code, region, months, part):
    key = Key(kind, code, region, months, part)
    assert read(key.spelled) == key


@pytest.mark.parametrize("label", YEAR)
def test_the_key_of_a_fiscal_year_names_its_months_and_not_its_label(label):
    calendar = Calendar(starts=4, label=label)
    year = Period.year_named(2024, calendar)
    key = Key("indicator", "reemp_laidoff", "A", year.months, "only")
    assert YEAR[label] not in key.spelled or label != "both"
    assert read(key.spelled).months == year.months
    assert Period.holding(year.first_day, Grain.YEAR, calendar) == year


@pytest.mark.parametrize("said", ["count", "indicator/x", "a/b/c/2007..2008", "a/b/c/2023-24..2024-03/d/e", ""])
def test_what_is_no_key_is_none(said):
    assert read(said) is None


def rows(seen, contents):
    return [dict(zip(HEADER, row, strict=True)) for row in list(evidence(seen, contents))[1:]]


def made(opened, region, language):
    report = Report(view(opened, region, language))
    return report.view, [getattr(report, name)().content for name in ("conclusion", "targets", "methods", "annex")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("label", YEAR)
def test_numbers_of_a_fiscal_year_lead_to_the_cells_of_its_quarters(tmp_path, label, language):
    seen, contents = made(study(tmp_path, label), "A", language)
    found = rows(seen, contents)
    assert [r["printed"] for r in found] == [p.number.printed for p in places(contents)]
    assert [r["number"] for r in found] == list(range(1, len(found) + 1))
    [row, *_] = [r for r in found if r["kind"] == "indicator" and r["code"] == "reemp_laidoff"]
    assert (row["exact"], row["months"]) == ("170", "2023-07..2024-06")
    assert [f"{n} = {40 + q}" in row["cells"] for q, n in enumerate(range(2, 6), start=1)] == [True] * 4
    [done, *_] = [r for r in found if r["kind"] == "completion"]
    assert Fraction(done["exact"].replace(" ÷ ", "/")) == Fraction(17000, 160)
    assert "160" in done["denominator"] and "170" in done["numerator"] and done["cells"] == row["cells"]


def test_a_number_that_its_figure_contradicts_is_seen(tmp_path):
    seen, contents = made(study(tmp_path), "A", "en")
    number = next(p.number for p in places(contents) if (p.number.figure or "").startswith("indicator/reemp_laidoff/A"))
    explaining = Explaining(seen)
    assert agrees(number, explaining.of(number).exact)
    other = number._replace(exact="171")
    assert not agrees(other, explaining.of(other).exact)


@pytest.mark.parametrize(
    ("said", "exact", "same"),
    [
        ("7", Fraction(7), True),
        ("7", Fraction(70000), True),
        ("7/2", Fraction(35), True),
        ("-7", Fraction(7), True),
        ("0", Fraction(0), True),
        ("0", Fraction(7), False),
        ("7", Fraction(0), False),
        ("7", Fraction(14), False),
        ("7", Fraction(77), False),
        ("7", None, True),
    ],
)
def test_a_number_is_printed_at_some_power_of_ten(said, exact, same):
    assert agrees(Number(said, said), exact) is same


def test_what_is_taken_away_bears_a_minus_and_a_sheet_its_name(tmp_path):
    opened = study(tmp_path)
    [one, two, *_] = opened.results.cells_of("A")
    said = list_cells([SignedCell(1, one), SignedCell(-1, two._replace(sheet="S"))])
    assert said == f"{one.file}: {one.column} {one.row} = {one.text} | {two.file} [S]: {two.column} −{two.row} = {two.text}"
    assert list_cells([]) == ""


def test_a_run_writes_it_for_every_region_and_vouches_for_it(tmp_path, monkeypatch):
    import tiny

    from evaluation.runs import batch, plan
    from evaluation.runs.progress import RunProgress

    root = tiny.write_project(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    result = batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    for region in result.record["regions"]:
        assert "evidence.csv" in {output["path"] for output in region["outputs"]}
        home = result.folder / region["code"]
        with (home / "evidence.csv").open(encoding="utf-8-sig", newline="") as handle:
            header, *found = csv.reader(handle)
        assert tuple(header) == HEADER and [row[0] for row in found] == [str(n) for n in range(1, len(found) + 1)]
        assert '<a href="evidence.csv">' in (home / "report.html").read_text(encoding="utf-8")


def test_a_flow_over_quarters_is_looked_up_by_its_way(tmp_path):
    opened = study(tmp_path)
    year = opened.results.period
    sources = Explaining(view(opened, "A")).sources
    [asked] = [Inquiry("A", (Lookup(1, "reemp_laidoff", None, (year,), item=False),))]
    assert sum(c.times * c.cell.amount for c in sources.behind([asked])) == 170
