"""Targets that the delivered tables hold, as the study has those of ``targets.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Direction, Indicator
from evaluation.data.findings import Finding
from evaluation.data.targets import DeliveredTarget
from evaluation.study.demands import with_orders
from evaluation.study.model import Study, Target
from evaluation.study.periods import Period
from evaluation.study.target import Demand
from evaluation.study.watch import TargetOrder
from evaluation.study.watch_checks import why_unchanged

_BY_DIRECTION: dict[Direction, Demand] = {Direction.HIGHER: "at_least", Direction.LOWER: "at_most", Direction.AT_TARGET: "equal"}


def side_of_a_line(indicator: Indicator) -> Demand | None:
    """The side of a line that is good by the direction of an indicator; None where it has no good side."""
    return _BY_DIRECTION.get(indicator.direction)


def add_delivered(study: Study, rows: Iterable[DeliveredTarget], catalogue: Catalogue) -> tuple[Study, list[Finding]]:
    """The study with the targets of its tables, and of the whole their sums where every region has one; what ``targets.csv`` sets
    goes before. Findings tell what is set twice and differs, and orders that change none of them."""
    own = {_key(t): t for t in study.targets}
    found: dict[tuple[str, str, Period], Target] = {}
    twice = []
    for row in rows:
        its, key = _target(row, catalogue), (row.item, row.region, row.period)
        there = own.get(key) or found.get(key)
        if there is None:
            found[key] = its
        elif (there.value, there.demand, there.unit.text) != (its.value, its.demand, its.unit.text):
            twice.append(_twice(row, there))
    ordered = [t for lines in with_orders(found.values(), study.orders).values() for t in lines.values()]
    whole = [t for t in _wholes(study, ordered, catalogue) if _key(t) not in {*own, *found}]
    known = {**own, **found, **{_key(t): t for t in whole}}
    idle = {order: why for order in study.orders if (why := why_unchanged(known.get(_key(order)), order))}
    orders = tuple(o for o in study.orders if o not in idle)
    if not found and not idle:
        return study, twice
    changed = study.model_copy(update={"targets": tuple(known.values()), "orders": orders})
    return changed, [*twice, *(_idle_order(order, why) for order, why in idle.items())]


def _key(row: Target | TargetOrder) -> tuple[str, str, Period]:
    return row.item, row.region, row.period


def _idle_order(order: TargetOrder, why: str) -> Finding:
    """An order that changes nothing that the delivered tables hold."""
    return Finding(
        severity="reportable",
        code="order_without_target",
        message=f"order {order.number} of {order.effective}: {why}; it is not used",
        fix="say in target_orders.csv an item, region, period and unit of which a target is set",
        region=order.region,
        file="target_orders.csv",
        facts={"number": order.number, "day": order.effective.isoformat(), "item": order.item, "period": order.period.spelled},
    )


def _target(row: DeliveredTarget, catalogue: Catalogue) -> Target:
    return Target(
        item=row.item,
        region=row.region,
        period=row.period,
        demand=row.demand or side_of_a_line(catalogue.indicators[row.item]) or "at_least",
        value=row.value,
        unit=row.unit,
        status=row.status,
        source=row.place[:200],
    )


def _wholes(study: Study, made: Iterable[Target], catalogue: Catalogue) -> Iterator[Target]:
    """Of counts and amounts, the sum over all regions with a report; those that have none by the table's own word add nothing."""
    by_key: dict[tuple[str, Period], dict[str, Target]] = {}
    for target in made:
        if catalogue.indicators[target.item].is_amount and not target.unit.is_rate:
            by_key.setdefault((target.item, target.period), {})[target.region] = target
    for lines in by_key.values():
        parts = [lines[r.code] for r in study.apart if r.code in lines]
        asked = [(p, p.value) for p in parts if p.value is not None]
        if len(parts) == len(study.apart) and asked and len({(p.demand, p.unit.text) for p in parts}) == 1:
            first = asked[0][0]
            status = "proposal" if any(p.status == "proposal" for p in parts) else "issued"
            total, source = sum((value for _, value in asked), start=asked[0][1] * 0), f"各地区目标合计：{first.source}"
            yield first.model_copy(update={"region": study.top.code, "value": total, "status": status, "source": source[:200]})


def _twice(row: DeliveredTarget, there: Target) -> Finding:
    said = "—" if row.value is None else f"{row.value.normalize():f} {row.unit}"
    used = "—" if there.value is None else f"{there.value.normalize():f} {there.unit}"
    return Finding(
        severity="reportable",
        code="target_twice",
        message=f"{row.item} {row.period}: the target is {said} here and {used} elsewhere, which is used",
        fix="ask who set them which is right, and list the other column under 'ignore' in study.yml",
        region=row.region,
        file=row.file,
        sheet=row.sheet or None,
        row=row.row,
        column=row.column,
        value=row.said,
        facts={"item": row.item, "period": row.period.spelled, "said": said, "used": used},
    )
