"""Laws that hold for every indicator of the catalogue at once, over invented worlds of all quantities.

A world is drawn from a seed: two years by quarter for up to four regions, with zeros and gaps in it. Every law is
checked for every reading, so that a failure names the reading, region and period that broke it.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import CATALOGUE, QUANTITIES

from evaluation.catalogue.model import Direction, When
from evaluation.catalogue.span import Covers
from evaluation.measured.figure import Figure
from evaluation.measured.figures import Figures
from evaluation.measured.flows import roll_up
from evaluation.measured.measure import frame
from evaluation.measured.measured_values import MeasuredValues
from evaluation.study.periods import parse

COLUMNS = ["region", "period", "quantity", "amount", "mark", "kind", "bound"]
TOP = "P"
REGIONS = ("A", "B", "C")
QUARTERS = [f"{y}Q{q}" for y in (2006, 2007) for q in (1, 2, 3, 4)]
YEARS = ["2006", "2007"]
lawful = settings(max_examples=5, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32)
Rows = list[tuple]


def world(seed: int, regions=REGIONS, periods=YEARS, zeros=0.1, gaps=0.1) -> Rows:
    """Amounts of every quantity; a share of ``zeros`` and of cells not delivered (``gaps``)."""
    chance = random.Random(seed)
    rows = []
    for region in regions:
        for period in periods:
            for code, quantity in QUANTITIES.items():
                shape, amount = chance.random(), chance.randrange(1, 10**6)
                if shape < gaps:
                    continue
                kind = "stock" if quantity.kind == "stock" else "current"
                rows.append((region, period, code, 0 if shape < gaps + zeros else amount, "", kind, 0))
    return rows


def figures(rows: Rows, regions=REGIONS) -> Figures:
    return roll_up(pd.DataFrame(rows, columns=COLUMNS).astype({"amount": "Int64"}), regions, TOP)


def values(rows: Rows, regions=REGIONS, periods=YEARS):
    return measured(figures(rows, regions), regions, periods)


def measured(figures: Figures, regions=REGIONS, periods=YEARS):
    return MeasuredValues(CATALOGUE.values(), figures, regions, TOP, map(parse, periods))


def reading(value):
    return CATALOGUE[value.indicator].readings[value.reading]


def looks_at_the_whole(value) -> bool:
    sides = (reading(value).numerator, reading(value).denominator)
    return any(t.when is When.WHOLE for side in sides if side for t in side.terms)


def digest(seed: int) -> str:
    rows = world(seed, periods=QUARTERS)
    text = frame(values(rows, periods=QUARTERS + YEARS).values()).to_csv() + figures(rows).frame().to_csv()
    return hashlib.sha256(text.encode()).hexdigest()


@settings(lawful, max_examples=3)
@given(seeds, seeds)
def test_row_order_is_immaterial(seed, order):
    rows = world(seed, periods=QUARTERS)
    shuffled = rows[:]
    random.Random(order).shuffle(shuffled)
    one, other = figures(shuffled), figures(rows)
    assert one.frame().equals(other.frame())
    assert measured(one) == measured(other)


@lawful
@given(seeds)
def test_order_of_regions_changes_no_value(seed):
    rows = world(seed)
    assert values(rows, REGIONS[::-1]) == values(rows)


@lawful
@given(seeds, st.sampled_from([2, 10, 10_000]), st.sampled_from([10, 1_000]))
def test_scaling_what_is_counted_leaves_rates_of_one_unit_unchanged(seed, money, others):
    rows = world(seed)
    scale = {code: money if q.counts == "money" else others for code, q in QUANTITIES.items()}
    scaled = values([(r, p, q, a * scale[q], *rest) for r, p, q, a, *rest in rows])
    for key, before in values(rows).items():
        after = scaled[key]
        assert (after.mark, after.cause) == (before.mark, before.cause), key
        if before.exact is None:
            continue
        top, bottom = reading(before).numerator.counts, reading(before).denominator
        factor = Fraction(money if top == "money" else others)
        if bottom is not None:
            factor /= money if bottom.counts == "money" else others
        assert after.exact == before.exact * factor, key
        if bottom is not None and bottom.counts == top:
            assert after.exact == before.exact, key


@lawful
@given(seeds)
def test_the_whole_of_a_quotient_lies_between_the_extremes_of_its_regions(seed):
    found = values(world(seed, zeros=0, gaps=0.05))
    for (region, period, code, name), whole in found.items():
        if region != TOP or whole.exact is None or whole.denominator is None or looks_at_the_whole(whole):
            continue
        parts = [found[r, period, code, name] for r in REGIONS]
        known = [v.exact for v in parts if v.exact is not None]
        if all(v.denominator > 0 for v in parts if v.numerator is not None and v.denominator is not None):
            assert min(known) <= whole.exact <= max(known), (period, code, name)
            assert whole.regions == len(known), (period, code, name)


@lawful
@given(seeds)
def test_a_prefecture_says_what_its_counties_say_together(seed):
    counties = world(seed, gaps=0)
    sums: dict[tuple, int] = {}
    for _, period, code, amount, *_ in counties:
        sums[period, code] = sums.get((period, code), 0) + amount
    kinds = {code: "stock" if q.kind == "stock" else "current" for code, q in QUANTITIES.items()}
    added = [("F", period, code, amount, "", kinds[code], 0) for (period, code), amount in sums.items()]
    prefecture = values(added, ["F"])
    apart = values(counties)
    contradictory = {key[1:] for key, v in (*apart.items(), *prefecture.items()) if v.mark == "contradictory"}
    contradictory |= {key[1:] for key, v in apart.items() if key[0] != TOP and nothing_was_due(v)}
    for (region, period, code, name), whole in apart.items():
        if region == TOP and not looks_at_the_whole(whole) and (period, code, name) not in contradictory:
            mine = prefecture[TOP, period, code, name]
            assert (mine.numerator, mine.denominator, mine.mark, mine.exact) == (
                whole.numerator,
                whole.denominator,
                whole.mark,
                whole.exact,
            ), (period, code, name)


def nothing_was_due(value):
    """Whether something was counted where there is nothing to divide by: it is in neither side of the whole."""
    return value.mark == "not_applicable" and value.numerator != 0


def bare_sides():
    """Readings whose numerator holds a quantity of the period that the denominator does not."""
    for code, indicator in CATALOGUE.items():
        for name, said in indicator.readings.items():
            below = {t.quantity.code for t in said.denominator.terms} if said.denominator else set()
            for term in said.numerator.terms:
                if term.when is When.THIS and term.quantity.code not in below:
                    yield code, name, term


@settings(lawful, max_examples=4)
@given(seeds, st.integers(1, 10**6))
def test_more_of_what_is_counted_moves_the_value_by_its_sign(seed, more):
    before = figures(world(seed, ("A",), gaps=0, zeros=0), ("A",))
    for code, name, term in bare_sides():
        key = ("A", parse("2007"), term.quantity.code)
        after = Figures({**before, key: Figure(before[key].amount + more)})
        was, now = (
            MeasuredValues([CATALOGUE[code]], seen, ("A",), TOP, [parse("2007")])["A", parse("2007"), code, name].exact
            for seen in (before, after)
        )
        if None not in (was, now):  # more of a part than of its whole is contradictory
            assert (now > was) == (term.coefficient > 0), (code, name)


def test_what_must_be_complete_is_a_part_of_what_is_due():
    for code, indicator in CATALOGUE.items():
        for name, said in indicator.readings.items():
            if indicator.direction is Direction.AT_TARGET and said.denominator is not None:
                (top,), (bottom,) = said.numerator.terms, said.denominator.terms
                assert top.quantity.within == bottom.quantity.code, (code, name)


@lawful
@given(seeds)
def test_the_whole_is_sum_over_sum_of_the_regions_that_have_both_sides(seed):
    found = values(world(seed, gaps=0.2))
    for (region, period, code, name), whole in found.items():
        if region != TOP or looks_at_the_whole(whole):
            continue
        parts = [found[r, period, code, name] for r in REGIONS]
        both = [v for v in parts if v.mark in ("", "not_applicable")]
        both = [v for v in both if not nothing_was_due(v)] or both
        assert whole.regions == len(both), (period, code, name)
        if both:
            assert whole.numerator == sum(v.numerator for v in both), (period, code, name)
            if reading(whole).denominator is not None:
                assert whole.denominator == sum(v.denominator for v in both), (period, code, name)


@lawful
@given(seeds, seeds)
def test_another_region_leaves_mine_unchanged(seed, other):
    rows = world(seed)
    wider = values(rows + world(other, ("D",)), (*REGIONS, "D"))
    for key, mine in values(rows).items():
        if key[0] != TOP and not looks_at_the_whole(mine):
            assert wider[key] == mine, key


def test_only_the_share_of_the_balance_looks_at_other_regions():
    rows = world(1, periods=["2007"])
    assert {v.indicator for v in values(rows).values() if looks_at_the_whole(v)} == {"ui_balance_share"}


@lawful
@given(seeds)
def test_a_zero_denominator_is_not_applicable_and_never_a_number(seed):
    rows = [(r, p, q, 0 if r == "A" else a, *rest) for r, p, q, a, *rest in world(seed, gaps=0)]
    for key, value in values(rows).items():
        if key[0] != "A" or value.mark == "missing":  # last year's and opening figures of 2006 are not there
            continue
        if reading(value).denominator is None or looks_at_the_whole(value):
            assert value.exact == 0, key
        else:
            assert (value.mark, value.exact) == ("not_applicable", None), key
            assert value.cause in QUANTITIES, key


@lawful
@given(seeds)
def test_a_figure_that_is_not_there_is_missing_and_never_zero(seed):
    rows = [row for row in world(seed, gaps=0) if row[0] != "B"]
    for key, value in values(rows).items():
        if key[0] == "B":
            assert (value.mark, value.exact) == ("missing", None), key
            assert value.cause in QUANTITIES, key


@lawful
@given(seeds)
def test_cumulative_delivery_equals_current_delivery(seed):
    rows = world(seed, periods=QUARTERS, gaps=0)
    sums: dict[tuple, int] = {}
    cumulative = []
    for region, period, code, amount, mark, kind, bound in rows:
        if kind == "current" and QUANTITIES[code].adds_over_time:
            key = (region, period[:4], code)
            amount = sums[key] = sums.get(key, 0) + amount
            kind = "cumulative"
        cumulative.append((region, period, code, amount, mark, kind, bound))
    assert dict(figures(cumulative)) == dict(figures(rows))


@lawful
@given(seeds)
def test_a_cumulative_gap_costs_its_quarters_and_not_the_year(seed):
    rows, so_far = [], Counter[tuple[str, str, str]]()
    for r, p, q, a, m, kind, _ in sorted(world(seed, periods=QUARTERS, gaps=0, zeros=0), key=lambda row: row[1]):
        if kind == "current":
            so_far[r, p[:4], q] += a
            rows.append((r, p, q, so_far[r, p[:4], q], m, "cumulative", 0))
    found = figures([row for row in rows if row[1] != "2007Q2"])
    for region, period, code, amount, *_ in rows:
        if period == "2007Q4":
            assert found.at(region, parse("2007Q2"), code).mark == "missing"
            assert found.at(region, parse("2007Q3"), code).amount is None
            assert found.at(region, parse("2007"), code).amount == amount


@lawful
@given(seeds)
def test_quarters_add_up_to_the_year_and_stocks_stand_as_in_the_last(seed):
    rows = world(seed, periods=QUARTERS)
    delivered = {(r, p, q): a for r, p, q, a, *_ in rows}
    found = figures(rows)
    for region in REGIONS:
        for year in YEARS:
            for code, quantity in QUANTITIES.items():
                parts = [delivered.get((region, f"{year}Q{i}", code)) for i in (1, 2, 3, 4)]
                flow = None if None in parts else sum(parts)
                due = parts[-1] if quantity.kind == "stock" else flow if quantity.adds_over_time else None
                assert found.at(region, parse(year), code).amount == due, (region, year, code)


@lawful
@given(seeds)
def test_regions_add_up_to_the_whole(seed):
    rows = world(seed)
    found = figures(rows)
    for (region, period, code), figure in found.items():
        if region == TOP:
            parts = [found.at(r, period, code).amount for r in REGIONS]
            known = [p for p in parts if p is not None]
            assert (figure.amount, figure.regions) == (sum(known) if known else None, len(known))


def test_totals_do_not_depend_on_the_hash_seed():
    places = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]
    script = f"import sys; sys.path[:0] = {places!r}; import test_catalogue as t; print(t.digest(7))"
    said = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert said.stdout.strip() == digest(7)


def test_every_reading_says_its_span_and_why():
    for code, indicator in CATALOGUE.items():
        for name, each in indicator.readings.items():
            spanned = indicator.span_of(each)
            assert spanned.covers in Covers and spanned.why.zh and spanned.why.en, f"{code}, {name}"


def test_a_span_that_the_formula_decides_is_not_declared_otherwise():
    """Twelve trailing months roll whatever the clause; stocks stand as they do, judged on the year where it says so."""
    for code, indicator in CATALOGUE.items():
        for name, each in indicator.readings.items():
            span = indicator.span_of(each).covers
            if any(t.when is When.TRAILING_YEAR for t in each.terms):
                assert span is Covers.ROLLING_YEAR, f"{code}, {name}"
            elif not any(t.quantity.kind in ("flow", "entitlement") or t.when is When.OPENING for t in each.terms):
                assert span in (Covers.AT_END, Covers.YEAR, Covers.YEAR_ONLY), f"{code}, {name}"
            else:
                assert span not in (Covers.AT_END, Covers.ROLLING_YEAR), f"{code}, {name}"


def test_only_a_plan_has_a_figure_of_the_whole_year_within_it():
    assert {q.code for q in QUANTITIES.values() if q.plan} == {
        "fund_plan_central",
        "fund_plan_province",
        "fund_plan_local",
        "fund_budget",
        "use_plan",
    }
