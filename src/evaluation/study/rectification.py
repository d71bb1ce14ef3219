"""The rectification of problems: which items of the ledger stand open, were notified, are supervised, and must be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evaluation.errors import Refused, near
from evaluation.study.base import check_region, once
from evaluation.study.ledger import OPEN, Item
from evaluation.study.model import Study
from evaluation.study.periods import Period


def items(study: Study, day: date, *, region: str = "", kind: str = "", language: str = "zh") -> list[tuple[Item, str]]:
    """Items found by ``day`` with their state, in the ledger's order; ``region`` the whole or empty: all."""
    wanted = (i for i in study.ledger if i.found <= day and (not kind or i.kind == kind))
    return [(i.words(language, study.ledger_en), i.state(day)) for i in wanted if region in ("", study.top.code, i.region)]


def rectification_counts(study: Study, region: str = "", period: Period | None = None) -> tuple[int, int]:
    """Items closed by their term, of the items notified whose term fell within ``period``.

    Numerator and denominator of ``audit_issue_rectify_rate`` (HB-16, HB-21) as the ledger has them.
    """
    period = period or study.file.period
    day, before = min(study.file.cut_off, period.last_day), period.previous.last_day
    told = [(i.term, i.closed) for i, _ in items(study, day, region=region) if i.issued]
    due = [(term, closed) for term, closed in told if term is not None and before < term <= day]
    return sum(closed is not None and closed <= term for term, closed in due), len(due)


def problems_to_notice(study: Study, day: date, language: str = "zh") -> dict[str, list[tuple[Item, str]]]:
    """Confirmed fund problems that are not closed, by responsible unit in the ledger's order: one notice each."""
    units: dict[str, list[tuple[Item, str]]] = {}
    for item, state in items(study, day, kind="fund", language=language):
        if state in OPEN:
            units.setdefault(item.unit, []).append((item, state))
    return units


def notices_of(study: Study, unit: str) -> list[tuple[date, str]]:
    """Day and number (empty for one without) of the notices issued to ``unit`` on its open fund problems; none while one
    of these still waits for its notice."""
    found = [(item.issued, item.notice or "") for item, _ in problems_to_notice(study, study.file.cut_off).get(unit, [])]
    issued = [(day, notice) for day, notice in found if day is not None]
    return list(dict.fromkeys(issued)) if len(issued) == len(found) else []


def problems_supervised(study: Study, day: date, language: str = "zh") -> dict[str, list[tuple[Item, str]]]:
    """Problems under supervision (HB-21 问题突出), by responsible unit: put there by the office, or overdue past the term
    of their notice; one memo each. A missed outcome gets no notice and can be supervised."""
    units: dict[str, list[tuple[Item, str]]] = {}
    for item, state in items(study, day, language=language):
        if state in ("overdue", "supervised"):
            units.setdefault(item.unit, []).append((item, state))
    return units


def check(found: Sequence[Item], study: Study, path: str) -> None:
    """:class:`Refused` for items that contradict each other or the study's regions and policy."""
    policy = study.file.policy
    seen: dict[str, int] = {}
    units: dict[str, Item] = {}
    for line, item in enumerate(found, start=2):
        where = f"{path}, row {line}"
        once(seen, line, "item", item.item, where)
        check_region(item.region, study.by_code, where)
        first = units.setdefault(item.unit, item)
        for key in ("region", "unit_zh", "unit_en"):
            if getattr(item, key) != getattr(first, key):
                raise Refused(
                    f"{where}: unit {item.unit!r} has {key} {getattr(item, key)!r}, item {first.item} says "
                    f"{getattr(first, key)!r}; one unit has one name and one region"
                )
        if policy and not policy.has(item.clause):
            raise Refused(f"{where}: clause {item.clause!r} is not of the study's document ({policy.prefix}-n)")
    for line, row in enumerate(study.ledger_en, start=2):
        if row.item not in seen:
            where = f"{Path(path).parent / 'ledger_en.csv'}, row {line}"
            raise Refused(f"{where}: there is no item {row.item!r}; {near(row.item, seen)}")
