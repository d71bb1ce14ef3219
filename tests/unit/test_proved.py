"""What a page says of its figures is what these prove: needs suffice, names stay as they are, lines are in the unit of a value."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import drawn_study
import pytest
import real_reports as real
from drawn_study import Drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import CATALOGUE
from tests.studies import covered

import evaluation
from evaluation.catalogue.model import When
from evaluation.catalogue.span import Covers
from evaluation.data.findings import Finding
from evaluation.errors import Refused
from evaluation.report.sections import annex, background, general, outcomes, services, targets
from evaluation.study.counted import MONEY
from evaluation.view.findings import describe
from evaluation.view.judgements import standing
from evaluation.view.numbers import Numbers

PER_HEAD, SIDES = next(
    (c, [t.quantity.code for t in r.terms])
    for c, i in CATALOGUE.items()
    for r in i.readings.values()
    if len(i.readings) == 1
    and r.unit.form == "quotient"
    and r.unit.top == MONEY
    and r.unit.bottom == "persons"
    and r.per == 1
    and len(r.terms) == 2
    and all(t.when is When.THIS and t.quantity.kind == "flow" for t in r.terms)
)
RATE, TASK = "unemp_rate_reg", "trained_reemp"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.fractions(min_value=0, max_value=10**12), st.sampled_from(["persons", MONEY]), st.sampled_from(["zh", "en"]))
def test_what_is_printed_as_needed_suffices_and_is_the_least_that_does(amount, counts, language):
    numbers = Numbers(language)
    printed = Fraction(str(numbers.need(amount, counts)).replace(",", ""))
    least = Fraction(numbers.counts.table_base, 10**numbers.counts.table_places) if counts == MONEY else Fraction(1)
    base = printed * (numbers.counts.table_base if counts == MONEY else 1)
    assert base == ceil(amount / least) * least


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("the printed total is 3", "The printed"),
        ("data/x/t.csv holds nothing", "data/x/t.csv holds"),
        ("t.csv has no row", "t.csv has"),
        ("reg_unemployed is below 0", "Registered urban unemployed is"),
        ("population is given twice", "Resident population is"),
        ("420100 2007Q3: too much", "Wuhan, quarter 3 of 2007:"),
        ("the target of 420100 is 420100 persons", "The target of Wuhan is 420100 persons."),
        ("a is a region of the study", "A is"),
    ],
)
def test_a_sentence_begins_with_a_name_as_readers_have_it_or_a_path_as_it_is(message, begins):
    view = real.opened("hubei-2007").report("420100", language="en").view
    told, _ = describe(view, Finding(severity="reportable", code="refund", message=message, fix=message))
    assert told.startswith(begins)


def test_findings_of_shipped_studies_begin_with_no_code():
    view = real.opened("hubei-2007").overview(language="en").view
    names = {*view.catalogue.quantities, *view.catalogue.indicators, *view.study.by_code}
    for finding in view.results.findings:
        first, told = finding.message.split(" ")[0], str(describe(view, finding)[0]).split(" ")[0]
        assert told not in names and (told == first or ("/" not in first and "." not in first))


def test_a_plan_of_the_year_is_delivered_before_its_year_is_over_and_a_later_table_is_not_due(tmp_path):
    made = drawn_study.opened(
        Drawn(
            ("budget_execution_of_year", TASK),
            period="2024Q2",
            table="""
            region | period | fund_budget | trained_reemp
            A      | 2024   | 1000        |
            A      | 2024Q1 |             | 5
            A      | 2024Q2 |             | 5
            """,
        ),
        tmp_path,
    )
    text = str(background.build(drawn_study.view(made, "A")).data)
    assert "0/0" not in text and "for every period (1 table for 3 periods)" in text


def test_a_base_that_is_no_plan_by_parts_of_the_year_waits_for_its_end():
    """Money in hand is for the whole year; a plan to date is not."""
    found = evaluation.open("hubei-subsidy-2024").results.catalogue
    plans = {q.code for q in (*found.fund.planned.of,)} | {found.fund.budget, "subsidy_budget_adjusted", found.fund.planned_printed}
    for code in found.role("execution"):
        indicator = found.indicators[code]
        for name, reading in indicator.readings.items():
            base = {t.quantity.code for t in reading.denominator.terms}
            waits = indicator.span_of(reading).covers is Covers.YEAR
            assert waits == (not base <= plans), name


def test_only_money_is_paid_back(tmp_path):
    drawn = Drawn((TASK,), table="region | period | trained_reemp\nA | 2024 | 5")
    drawn_study.write(drawn, tmp_path)
    path = tmp_path / "params/drawn/study.yml"
    path.write_text(path.read_text("utf-8").replace("kind: current", "kind: current, negative: refund"), "utf-8")
    with pytest.raises(Refused, match=r"trained_reemp counts persons, and only money .* take out 'negative: refund'"):
        evaluation.open("drawn", root=tmp_path).results  # noqa: B018


def test_a_completion_that_lacks_a_withheld_region_is_withheld(tmp_path):
    made = drawn_study.opened(
        Drawn(
            (TASK,),
            table="region | period | trained_reemp\nA | 2024 | 5\nB | 2024 | *",
            targets=f"{TASK} | P | 2024 | at_least | 100 | 人 | issued",
        ),
        tmp_path,
    )
    done = made.results.progress("P", TASK)
    assert (done.completion, done.completion_mark, done.change_mark) == (None, "suppressed", "missing")


COVERED = Drawn(
    (RATE, TASK),
    table="""
    region | period | reg_unemployed | unemp_base_long | trained_reemp
    A      | 2024   | 40             | 1000            | 5
    B      | 2024   | 40             | 1000            |
    C      | 2024   |                |                 | 7
    """,
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["P", "A"])
def test_every_table_says_of_how_many_regions_a_value_of_the_whole_is(tmp_path, region, language):
    made = drawn_study.opened(COVERED, tmp_path)
    for section in (targets, outcomes, services, general):
        part = section.build(drawn_study.view(made, region, language))
        assert covered.unmarked(made.results, part) == [], section.__name__
    counts = str(targets.build(drawn_study.view(made, "P", language)).data)
    assert ("（共3个）" if language == "zh" else "(of 3)") in counts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_stands_in_the_unit_and_at_the_scale_of_its_value(tmp_path, language):
    made = drawn_study.opened(
        Drawn(
            (PER_HEAD,),
            table=f"region | period | {' | '.join(SIDES)}\nA | 2024 | 2787900 | 1",
            targets=f"{PER_HEAD} | A | 2024 | at_most | 3 | 万元/人 | issued",
        ),
        tmp_path,
    )
    view = drawn_study.view(made, "A", language)
    target = standing(view, PER_HEAD).target
    unit = view.numbers.unit(view.value(PER_HEAD).unit)
    assert str(view.demand_value(target)).replace(" ", "") == f"30,000{unit}".replace(" ", "")
    assert str(unit) in str(view.numbers.value(view.value(PER_HEAD)))


def test_the_annex_has_the_figure_to_date_by_which_a_duty_is_judged(tmp_path):
    duty, (inner, outer) = next(
        (d, [t.quantity.code for t in r.terms])
        for d in real.opened("hubei-2007").results.duties
        for r in d.indicator.readings.values()
        if d.indicator.span_of(r).covers is Covers.TO_DATE
        and len(d.indicator.readings) == 1
        and len(r.terms) == 2
        and d.due is None
        and all(t.when is When.THIS and t.quantity.kind == "flow" and t.quantity.counts != MONEY for t in r.terms)
    )
    made = drawn_study.opened(
        Drawn(
            (TASK,),
            period="2007Q2",
            policy="HB",
            table=f"region | period | {TASK} | {inner} | {outer}\nA | 2007Q1 | 1 | 4301 | 5301\nA | 2007Q2 | 1 | 4002 | 5002",
        ),
        tmp_path,
    )
    assert duty.indicator.code not in made.study.file.indicators
    table = next(t for t in annex.build(drawn_study.view(made, "A")).data["children"] if t.get("id") == "figures")
    cells = {c for r in table["rows"] for c in r["cells"]}
    assert {"4,002", "8,303", "5,002", "10,303"} <= cells


def test_reports_are_issued_after_the_last_delivery(tmp_path):
    drawn_study.write(Drawn((TASK,), table=f"region | period | {TASK}\nA | 2024 | 5"), tmp_path)
    path = tmp_path / "params/drawn/study.yml"
    path.write_text(path.read_text("utf-8") + "issued: 2025-01-05\ndelivered: 2025-01-10\n", "utf-8")
    with pytest.raises(Refused, match="issued 2025-01-05 lies before the last table was delivered, 2025-01-10"):
        evaluation.open("drawn", root=tmp_path)
