"""Targets by what they demand and when: changed by orders, and where they ask for less than a duty, replaced by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from evaluation.study.periods import Period
from evaluation.study.target import Target
from evaluation.study.watch import TargetOrder

Lines = Mapping[tuple[str, Period], Mapping[str, Target]]
"""Targets by (item, period) and region; ``each`` and ``everywhere`` are regions here."""


def with_orders(targets: Iterable[Target], orders: Iterable[TargetOrder]) -> Lines:
    """The ``targets`` as the latest order leaves each; an order may be of one that only the delivered tables tell."""
    found: dict[tuple[str, Period], dict[str, Target]] = {}
    for target in targets:
        found.setdefault((target.item, target.period), {})[target.region] = target
    for order in sorted(orders, key=lambda o: o.effective):
        lines = found.get((order.item, order.period), {})
        if order.region not in lines:
            continue
        source = f"{order.number}（{order.effective}）；{lines[order.region].source}"
        lines[order.region] = lines[order.region].model_copy(update={"value": order.value, "source": source})
    return found


def laxer_lines(found: Lines, duties: Iterable[Target]) -> list[tuple[Target, Target]]:
    """Lines of the year of a duty, and of its parts, that ask for less, each with the duty's."""
    return [(line, duty) for duty in duties for line in _of(found, duty) if not line.is_within(duty)]


def _of(found: Lines, duty: Target) -> list[Target]:
    """Lines of what the duty judges, of its year and of its parts."""
    mine = (lines for (item, period), lines in found.items() if item == duty.item and period.year == duty.period)
    return [line for lines in mine for line in lines.values()]


def proposed_beside(found: Lines, duties: Iterable[Target]) -> list[Target]:
    """Proposals that ask for more than a duty, and do not judge in its place."""
    some = ((line, duty) for duty in duties for line in found.get((duty.item, duty.period), {}).values())
    return [line for line, duty in some if line.status == "proposal" and line.is_within(duty) and not duty.is_within(line)]


def with_duties(found: Lines, duties: Collection[Target]) -> Lines:
    """The lines that judge: of the year the duty's in the place of each that asks for less, of each that nobody issued and where
    there is none; of its parts those that were issued and ask for as much."""
    lines = {key: dict(some) for key, some in found.items()}
    proposed = ((line, d) for d in duties for line in _of(found, d) if line.status == "proposal" and line.is_within(d))
    for line, duty in [*laxer_lines(found, duties), *proposed]:
        if line.period == duty.period:
            lines[line.item, line.period][line.region] = duty.model_copy(update={"region": line.region})
        else:
            del lines[line.item, line.period][line.region]
    for duty in duties:
        lines.setdefault((duty.item, duty.period), {}).setdefault(duty.region, duty)
    return {key: some for key, some in lines.items() if some}
