"""Unemployment insurance of Hubei: the insured, the roll of recipients, benefit and the fund's account."""

from __future__ import annotations

from evaluation_demo import hubei_units as units
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille, seasons
from evaluation_demo.hubei_units import FIRST, UNITS, InventedUnit
from evaluation_demo.hubei_work import Demands, amount_reached

HUNDRED_YUAN = 10_000  # fen
_EVEN = (24, 25, 25, 26)
_BENEFIT_YUAN = {2005: (260, 300), 2006: (280, 320), 2007: (320, 406)}


def open_stocks(book: Book) -> None:
    before = quarter(FIRST, 0)
    for unit in UNITS:
        book.add("ui_recipients", unit.code, before, unit.urban * draw("uir", unit.code, low=76, high=92) // 10_000)
        book.add("dibao_recipients", unit.code, before, unit.urban * draw("db", unit.code, low=112, high=150) // 1000)
        book.add("ui_balance", unit.code, before, unit.urban * draw("uib", unit.code, low=118, high=152) * 100)


def year(book: Book, year: int, demands: Demands) -> None:
    for unit in UNITS:
        _collect(book, unit, year, demands)
        for n in (1, 2, 3, 4):
            _roll(book, unit, year, n)
        for n in (1, 2, 3, 4):
            _money(book, unit, quarter(year, n), quarter(year, n - 1))


def _collect(book: Book, unit: InventedUnit, year: int, demands: Demands) -> None:
    code = unit.code
    insured = amount_reached("ui_insured", unit, year, demands["ui_insured"][code], middle=1014, reach=22)
    for n, growth in enumerate((978, 986, 993, 1000), start=1):
        book.add("ui_insured", code, quarter(year, n), permille(insured, growth) // 100 * 100)
    premium = amount_reached("ui_premium", unit, year, demands["ui_premium"][code] * 100, middle=1016, reach=28)
    collected = seasons(premium, _EVEN, "ui_premium", code, year)
    book.year("ui_premium", code, year, [p * HUNDRED_YUAN for p in collected])
    rates = [draw("collection", code, year, n, low=938, high=968) + unit.form // 2 for n in range(4)]
    due = [p * 1000 // rate + 1 for p, rate in zip(collected, rates, strict=True)]
    book.year("ui_premium_due", code, year, [d * HUNDRED_YUAN for d in due])


def _roll(book: Book, unit: InventedUnit, year: int, n: int) -> None:
    """Recipients by quarter. Re-employment counts against everybody who drew benefit in the twelve months."""
    code, now = unit.code, quarter(year, n)
    opening = book.at("ui_recipients", code, quarter(year, n - 1))
    at_start = book.at("ui_recipients", code, quarter(year, 0))
    new = permille(at_start, draw("new", code, now, low=268, high=318))
    ended = new + opening * (draw("ended", code, now, low=4, high=14) + unit.form // 6) // 1000
    share = draw("reemployed", code, now, low=755, high=815) + max(2 * unit.form, -30) + leaning("reemployed", code, 20)
    if code == units.MISSES_REEMPLOYMENT_LINE and year == 2007:
        share = 610 + 6 * n
    if code == units.MISSES_INSURANCE_SHARE:
        share += 40  # this unit fails the line of 30 % and no other
    book.add("ui_new_recipients", code, now, new)
    book.add("ui_ended", code, now, ended)
    book.add("ui_reemployed", code, now, permille(ended, share))
    closing = book.add("ui_recipients", code, now, opening + new - ended)
    months = (opening + closing) * 3 // 2
    unpaid = max(1, months // 125) if code == units.UNPAID_BENEFIT and year == 2007 and n in (2, 3) else 0
    yuan = _BENEFIT_YUAN[year][1 if code == "420100" else 0] + draw("standard", code, year, low=0, high=3) * 5
    book.add("ui_payable_months", code, now, months)
    book.add("ui_paid_months", code, now, months - unpaid)
    book.add("ui_recipient_months", code, now, months - unpaid)
    book.add("ui_benefit_payable", code, now, months * yuan * 100)
    book.add("ui_benefit_paid", code, now, (months - unpaid) * yuan * 100)
    minimum_income = book.at("dibao_recipients", code, quarter(year, n - 1))
    left = permille(minimum_income, draw("dibao", code, now, low=986, high=998) - unit.form // 6)
    book.add("dibao_recipients", code, now, left)
    book.add("dibao_recipient_months", code, now, (minimum_income + left) * 3 // 2)


def _money(book: Book, unit: InventedUnit, now: str, before: str) -> None:
    code = unit.code
    premium, paid = book.at("ui_premium", code, now), book.at("ui_benefit_paid", code, now)
    other = permille(premium // HUNDRED_YUAN, draw("interest", code, now, low=38, high=62)) * HUNDRED_YUAN
    income = book.add("ui_income", code, now, premium + other)
    care = paid * draw("care", code, now, low=1420, high=1680) // 1000 // HUNDRED_YUAN
    outlay = book.add("ui_outlay", code, now, care * HUNDRED_YUAN)
    book.add("ui_balance", code, now, book.at("ui_balance", code, before) + income - outlay)
