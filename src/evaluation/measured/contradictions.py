"""Figures of one delivery that contradict each other across regions and quarters: both values are named.

Nothing is corrected: the indicators are measured from the figures that the message says are used.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.data.findings import Finding
from evaluation.measured.figures import Figures
from evaluation.measured.invariants import delivered_regions
from evaluation.measured.measure import evaluate
from evaluation.study.model import Study
from evaluation.study.periods import Period


def findings(study: Study, figures: Figures) -> list[Finding]:
    """Reportable findings: counties against their prefecture, cumulative figures that fall, and parts beyond what they are
    taken from."""
    seen = sorted(figures.periods)
    return [*_counties(study, figures, seen), *_falls(study, figures, seen), *_beyond(study, figures, seen)]


def _finding(code: str, message: str, fix: str, region: str, facts: dict[str, str]) -> Finding:
    return Finding(severity="reportable", code=code, message=message, fix=fix, region=region, facts=facts)


def _counties(study: Study, figures: Figures, seen: list[Period]) -> Iterator[Finding]:
    """A region delivered beside all the regions listed inside it: they add up to it (I2). Once for each quantity."""
    tell = figures.catalogue.counts.tell
    inside: dict[str, list[str]] = {}
    for listed in study.regions:
        if listed.parent and listed.parent != study.top.code:
            inside.setdefault(listed.parent, []).append(listed.code)
    added_up = figures.catalogue.quantities
    codes = sorted(q for q in figures.quantities if added_up[q].adds_over_regions) if inside else ()
    for region, parts in inside.items():
        for code in codes:
            found = [(p, *sums) for p in seen if (sums := _unequal(figures, region, parts, p, code))]
            if not found:
                continue
            (period, stated, added), quantity = found[0], figures.catalogue.quantities[code]
            title, counts = quantity.title, quantity.counts
            more = f"; so in {len(found)} periods" if len(found) > 1 else ""
            yield _finding(
                "county_sum",
                f"{region} {period}: {title.en} is {tell(stated, counts)}, {_all_inside(parts)} to {tell(added, counts)}{more}",
                "ask the unit which of the two is right, or list the regions that are missing; the region's own figure is used",
                region,
                facts={
                    "period": period.spelled,
                    "title": title.zh,
                    "stated": str(stated),
                    "added": str(added),
                    "counts": counts,
                    "regions": str(len(parts)),
                    "periods": str(len(found)),
                },
            )


def _all_inside(parts: list[str]) -> str:
    return "the one region listed inside it comes" if len(parts) == 1 else f"the {len(parts)} regions listed inside it add up"


def _unequal(figures: Figures, region: str, parts: list[str], period: Period, code: str) -> tuple[int, int] | None:
    """The amount of ``region`` and the sum of its ``parts`` where both are known and differ beyond their rounding."""
    whole = figures.at(region, period, code)
    counted = [figures.at(part, period, code) for part in parts]
    amounts = [f.amount for f in counted if f.amount is not None]
    if whole.amount is None or len(amounts) < len(counted):
        return None
    added = sum(amounts)
    differ = abs(added - whole.amount) > whole.bound + sum(f.bound for f in counted)
    return (whole.amount, added) if differ else None


def _falls(study: Study, figures: Figures, seen: list[Period]) -> Iterator[Finding]:
    """A cumulative figure below an earlier one of its year: it is contradictory, with what is taken from it."""
    tell = figures.catalogue.counts.tell
    columns = [c for t in study.file.tables.values() for c in t.columns.values()]
    for code in (c.quantity for c in columns if c.kind == "cumulative" and c.quantity and c.negative != "refund"):
        quantity = figures.catalogue.quantities[code]
        title, counts = quantity.title, quantity.counts
        for region in delivered_regions(study, figures):
            for period in (p for p in seen if p.is_part_of_year):
                if (fall := figures.fall(region, period, code)) is None:
                    continue
                now, before = (f.known for f in fall)
                yield _finding(
                    "cumulative_falls",
                    f"{region} {period}: {title.en} since the year's start is {tell(now, counts)}, earlier in the year it "
                    f"was {tell(before, counts)}",
                    "ask the unit for the corrected cumulative figure; this one is not used",
                    region,
                    facts={"period": period.spelled, "title": title.zh, "now": str(now), "before": str(before), "counts": counts},
                )


def _beyond(study: Study, figures: Figures, seen: list[Period]) -> Iterator[Finding]:
    tell = figures.catalogue.counts.tell
    checked: set[tuple[str, Period, int]] = set()
    top = study.top.code
    for region in delivered_regions(study, figures):
        # shorter ones first: a longer one is looked at only where its parts could not be
        for period in sorted(seen, key=lambda p: (p.grain, p)):
            for number, bound in enumerate(figures.catalogue.bounds):
                if (region, period, number) in checked:
                    continue
                inner, _ = evaluate(bound.part, figures, region, period, top)
                outer, _ = evaluate(bound.whole, figures, region, period, top)
                if inner.amount is None or outer.amount is None:
                    continue
                checked.update((region, whole, number) for whole in period.wholes)
                if inner.amount - inner.bound > outer.amount + outer.bound:
                    zh, en = ((bound.part.text(x), bound.whole.text(x)) for x in ("zh", "en"))
                    yield _finding(
                        "part_exceeds_whole",
                        f"{region} {period}: {en[0]} {tell(inner.amount, bound.part.counts)} is more than {en[1]} "
                        f"{tell(outer.amount, bound.part.counts)}",
                        "ask the unit which of the two is right",
                        region,
                        facts={
                            "period": period.spelled,
                            "part": zh[0],
                            "inner": str(inner.amount),
                            "whole": zh[1],
                            "outer": str(outer.amount),
                            "counts": bound.part.counts,
                        },
                    )
