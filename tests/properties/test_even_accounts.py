"""Even accounts, which nobody looks at until they are asked for, against the same drawn up at once."""

from __future__ import annotations

import random
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.data.tall import Cell
from evaluation.measured import region_accounts
from evaluation.measured.flows import roll_up
from evaluation.study.periods import Grain, Period

REGIONS, TOP = ["A", "B", "C"], "P"
QUANTITIES = ["reemp_laidoff", "reemp_hard", "reg_unemployed", "urban_employed", "policy_eligible", "ui_outlay"]
MARKS = ["missing", "suppressed", "not_applicable", "below_precision"]
YEARS = [Period.year_named(n) for n in (2006, 2007)]


class _AllUneven(region_accounts.DeliveredRows):
    """Rows of a region of which every account is drawn up at once."""

    def __init__(self, rows, ranged):
        super().__init__(rows, ranged)
        self.without = {*self.periods}


@st.composite
def cells(draw):
    """Figures of some quantities of some regions, most of them by parts of a year that are all alike."""
    dice = random.Random(draw(st.integers(0, 10**9)))
    made = []
    for quantity in dice.sample(QUANTITIES, dice.randint(1, len(QUANTITIES))):
        grain = dice.choice([Grain.QUARTER, Grain.MONTH, Grain.YEAR])
        kind = dice.choice(["current", "current", "cumulative", "stock"])
        for region in dice.sample([*REGIONS, TOP], dice.randint(1, 4)):
            own = dice.choice([grain, grain, grain, Grain.HALF])
            for period in (p for year in YEARS for p in year.parts(own) if dice.random() < 0.9):
                mark = dice.choice(MARKS) if dice.random() < 0.1 else ""
                amount = None if mark else dice.randint(-5 if dice.random() < 0.1 else 0, 50)
                place = ("t", "t.csv", "", 2, "c", "", "人")
                made.append(Cell(region, period, quantity, amount, mark, kind, *place, dice.choice([0, 0, 1])))
    return made


def told(figures):
    keys = sorted(figures)
    return (
        dict(figures.items()),
        {q: figures.periods_of(q) for q in figures.quantities},
        dict(figures.finest),
        figures.having,
        {region: figures.keys_of(region) for region in figures.having},
        figures.doubts,
        {k: (figures.to_date(*k), figures.fall(*k)) for k in keys},
        figures.above_whole,
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cells(), st.sampled_from([(), (Grain.QUARTER,), tuple(Grain)]))
def test_an_account_says_the_same_whenever_it_is_drawn_up(drawn, grains):
    asked = {"reporting": REGIONS, "top": TOP, "grains": grains}
    lazy = roll_up(drawn, **asked)
    with mock.patch.object(region_accounts, "DeliveredRows", _AllUneven):
        eager = roll_up(drawn, **asked)
    assert told(lazy) == told(eager)
    day = YEARS[1].parts(Grain.QUARTER)[1].last_day
    assert told(lazy.until(day)) == told(eager.until(day))
