"""The invented figures of hubei-subsidy-2024: employment subsidy funds by the items of today, on the real units of Hubei.

All sums are whole hundreds of yuan. The account closes in every quarter: carried over + paid in + interest - spent - returned.
"""

from __future__ import annotations

from evaluation.measured.splits import split_whole
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille, seasons
from evaluation_demo.hubei_units import UNITS, InventedUnit
from evaluation_demo.tables import as_csv

NAME = "hubei-subsidy-2024"
YEARS = (2023, 2024)
PERIODS = tuple(quarter(year, n) for year in YEARS for n in (1, 2, 3, 4))
_TOTAL = {2023: 26_400_000, 2024: 27_900_000}  # hundreds of yuan
_HUNDRED_YUAN = 10_000  # of the minor unit
_ITEMS = {
    "training_subsidy": 168,
    "evaluation_subsidy": 34,
    "insurance_subsidy": 331,
    "post_subsidy": 214,
    "startup_subsidy": 52,
    "internship_subsidy": 41,
    "jobseeking_subsidy": 38,
    "service_grant": 67,
    "talent_grant": 39,
    "other_item": 16,
}
_SOURCES = {"central": 520, "province": 160, "prefecture": 90, "county": 170, "other_source": 60}
_PER_HEAD = {
    "training": ("training_subsidy", 9, 14),
    "evaluation": ("evaluation_subsidy", 9, 13),
    "startup": ("startup_subsidy", 48, 62),
    "jobseeking": ("jobseeking_subsidy", 14, 17),
}
"""Hundreds of yuan a person."""
_CONTINUING = {
    "insurance": ("insurance_subsidy", 32, 41),
    "post": ("post_subsidy", 96, 128),
    "internship": ("internship_subsidy", 70, 92),
}
_SPENT, _ARRIVES = (12, 23, 28, 37), (30, 34, 22, 14)
_LATE = "420600"
"""Its money came late, and much of it was left."""
_GROWN = {2023: 966, 2024: 1000}
_JOBS = {"jobs_new_urban": 930_000, "reemployed_unemployed": 310_000, "reemployed_hard": 120_000}
TARGETS = {"new_urban_jobs": ("jobs_new_urban", 900_000), "unemployed_reemployed": ("reemployed_unemployed", 290_000)}
TARGETS |= {"hard_to_place_employed": ("reemployed_hard", 115_000)}

_LINES = (("subsidy_execution", "at_least", "90"), ("payments_accurate", "equal", "100"), ("payments_in_time", "at_least", "95"))


def figures() -> Book:
    """All figures, quarter by quarter."""
    book = Book()
    sizes = [u.urban + u.rural // 4 for u in UNITS]
    for year in YEARS:
        for unit, total in zip(UNITS, split_whole(_TOTAL[year], sizes), strict=True):
            _fund(book, unit, year, total)
            _results(book, unit, year)
        for code, total in _JOBS.items():
            for unit, amount in zip(UNITS, split_whole(total, sizes), strict=True):
                reached = permille(amount, _GROWN[year] + unit.form + leaning(code, unit.code, 30))
                book.year(code, unit.code, year, seasons(reached, (26, 29, 25, 20), code, unit.code, year))
    return book


def _enter(book: Book, code: str, unit: InventedUnit, year: int, amounts: list[int]) -> None:
    book.year(code, unit.code, year, [a * _HUNDRED_YUAN for a in amounts])


def _fund(book: Book, unit: InventedUnit, year: int, total: int) -> None:
    opening = [permille(total, draw("opening", unit.code, year, low=40, high=80)), 0, 0, 0] if year == YEARS[0] else None
    if opening is None:
        last = book.at("subsidy_balance", unit.code, quarter(year, 0)) // _HUNDRED_YUAN
        opening = [last, 0, 0, 0]
    _enter(book, "subsidy_carried_over", unit, year, opening)
    came = [0, 0, 0, 0]
    for source, planned in zip(_SOURCES, split_whole(total, list(_SOURCES.values())), strict=True):
        due = seasons(planned, _ARRIVES, source, unit.code, year)
        _enter(book, f"budget_{source}", unit, year, due)
        share = 1000 if source == "central" else draw("arrived", source, unit.code, year, low=930, high=995) + unit.form // 2
        arrived = [permille(d, min(1000, share)) for d in due]
        _enter(book, f"received_{source}", unit, year, arrived)
        came = [a + b for a, b in zip(came, arrived, strict=True)]
    interest = seasons(permille(total, 2), (1, 1, 1, 1), "interest", unit.code, year)
    _enter(book, "subsidy_interest", unit, year, interest)
    share = (
        draw("executed", unit.code, year, low=905, high=955)
        + unit.form // 2
        - (180 if unit.code == _LATE and year == YEARS[1] else 0)
    )
    _enter(book, "subsidy_budget", unit, year, seasons(total + opening[0], (25, 25, 25, 25), "budget", unit.code, year))
    spent = seasons(permille(sum(came) + opening[0], share), _SPENT, "spent", unit.code, year)
    for number, of_quarter in enumerate(spent, start=1):
        weights = [w * draw("item", item, unit.code, year, low=900, high=1100) for item, w in _ITEMS.items()]
        for item, amount in zip(_ITEMS, split_whole(of_quarter, weights), strict=True):
            book.add(item, unit.code, quarter(year, number), amount * _HUNDRED_YUAN)
    balance = 0
    returned = [0, 0, 0, permille(total, draw("returned", unit.code, year, low=0, high=9))]
    _enter(book, "subsidy_returned", unit, year, returned)
    for number, parts in enumerate(zip(opening, came, interest, spent, returned, strict=True), start=1):
        carried, arrived_, earned, gone, back = parts
        balance += carried + arrived_ + earned - gone - back
        book.add("subsidy_balance", unit.code, quarter(year, number), balance * _HUNDRED_YUAN)


def _results(book: Book, unit: InventedUnit, year: int) -> None:
    for name, (item, low, high) in _PER_HEAD.items():
        each = draw("each", name, unit.code, year, low=low, high=high)
        money = [book.at(item, unit.code, quarter(year, n)) // _HUNDRED_YUAN for n in (1, 2, 3, 4)]
        book.year(f"persons_on_{name}", unit.code, year, [m // each for m in money])
    for name, (item, low, high) in _CONTINUING.items():
        each = draw("each", name, unit.code, year, low=low, high=high)
        persons = book.sum(item, unit.code, year) // _HUNDRED_YUAN // each
        shares = [draw("entered", name, unit.code, year, n, low=60, high=140) for n in (1, 2, 3, 4)]
        book.year(f"persons_on_{name}", unit.code, year, split_whole(persons, [shares[0] * 6, *shares[1:]]))
    for whole, part, low in (
        ("payments_checked", "payments_right", 975),
        ("payments_due", "payments_on_time", 930),
        ("releases_due", "releases_on_time", 880),
    ):
        size = 4 if whole == "releases_due" else unit.urban // 2200 + 6
        for n in (1, 2, 3, 4):
            amount = draw(whole, unit.code, year, n, low=size, high=size * 2)
            share = min(1000, draw(part, unit.code, year, n, low=low, high=1000) + max(0, unit.form) // 3)
            book.add(whole, unit.code, quarter(year, n), amount)
            book.add(part, unit.code, quarter(year, n), permille(amount, share))


def targets() -> bytes:
    """``targets.csv``: invented targets, as a province issues them with the money (区域绩效目标表)."""
    lines = [["item", "region", "period", "demand", "value", "unit", "status", "source"]]
    source = "（示例）2024年就业补助资金区域绩效目标表"
    sizes = [u.urban + u.rural // 4 for u in UNITS]
    for item, (_, total) in TARGETS.items():
        lines.append([item, "420000", "2024", "at_least", str(total), "人", "issued", source])
        for unit, amount in zip(UNITS, split_whole(total, sizes), strict=True):
            lines.append([item, unit.code, "2024", "at_least", str(amount), "人", "issued", source])
    for item, demand, value in _LINES:
        lines.append([item, "everywhere", "2024", demand, value, "%", "issued", source])
    return as_csv(lines)
