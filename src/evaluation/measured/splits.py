"""Splits of a provincial target over regions: exact, by largest remainder, on a stated base.

The documents give no split. Where the proposed one uses the base of the retraining rate, all target rates are equal
by construction; other bases show how much the choice moves (amendments D).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evaluation.measured.figures import Figures
from evaluation.measured.progress import demand, in_base
from evaluation.study.model import Study
from evaluation.study.periods import Period

BASES = ("inflow", "last_year", "seats")


def split_whole(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in whole parts that are proportional to ``weights`` and add up to it (largest remainder).

    Of equal remainders the earlier part gets the unit. ``ValueError`` when no weight is positive or one is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"weights must not be negative and not all be zero, got {list(weights)}")
    parts = [total * w // whole for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A region's share of the provincial target of one stream on one base; None where the base is not known for all
    regions that would share, or the stream has no provincial target."""

    stream: str
    base: str
    persons: int | None
    rate: Fraction | None


def alternatives(study: Study, figures: Figures, stream: str, region: str, period: Period, base: int | None) -> list[Split]:
    """What ``region`` would owe of ``stream`` on each of :data:`BASES`; ``rate`` is over ``base`` in per cent.

    Regions that delivered nothing take no share: the rest carry the whole target.
    """
    target = demand(study, stream, study.top.code, period.year)
    made = []
    for name in BASES:
        weights = {r.code: _weight(figures, name, stream, r.code, period) for r in study.reporting}
        known = {code: w for code, w in weights.items() if w is not None}
        persons = None
        if target is not None and known.get(region) is not None and sum(known.values()) > 0:
            persons = dict(zip(known, split_whole(in_base(target), list(known.values())), strict=True))[region]
        rate = None if persons is None or not base else Fraction(persons * 100, base)
        made.append(Split(stream=stream, base=name, persons=persons, rate=rate))
    return made


def _weight(figures: Figures, name: str, stream: str, region: str, period: Period) -> int | None:
    year = period.year
    match name:
        case "inflow":
            return figures.at(region, year, figures.catalogue.streams[stream].inflow).amount
        case "last_year":
            return figures.at(region, year.previous, stream).amount
        case _:
            return figures.at(region, year, figures.catalogue.streams[stream].seats).amount
