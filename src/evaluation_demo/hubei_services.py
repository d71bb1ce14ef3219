"""Job matching and assistance of Hubei: job-seekers, referrals, and the roll of assistance targets."""

from __future__ import annotations

from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille
from evaluation_demo.hubei_units import FIRST, UNITS, InventedUnit


def open_stocks(book: Book) -> None:
    before = quarter(FIRST, 0)
    for unit in UNITS:
        book.add("assist_unemployed", unit.code, before, unit.urban * 5 // 1000)
        book.add("assist_employed_stock", unit.code, before, unit.urban * 9 // 1000)


def year(book: Book, year: int) -> None:
    for unit in UNITS:
        for n in (1, 2, 3, 4):
            _matching(book, unit, quarter(year, n))
            _assistance(book, unit, quarter(year, n), quarter(year, n - 1))


def _matching(book: Book, unit: InventedUnit, now: str) -> None:
    code = unit.code
    found_work = book.at("reemp_laidoff", code, now) + permille(book.at("new_employed", code, now), 520)
    seekers = book.add("jobseekers", code, now, permille(found_work, draw("seekers", code, now, low=1620, high=1740)))
    share = draw("placed", code, now, low=556, high=604) + 2 * unit.form + leaning("placed", code, 34)
    placed = book.add("jobseekers_placed", code, now, permille(seekers, share))
    referrals = draw("referrals", code, now, low=1280, high=1460)
    book.add("referrals", code, now, permille(seekers, referrals))
    book.add("referrals_placed", code, now, permille(placed, draw("again", code, now, low=1012, high=1064)))


def _assistance(book: Book, unit: InventedUnit, now: str, before: str) -> None:
    code = unit.code
    size = unit.urban * 5 // 1000
    opening = book.at("assist_unemployed", code, before)
    in_work = book.at("assist_employed_stock", code, before)
    certified = permille(size, draw("certified", code, now, low=415, high=485))
    again = permille(in_work, draw("again", code, now, low=14, high=26))
    waiting = opening + certified + again
    employed = permille(waiting, draw("found", code, now, low=318, high=346) + unit.form + leaning("found", code, 22))
    exited = permille(waiting, draw("exited", code, now, low=8, high=16))
    for quantity, amount in (
        ("assist_certified", certified),
        ("assist_reunemployed", again),
        ("assist_employed", employed),
        ("assist_exited", exited),
        ("assist_unemployed", waiting - employed - exited),
        ("assist_employed_stock", in_work + employed - again),
    ):
        book.add(quantity, code, now, amount)
