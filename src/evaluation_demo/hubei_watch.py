"""Invented enterprises, lay-offs, calendar and target changes of hubei-2007; enterprises and files are numbers only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

from evaluation.study.base import Model
from evaluation.study.calendar import occurrences
from evaluation.study.model import Study
from evaluation.study.periods import parse
from evaluation.study.unit import WrittenUnit
from evaluation.study.watch import Enterprise, Layoff, TargetOrder
from evaluation_demo.draws import draw, permille
from evaluation_demo.hubei_units import BEHIND_IN_RETRAINING, UNITS
from evaluation_demo.tables import as_csv

LOSES_JOBS = BEHIND_IN_RETRAINING
UNFILED = "421000"
_SOURCE = "示例数据（程序生成）"
_KINDS: tuple[Literal["strong", "normal", "difficult"], ...] = ("strong", "normal", "normal", "difficult")
_LATE = {("rsc_deadline", "420900"), ("selfcheck_march", "421000"), ("own_plan_filing", "429021")}
_NOT_DONE = {
    ("rsc_deadline", "421100"),
    ("mop_up", "421100"),
    ("agency_check_march", "422800"),
    ("mop_up", "420900"),
    ("pilot_meeting", "420000"),
}
ORDERS = (
    TargetOrder(
        item="emp_new_urban",
        region="420300",
        period=parse("2007"),
        number="DEMO-2007-1",
        effective=date(2007, 7, 1),
        value=Decimal(35144),
        unit=WrittenUnit.of("人"),
        source=_SOURCE,
    ),
    TargetOrder(
        item="emp_new_urban",
        region="420100",
        period=parse("2007"),
        number="DEMO-2007-1",
        effective=date(2007, 7, 1),
        value=Decimal(203892),
        unit=WrittenUnit.of("人"),
        source=_SOURCE,
    ),
)


@cache
def firms() -> tuple[Enterprise, ...]:
    """Jobs of four to eight monitored enterprises a unit, quarter by quarter."""
    found = []
    for unit in UNITS:
        for number in range(draw("firms", unit.code, low=4, high=8)):
            base = draw("firm-base", unit.code, number, low=180, high=2600)
            for quarter in range(1, 5):
                lost = draw("firm-lost", unit.code, number, quarter, low=-12, high=30) * quarter // 2
                if unit.code == LOSES_JOBS and quarter >= 3:
                    lost += 55
                found.append(
                    Enterprise(
                        enterprise=f"{unit.code[2:4]}{unit.code[5]}-{number + 1:02d}",
                        region=unit.code,
                        period=parse(f"2007Q{quarter}"),
                        kind=_KINDS[number % 4],
                        base=base,
                        jobs=base - permille(base, lost),
                        reason="订单减少" if lost > 40 else "",
                        source=_SOURCE,
                    )
                )
    return tuple(found)


@cache
def cuts() -> tuple[Layoff, ...]:
    """A reduction of staff in every third unit; one of them was never filed, one too late."""
    found = []
    for position, unit in enumerate(UNITS):
        if position % 3 and unit.code not in (LOSES_JOBS, UNFILED):
            continue
        when = date(2007, 1, 15) + timedelta(days=draw("layoff", unit.code, low=20, high=310))
        staff = draw("layoff-staff", unit.code, low=240, high=1900)
        persons = permille(staff, draw("layoff-share", unit.code, low=40, high=110))
        notice = 12 if unit.code == LOSES_JOBS else draw("layoff-filed", unit.code, low=31, high=60)
        filed = None if unit.code == UNFILED else when - timedelta(days=notice)
        found.append(
            Layoff(
                enterprise=f"{unit.code[2:4]}{unit.code[5]}-01",
                region=unit.code,
                date=when,
                kind="strong",
                staff=staff,
                persons=persons,
                filed=filed,
                source=_SOURCE,
            )
        )
    return tuple(found)


def enterprises() -> bytes:
    return _table(Enterprise, firms())


def layoffs() -> bytes:
    return _table(Layoff, cuts())


def _table(model: type[Model], rows: Iterable[Model]) -> bytes:
    fields = list(model.model_fields)
    return as_csv([fields, *(["" if (v := getattr(r, f)) is None else str(v) for f in fields] for r in rows)])


def calendar(study: Study) -> bytes:
    """What was done when; the year's last bulletin and a few terms are still open at the cut-off."""
    lines = [["event", "region", "due", "done", "evidence"]]
    for event in (e for e in study.events if e.prefix == "HB"):
        for region in [r.code for r in study.reporting] if event.each else [study.top.code]:
            for number, occurrence in enumerate(occurrences(event, study), start=1):
                if (event.code, region) in _NOT_DONE or (event.code == "bulletin_q" and number == 4):
                    continue
                days = draw("calendar", event.code, region, number, low=1, high=20)
                late = (event.code, region) in _LATE
                done = occurrence.due + timedelta(days=days if late else -days)
                due = occurrence.due.isoformat() if event.due == "quarterly" else ""
                lines.append([event.code, region, due, done.isoformat(), f"DEMO-{region}-{len(lines):03d}"])
    return as_csv(lines)


def orders() -> bytes:
    """One change of targets between two units: the sum stays that of the document."""
    return _table(TargetOrder, ORDERS)
