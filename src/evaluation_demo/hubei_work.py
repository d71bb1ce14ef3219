"""Employment of Hubei: who looks for work, who finds it, and what that leaves. Every stock follows from its flows."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation_demo import hubei_plans, hubei_units
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, permille, seasons
from evaluation_demo.hubei_plans import PLANS
from evaluation_demo.hubei_units import FIRST, UNITS, InventedUnit

JOBS = (21, 27, 28, 24)
RURAL = (34, 22, 20, 24)

Demands = dict[str, dict[str, int]]


def open_stocks(book: Book) -> None:
    """Stocks at the end of the year before the first."""
    before = quarter(FIRST, 0)
    for unit in UNITS:
        urban = unit.urban + draw("urban", unit.code, low=-4000, high=4000) * unit.urban // 1_000_000
        book.add("urban_employed", unit.code, before, urban)
        book.add("eligible_unemployed", unit.code, before, permille(urban, draw("el", unit.code, low=46, high=53)))
        book.add("rural_surplus", unit.code, before, permille(unit.rural, draw("ru", unit.code, low=985, high=1015)))


def year(book: Book, year: int) -> Demands:
    """Enter the employment figures of ``year`` and return what it demands of each unit."""
    for unit in UNITS:
        for stock, prefix, flow_in, flow_out in (
            ("eligible_unemployed", "eligible", 158, 8),
            ("rural_surplus", "rural_surplus", 49, 5),
        ):
            opening = book.at(stock, unit.code, quarter(year, 0))
            for n in (1, 2, 3, 4):
                for suffix, middle in (("inflow", flow_in), ("outflow", flow_out)):
                    share = draw(prefix, suffix, unit.code, year, n, low=middle * 93, high=middle * 107)
                    book.add(f"{prefix}_{suffix}", unit.code, quarter(year, n), opening * share // 100_000)
    bases = {
        "urban": {u.code: book.at("urban_employed", u.code, quarter(year, 0)) for u in UNITS},
        "eligible": {u.code: _base(book, "eligible_unemployed", "eligible", u.code, year) for u in UNITS},
        "rural": {u.code: _base(book, "rural_surplus", "rural_surplus", u.code, year) for u in UNITS},
        "poor": {u.code: u.poor for u in UNITS},
    }
    demands = {item: hubei_plans.demands(item, year, bases) for item in PLANS}
    for unit in UNITS:
        _flows(book, unit, year, demands)
        for n in (1, 2, 3, 4):
            _stocks(book, unit, quarter(year, n), quarter(year, n - 1))
    return demands


def _base(book: Book, stock: str, prefix: str, code: str, year: int) -> int:
    """The base of the retraining rate: opening stock plus the year's inflow less deaths, retirements and moves."""
    opening = book.at(stock, code, quarter(year, 0))
    return opening + book.sum(f"{prefix}_inflow", code, year) - book.sum(f"{prefix}_outflow", code, year)


def amount_reached(item: str, unit: InventedUnit, year: int, demand: int, middle: int = 1014, reach: int = 66) -> int:
    """What ``unit`` brings of a demand: near it, better where the unit works well."""
    return permille(demand, middle + unit.form + draw("reached", item, unit.code, year, low=-reach, high=reach))


def _flows(book: Book, unit: InventedUnit, year: int, demands: Demands) -> None:
    code = unit.code

    def enter(quantity: str, amount: int, shape: Sequence[int] = JOBS) -> list[int]:
        parts = seasons(amount, shape, quantity, code, year)
        book.year(quantity, code, year, parts)
        return parts

    net = amount_reached("emp_new_urban", unit, year, demands["emp_new_urban"][code])
    attrition = permille(net, draw("attrition", code, year, low=105, high=140))
    enter("natural_attrition", attrition)
    enter("new_employed", net + attrition)
    transfer = enter("rural_transfer", amount_reached("rural_transfer", unit, year, demands["rural_transfer"][code]), RURAL)
    laid_off = enter("reemp_laidoff", amount_reached("reemp_laidoff", unit, year, demands["reemp_laidoff"][code]))
    for whole, part, low, high in ((transfer, "rural_transfer_labour_dept", 612, 652), (laid_off, "reemp_hard", 278, 302)):
        shares = [draw(part, code, year, n, low=low, high=high) for n in range(4)]
        book.year(part, code, year, [permille(w, s) for w, s in zip(whole, shares, strict=True)])
    helped = min(unit.poor, amount_reached("poor", unit, year, demands["rural_poor_households_helped"][code]))
    enter("rural_poor_households_helped", helped, (20, 25, 30, 25))
    due = [max(1, unit.urban // 62_000 + draw("zerofam", code, year, n, low=-1, high=3)) for n in range(4)]
    unsolved = hubei_units.UNSOLVED_FAMILIES.get(code, (0, 0, 0, 0)) if year == 2007 else (0, 0, 0, 0)
    if code == hubei_units.NO_FAMILY_NO_COHORT and year == 2007:
        due = [0, 0, 0, 0]
    book.year("zerofam_due", code, year, due)
    book.year("zerofam_solved", code, year, [d - u for d, u in zip(due, unsolved, strict=True)])


def _stocks(book: Book, unit: InventedUnit, now: str, before: str) -> None:
    code = unit.code

    def at(quantity: str) -> int:
        return book.at(quantity, code, now)

    def opening(quantity: str) -> int:
        return book.at(quantity, code, before)

    eligible = opening("eligible_unemployed") + at("eligible_inflow") - at("eligible_outflow") - at("reemp_laidoff")
    book.add("eligible_unemployed", code, now, eligible)
    rural = opening("rural_surplus") + at("rural_surplus_inflow") - at("rural_surplus_outflow") - at("rural_transfer")
    book.add("rural_surplus", code, now, rural)
    net = at("new_employed") - at("natural_attrition")
    urban = opening("urban_employed") + permille(net, draw("kept", code, now, low=290, high=370))
    book.add("urban_employed", code, now, urban)
    registered = permille(eligible, draw("registered", code, now, low=902, high=922))
    book.add("reg_unemployed", code, now, registered)
    others = permille(urban, draw("others", code, low=1022, high=1042))
    book.add("unemp_base_long", code, now, others + registered)
