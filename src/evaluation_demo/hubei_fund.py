"""The employment fund of Hubei: money planned, paid in and spent by item. The account closes in every quarter.

All sums are whole hundreds of yuan, so that they can be printed in 元 or 万元 without rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.measured.splits import split_whole
from evaluation_demo import hubei_units as units
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille, seasons
from evaluation_demo.hubei_units import FIRST, UNITS, InventedUnit

HUNDRED_YUAN = 10_000  # fen
PLAN_OF_2007 = 15_200_000  # hundreds of yuan: 15.2 亿元
_GROWTH = {2005: 800, 2006: 900, 2007: 1000}
_ARRIVES = (24, 31, 26, 19)
SPENT = (14, 24, 27, 35)
REFUND = 12_568  # hundreds of yuan, paid back in the third quarter of 2007

SHARES = {
    "exp_si_subsidy": 342,
    "exp_training": 152,
    "exp_assessment": 36,
    "exp_matching": 31,
    "exp_public_post": 206,
    "exp_microloan": 32,
    "exp_guarantee": 48,
    "exp_special_policy": 98,
    "exp_capacity": 55,
}
_TRAINING = ("exp_training", "exp_assessment", "exp_matching")
_YUAN_PER_PERSON = {
    "persons_si_subsidy": ("exp_si_subsidy", 1340, 1620),
    "persons_training": ("exp_training", 330, 420),
    "persons_assessment": ("exp_assessment", 150, 190),
    "persons_matching": ("exp_matching", 128, 166),
    "persons_public_post": ("exp_public_post", 940, 1180),
}
_HEADS = ("persons_training", "persons_assessment", "persons_matching")
"""Counted each time; who is on a continuing subsidy is counted once a year."""


def open_stocks(book: Book) -> None:
    for unit, plan in zip(UNITS, _plans(FIRST), strict=True):
        book.add("fund_balance", unit.code, quarter(FIRST, 0), permille(plan, 170) * HUNDRED_YUAN)


def year(book: Book, year: int) -> None:
    for unit, plan in zip(UNITS, _plans(year), strict=True):
        paid_in = _income(book, unit, year, plan)
        opening = book.at("fund_balance", unit.code, quarter(year, 0)) // HUNDRED_YUAN
        kept = draw("kept", unit.code, year, low=130, high=190) - 2 * unit.form
        spent = opening + paid_in - permille(paid_in, max(60, kept))
        _spending(book, unit, year, spent)
        executed = min(985, draw("executed", unit.code, year, low=915, high=965) + unit.form + leaning("executed", unit.code, 14))
        _enter(book, "fund_budget", unit, year, spent * 1000 // executed, (25, 25, 25, 25))
        _policy(book, unit, year)
        for n in (1, 2, 3, 4):
            _close(book, unit.code, quarter(year, n), quarter(year, n - 1))


def _plans(year: int) -> list[int]:
    return split_whole(permille(PLAN_OF_2007, _GROWTH[year]), [u.urban + u.rural // 4 for u in UNITS])


def _enter(book: Book, quantity: str, unit: InventedUnit, year: int, amount: int, shape: Sequence[int]) -> None:
    parts = seasons(amount, shape, quantity, unit.code, year)
    book.year(quantity, unit.code, year, [p * HUNDRED_YUAN for p in parts])


def _income(book: Book, unit: InventedUnit, year: int, plan: int) -> int:
    """Enter what was planned and what came, quarter by quarter; the year's income in hundreds of yuan."""
    total = 0
    local = 520 if unit.code == "420100" else 300
    for level, planned in zip(("central", "province", "local"), split_whole(plan, [880 - local, 120, local]), strict=True):
        due = seasons(planned, _ARRIVES, level, unit.code, year)
        arrived = draw("arrived", level, unit.code, year, low=945, high=985) + unit.form // 2
        if level == "central":
            arrived = 1000
        if unit.code == units.LATE_MONEY and year == 2007:
            arrived = {"central": 860, "province": 742, "local": 548}[level]
        came = [permille(d, min(1000, arrived)) for d in due]
        book.year(f"fund_plan_{level}", unit.code, year, [d * HUNDRED_YUAN for d in due])
        book.year(f"fund_in_{level}", unit.code, year, [c * HUNDRED_YUAN for c in came])
        total += sum(came)
    return total


def _spending(book: Book, unit: InventedUnit, year: int, spent: int) -> None:
    weights = {code: middle * draw(code, unit.code, year, low=955, high=1045) for code, middle in SHARES.items()}
    weights["exp_si_subsidy"] = permille(weights["exp_si_subsidy"], 1000 + unit.form)
    if unit.code == units.MISSES_INSURANCE_SHARE:
        weights["exp_si_subsidy"] = permille(weights["exp_si_subsidy"], 772)
    if unit.code in units.BELOW_TRAINING_SHARE:
        for code in _TRAINING:
            weights[code] = permille(weights[code], 862)
    for code, amount in zip(weights, split_whole(spent, list(weights.values())), strict=True):
        if code == "exp_special_policy" and unit.code == units.REFUNDS and year == 2007:
            first, second, _, last = split_whole(amount + REFUND, [20, 35, 0, 45])
            book.year(code, unit.code, year, [p * HUNDRED_YUAN for p in (first, second, -REFUND, last)])
        else:
            _enter(book, code, unit, year, amount, SPENT)


def _policy(book: Book, unit: InventedUnit, year: int) -> None:
    code = unit.code
    before: dict[str, int] = {}
    for n in (1, 2, 3, 4):
        now = quarter(year, n)
        served = {}
        for persons, (money, low, high) in _YUAN_PER_PERSON.items():
            yuan = draw(persons, code, now, low=low, high=high)
            served[persons] = book.at(money, code, now) // (yuan * 100)
        first = {p: served[p] if p in _HEADS else _first_served(p, code, now, served[p], before.get(p, 0)) for p in served}
        for persons, heads in first.items():
            book.add(persons, code, now, heads)
        received = first["persons_si_subsidy"] + first["persons_public_post"] + first["persons_training"]
        received += permille(first["persons_assessment"] + first["persons_matching"], 150)  # the others were trained as well
        before = served
        takeup = min(985, draw("takeup", code, now, low=885, high=915) + 2 * unit.form + leaning("takeup", code, 22))
        book.add("policy_eligible", code, now, received * 1000 // takeup)
        book.add("policy_received", code, now, received)
        due = 2 + unit.urban // 240_000 + draw("issues", code, now, low=0, high=3)
        closed = min(1000, draw("closed", code, now, low=800, high=1080) + 3 * unit.form)
        book.add("issues_due", code, now, due)
        open_ = int((code, now) == units.LEFT_OPEN)
        book.add("issues_closed", code, now, min(due - open_, (due * closed + 500) // 1000))


def _first_served(persons: str, code: str, now: str, served: int, before: int) -> int:
    """Of those on a continuing subsidy this quarter, who was not on it earlier in the year: tables deliver their running sum, each
    person once."""
    came = permille(before, draw("came", persons, code, now, low=20, high=60))
    return max(0, served - before) + (came if before else 0)


def _close(book: Book, code: str, now: str, before: str) -> None:
    paid_in = sum(book.at(f"fund_in_{level}", code, now) for level in ("central", "province", "local"))
    spent = sum(book.at(item, code, now) for item in SHARES)
    book.add("fund_balance", code, now, book.at("fund_balance", code, before) + paid_in - spent)
