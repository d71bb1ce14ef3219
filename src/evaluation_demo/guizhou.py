"""The invented figures of the study guizhou-2010: the roll of assistance targets, services, visits and stability."""

from __future__ import annotations

from datetime import datetime

from evaluation_demo import guizhou_care
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, leaning, permille

NAME = "guizhou-2010"
WORKBOOK = "assistance.xlsx"
PERIODS = tuple(quarter(2009, n) for n in (4, 5, 6, 7, 8))
CREATED = datetime(2011, 1, 10, 9, 0)
TITLES = {
    "register": ("就业援助对象情况（示例数据）", "填报单位：各市（州、地）　　单位：人　　本季数为当期数"),
    "services": ("就业援助服务与走访情况（示例数据）", "填报单位：各市（州、地）　　单位：人　　本季数为当期数"),
}
NOTES = (
    "本表数据为程序生成的示例数据，不是任何地区的真实数据。",
    "“—”表示该季度尚未实行，不适用。",
    "合计行仅供核对，不参与计算。",
)

MISSING = ("522600", "2010Q3")
FEW_VISITS = "522400"
NO_FAMILY_DUE = "520400"
_UNCERTIFIED = {"520200": 21, "522200": 34, "522400": 46}
_ALL_VISITED = ("520100", "520300", "522700")
_SIZES = {
    "520100": 15200,
    "520200": 7900,
    "520300": 11800,
    "520400": 5200,
    "522200": 5600,
    "522300": 5100,
    "522400": 8700,
    "522600": 7200,
    "522700": 6900,
}
FORM = {
    "520100": 22,
    "520200": -8,
    "520300": 16,
    "520400": 0,
    "522200": -14,
    "522300": 4,
    "522400": -26,
    "522600": -6,
    "522700": 12,
}
_ONES = {"one_card": 985, "one_contact": 968, "one_scheme": 952, "one_plan": 946, "one_promise": 958}
_FIRST = 2009


def figures() -> Book:
    book = Book()
    for code, size in _SIZES.items():
        book.add("assist_unemployed", code, quarter(_FIRST, 0), size)
        book.add("assist_employed_stock", code, quarter(_FIRST, 0), size * 2)
        for number in range(1, 9):
            _roll(book, code, size, number)
            if number >= 5:
                _services(book, code, number)
                _families(book, code, number)
            if number >= 4:
                _stability(book, code, number)
        guizhou_care.add(book, code, FORM[code])
    return book


def delivers(table: str, region: str, period: str) -> bool:
    """One unit's register of one quarter is missing, with what rests on it; services were first reported in 2010."""
    if table in ("care", "capacity") and period < guizhou_care.FIRST:
        return False
    return not (table in ("register", "certification") and (region, period) == MISSING) and not (
        table != "register" and period < "2010"
    )


def sums(period: str) -> bool:
    """No total is printed for the quarter that one unit did not deliver."""
    return period != MISSING[1]


def _roll(book: Book, code: str, size: int, number: int) -> None:
    now, before = quarter(_FIRST, number), quarter(_FIRST, number - 1)
    opening, in_work = (book.at(q, code, before) for q in ("assist_unemployed", "assist_employed_stock"))
    certified = permille(size, draw("gz-certified", code, now, low=330, high=392))
    again = permille(in_work, draw("gz-again", code, now, low=16, high=30))
    waiting = opening + certified + again
    employed = permille(waiting, draw("gz-found", code, now, low=268, high=292) + FORM[code] + leaning("gz-found", code, 16))
    exited = permille(waiting, draw("gz-exited", code, now, low=9, high=18))
    unemployed, stock = waiting - employed - exited, in_work + employed - again
    uncertified = _UNCERTIFIED.get(code, 0) if number == 8 else draw("gz-unc", code, now, low=3, high=60)
    everyone = unemployed + stock
    for quantity, amount in (
        ("assist_certified", certified),
        ("assist_reunemployed", again),
        ("assist_employed", employed),
        ("assist_exited", exited),
        ("assist_unemployed", unemployed),
        ("assist_employed_stock", stock),
        ("assist_certified_stock", everyone),
        ("assist_eligible", everyone + permille(everyone, uncertified)),
        ("assist_served", permille(everyone, draw("gz-served", code, now, low=930, high=985))),
    ):
        book.add(quantity, code, now, amount)


def _stability(book: Book, code: str, number: int) -> None:
    now = quarter(_FIRST, number)
    due = book.add("stable_due", code, now, book.at("assist_employed", code, quarter(_FIRST, number - 2)))
    share = draw("gz-stable", code, now, low=815, high=850) + 2 * FORM[code] + leaning("gz-stable", code, 24)
    book.add("stable_done", code, now, permille(due, share))


def _services(book: Book, code: str, number: int) -> None:
    """The five ones begin with the document of August 2010: half a quarter, then the first full one."""
    now = quarter(_FIRST, number)
    everyone = book.at("assist_certified_stock", code, now)
    if number >= 7:
        reached = 470 if number == 7 else 1000
        items = [
            book.add(one, code, now, permille(everyone, reached * min(1000, share + FORM[code] + leaning(one, code, 14)) // 1000))
            for one, share in _ONES.items()
        ]
        all_five = draw("gz-five", code, now, low=930, high=960) + FORM[code]
        book.add("five_ones_done", code, now, permille(min(items), all_five))
    due = book.at("assist_employed_stock", code, quarter(_FIRST, number - 1)) + book.at("assist_employed", code, now)
    share = {5: 520, 6: 585, 7: 790, 8: 986}[number] + draw("gz-visit", code, now, low=-14, high=12)
    if number == 8 and code in _ALL_VISITED:
        share = 1000
    if number == 8 and code == FEW_VISITS:
        share = 713
    book.add("visit_due", code, now, due)
    book.add("visit_done", code, now, permille(due, share))


def _families(book: Book, code: str, number: int) -> None:
    now = quarter(_FIRST, number)
    due = max(2, _SIZES[code] // 420 + draw("gz-family", code, now, low=-4, high=6))
    if code == NO_FAMILY_DUE and number == 8:
        due = 0
    late = {("520200", 8): 1, ("522400", 8): 2, ("522600", 6): 1, ("520100", 5): 1}.get((code, number), 0)
    book.add("zerofam_due", code, now, due)
    book.add("zerofam_solved", code, now, due - late)
