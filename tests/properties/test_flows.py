"""What is known of a flow, against plain algebra: it is known exactly when it lies in the row space of what was delivered, and
is then what the months add up to."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.catalogue.catalogue import catalogue
from evaluation.data.tall import Cell
from evaluation.measured.flows import roll_up
from evaluation.study.months import day_of, start_of_count
from evaluation.study.periods import Calendar, Grain, Period

FLOW, STOCK = "reemp_laidoff", "reg_unemployed"
calendars = st.builds(Calendar, st.integers(1, 12), st.sampled_from(["begins", "ends", "both"]))
lawful = settings(max_examples=120, deadline=None, derandomize=True)


def cell(period, amount, quantity=FLOW, kind="current", mark="", bound=0, column="c", region="A"):
    return Cell(region, period, quantity, amount, mark, kind, "t", "t.csv", "", 2, column, "", "人", bound)


def rank(rows):
    """Of rows of fractions, by elimination."""
    rows, found = [list(map(Fraction, row)) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for r in range(len(rows)):
            if r != found and rows[r][column]:
                share = rows[r][column] / rows[found][column]
                rows[r] = [a - share * b for a, b in zip(rows[r], rows[found], strict=True)]
        found += 1
    return found


@st.composite
def deliveries(draw):
    """Two years of months, some of whose periods are delivered, singly or counted from a month."""
    year = Period.year_named(draw(st.integers(1999, 2011)), draw(calendars))
    grains = draw(st.sets(st.sampled_from(list(Grain)), min_size=1))
    every = [p for y in (year, year.shift(1)) for g in sorted(grains) for p in y.parts(g)]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, max_size=16, unique=True))
    since = draw(st.sampled_from([None, None, 1, draw(st.integers(1, 12))]))
    cumulative = draw(st.lists(st.booleans(), min_size=len(chosen), max_size=len(chosen)))
    amounts = random.Random(draw(st.integers(0, 10**6)))
    months = {border: amounts.randint(0, 50) for border in range(year.opening - 12, year.closing + 12)}
    return year, chosen, cumulative, since, months


def stretch(period, cumulative, since):
    if not cumulative:
        return period.opening, period.closing
    return (period.year.opening if since is None else start_of_count(since, period.closing)), period.closing


@pytest.mark.slow
@lawful
@given(deliveries())
def test_a_flow_is_known_exactly_when_it_follows_and_is_then_the_truth(drawn):
    _year, chosen, cumulative, since, months = drawn
    spans = [stretch(p, c, since) for p, c in zip(chosen, cumulative, strict=True)]
    cells = [
        cell(p, sum(months[m] for m in range(*span)), kind="cumulative" if c else "current")
        for p, c, span in zip(chosen, cumulative, spans, strict=True)
    ]
    counted = {("t", "c"): since} if since else {}
    figures = roll_up(cells, ["A"], "P", since=counted, grains=tuple(Grain))
    shuffled = roll_up(random.Random(1).sample(cells, len(cells)), ["A"], "P", since=counted, grains=tuple(Grain))
    assert dict(figures.items()) == dict(shuffled.items())
    assert not figures.doubts
    borders = range(min(months), max(months) + 2)
    rows = [[int(a <= m < b) for m in borders] for a, b in spans]
    known = rank(rows)
    finest = min(p.grain for p in chosen)
    for whole in {p.year for p in chosen}:
        for grain in (g for g in Grain if g >= finest):
            for period in whole.parts(grain):
                asked = [int(period.opening <= m < period.closing) for m in borders]
                found = figures.at("A", period, FLOW)
                assert (found.amount is not None) == (rank([*rows, asked]) == known), (period, chosen)
                if found.amount is not None:
                    assert found.amount == sum(months[m] for m in range(period.opening, period.closing))


@lawful
@given(deliveries())
def test_an_opening_stock_is_the_closing_one_of_whatever_ends_there(drawn):
    _, chosen, _, _, months = drawn
    stocks = {border: 7 * n for n, border in enumerate(range(min(months), max(months) + 2))}
    cells = [cell(p, stocks[p.closing], STOCK, "stock") for p in chosen]
    figures = roll_up(cells, ["A"], "P", grains=tuple(Grain))
    borders = {p.closing for p in chosen}
    for whole in {p.year for p in chosen}:
        for grain in Grain:
            for period in whole.parts(grain):
                found = figures.at("A", period, STOCK)
                assert found.amount == (stocks[period.closing] if period.closing in borders else None)


def test_pages_tell_by_the_parts_that_most_is_delivered_for_though_stocks_are_known_at_every_border():
    year = Period.year_named(2024)
    stocks = [cell(p, 5, q, "stock") for q in (STOCK, "assist_eligible") for p in year.parts(Grain.QUARTER)]
    figures = roll_up([*stocks, *(cell(p, 1) for p in year.parts(Grain.MONTH))], ["A"], "P")
    assert figures.at("A", year.parts(Grain.MONTH)[5], STOCK).amount == 5
    assert figures.grain is Grain.QUARTER


@lawful
@given(deliveries(), st.data())
def test_what_is_suppressed_is_told_by_no_difference(drawn, data):
    _year, chosen, cumulative, since, months = drawn
    hidden = data.draw(st.sampled_from(chosen))
    cells, spans = [], {}
    for p, c in zip(chosen, cumulative, strict=True):
        spans[p] = stretch(p, c, since)
        amount = None if p == hidden else sum(months[m] for m in range(*spans[p]))
        cells.append(cell(p, amount, kind="cumulative" if c else "current", mark="suppressed" if p == hidden else ""))
    figures = roll_up(cells, ["A"], "P", since={("t", "c"): since} if since else {}, grains=tuple(Grain))
    for (region, period, _), figure in figures.items():
        if region == "A" and (period.opening, period.closing) == spans[hidden] and spans.get(period) != spans[hidden]:
            assert figure.amount is None
    assert figures.at("A", hidden, FLOW).amount is None or spans[hidden] != (hidden.opening, hidden.closing)


def test_what_is_suppressed_stays_so_where_its_year_would_tell_it():
    year = Period.year_named(2024)
    first, *others = year.parts(Grain.QUARTER)
    cells = [cell(year, 100), *(cell(q, 20) for q in others), cell(first, None, mark="suppressed")]
    figures = roll_up(cells, ["A"], "P")
    assert figures.at("A", first, FLOW).mark == "suppressed"
    assert not figures.doubts


def test_a_suppressed_year_is_told_by_no_sum_of_its_parts():
    year = Period.year_named(2024)
    quarters = year.parts(Grain.QUARTER)
    figures = roll_up([cell(year, None, mark="suppressed"), *(cell(q, 20) for q in quarters)], ["A"], "P")
    assert figures.at("A", year, FLOW).mark == figures.over("A", quarters, FLOW).mark == "suppressed"
    assert figures.over("A", quarters[:2], FLOW).amount == 40


def test_two_ways_that_differ_beyond_printing_are_told_once():
    year = Period.year_named(2024)
    quarters = year.parts(Grain.QUARTER)
    for off, bound, told in ((0, 0, 0), (1, 0, 1), (500, 500, 0), (501, 500, 1)):
        cells = [cell(year, 400 + off, bound=bound), *(cell(q, 100) for q in quarters)]
        figures = roll_up(cells, ["A"], "P")
        assert len(figures.doubts) == told
        assert figures.at("A", year, FLOW).amount == 400 + off, "of each period its own figure is used"


def test_a_missing_part_that_would_be_negative_is_contradictory():
    year = Period.year_named(2024)
    *three, last = year.parts(Grain.QUARTER)
    cells = [cell(year, 50), *(cell(q, 20) for q in three)]
    figures = roll_up(cells, ["A"], "P")
    assert figures.at("A", last, FLOW).mark == "contradictory"
    assert [doubt.code for _, _, doubt in figures.doubts] == ["flow_below_zero"]
    assert roll_up(cells, ["A"], "P", refundable=[FLOW]).at("A", last, FLOW).amount == -10


def test_a_way_is_taken_by_what_printing_rounds_away_then_by_its_length():
    """The second quarter, by its months and by two longer stretches of which one is printed in ten thousands."""
    year = Period.year_named(2024)
    quarters, half = year.parts(Grain.QUARTER), year.parts(Grain.HALF)[0]
    months = [cell(month, n) for n, month in enumerate(quarters[1].parts(Grain.MONTH), 1)]
    longer = [cell(quarters[0], 10), cell(half, 10_000, bound=5_000)]
    figures = roll_up([*months, *longer], ["A"], "P")
    assert (figures.at("A", quarters[1], FLOW).amount, figures.at("A", quarters[1], FLOW).bound) == (6, 0)
    rounded = roll_up([*(c._replace(bound=5_000) for c in months), *longer], ["A"], "P")
    assert (rounded.at("A", quarters[1], FLOW).amount, rounded.at("A", quarters[1], FLOW).bound) == (9_990, 5_000)


@pytest.mark.parametrize(("starts", "month", "first"), [(4, 1, "2024-01-01"), (4, None, "2023-04-01"), (10, 7, "2023-07-01")])
def test_a_count_may_begin_with_another_month_than_the_year(starts, month, first):
    year = Period.year_named(2023, Calendar(starts, "both"))
    last = year.parts(Grain.QUARTER)[-1] if month == 1 else year.parts(Grain.QUARTER)[0 if starts == 10 else -1]
    begins = year.opening if month is None else start_of_count(month, last.closing)
    assert str(day_of(begins)) == first


def test_the_catalogue_has_the_kinds_that_are_drawn():
    quantities = catalogue().quantities
    assert (quantities[FLOW].kind, quantities[STOCK].kind) == ("flow", "stock")
