"""Invented agencies, employers and budget of hubei-2007: what only official documents print. Names are numbers only."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from evaluation.measured.splits import split_whole
from evaluation.study.agencies import Agency
from evaluation.study.budget import BudgetLine
from evaluation.study.employers import Employer
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw, permille, seasons
from evaluation_demo.hubei_fund import HUNDRED_YUAN, SHARES, SPENT
from evaluation_demo.hubei_units import LAST, NOT_CHECKED, UNITS, licensed_agencies
from evaluation_demo.tables import as_csv

_SOURCE = "示例数据（程序生成）"
_FAULTS = (
    ("未公示收费标准", "fees not displayed"),
    ("业务台账不完整", "incomplete records of business"),
    ("从业人员未持证上岗", "staff without certificates"),
)
_GRAVE = ("许可证过期仍在经营", "business went on after the licence had expired")


def agencies() -> bytes:
    """Two to nine agencies a unit, checked in March; one in five has a fault, one in twenty-five a grave one."""
    lines = [list(Agency.model_fields)]
    for unit in UNITS:
        for number in range(1, licensed_agencies(unit) + 1):
            name = f"{unit.code[2:]}-{number:02d}"
            found = draw("agency", unit.code, number, low=0, high=24)
            result, fault = "passed", ("", "")
            if found < 6:
                result, fault = ("rectify", _FAULTS[found % 3]) if found else ("revoked", _GRAVE)
            when = date(LAST, 3, 5) + timedelta(days=draw("agency-day", unit.code, number, low=0, high=24))
            checked = [when.isoformat(), result, *fault] if unit.code != NOT_CHECKED else ["", "", "", ""]
            lines.append([f"DEMO-{name}", f"示例职业中介{name}", f"Sample agency {name}", unit.code, *checked, _SOURCE])
    return as_csv(lines)


def employers() -> bytes:
    """One to three inspected employers a unit: in order, put right, reporting too little, or refusing."""
    lines = [list(Employer.model_fields)]
    for unit in UNITS:
        for number in range(1, draw("employers", unit.code, low=1, high=3) + 1):
            lines.append(_employer(unit.code, number))
    return as_csv(lines)


def _employer(unit: str, number: int) -> list[str]:
    def draw_number(what: str, low: int, high: int) -> int:
        return draw("employer", what, unit, number, low=low, high=high)

    kind = ("in order", "put right", "persons", "base", "both", "refuses", "still has time")[draw_number("kind", 0, 6)]
    staff, name = draw_number("staff", 40, 620), f"{unit[2:]}-{number:02d}"
    insured = {"refuses": 0, "still has time": 0, "in order": staff, "base": staff}.get(
        kind, permille(staff, draw_number("insured", 610, 940))
    )
    found = staff * draw_number("wage", 96, 138) * 100
    declared = permille(found, draw_number("declared", 720, 930)) if kind in ("base", "both", "put right") else found
    waits = kind == "still has time"
    checked = date(LAST, 12, 4) if waits else date(LAST, 4, 2) + timedelta(days=draw_number("day", 0, 190))
    told = checked + timedelta(days=draw_number("told", 2, 15))
    term = told + timedelta(days=30)
    asked = [told.isoformat(), term.isoformat()] if kind != "in order" else ["", ""]
    settled = [(told + timedelta(days=draw_number("settled", 5, 28))).isoformat(), f"DEMO-UI-{name}"]
    bases = [f"{declared}.00", f"{found}.00"] if insured else ["", ""]
    return [
        f"DEMO-E-{name}",
        f"示例用人单位{name}",
        f"Sample employer {name}",
        unit,
        str(staff),
        str(insured),
        *bases,
        checked.isoformat(),
        *asked,
        *(settled if kind == "put right" else ["", ""]),
        _SOURCE,
    ]


def budget(book: Book) -> bytes:
    """The budget that the units report, by line, and a plan of each line by quarter."""
    lines = [list(BudgetLine.model_fields)]
    quarters = [quarter(LAST, n) for n in (1, 2, 3, 4)]
    whole = sum(book.at("fund_budget", u.code, q) for u in UNITS for q in quarters) // HUNDRED_YUAN
    weights = [middle * draw("budget", line, low=970, high=1030) for line, middle in SHARES.items()]
    for line, amount in zip(SHARES, split_whole(whole, weights), strict=True):
        planned = seasons(amount, SPENT, "plan", line)
        for period, part in zip((str(LAST), *quarters), (amount, *planned), strict=True):
            lines.append([line, period, f"{Fraction(part * HUNDRED_YUAN, 100)}.00", _SOURCE])
    return as_csv(lines)
