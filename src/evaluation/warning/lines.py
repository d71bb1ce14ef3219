"""The line of a watched series: an issued one before a proposal, a proposal before a statistical one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from evaluation.study.base import Words
from evaluation.study.model import Region
from evaluation.study.watch import Statistical, WarningLine, WarningRules, Watched

PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """``value`` is None without a line; ``kind`` is issued, proposal, statistical or none.

    ``past``: quarters a statistical line is made from, or that there were too few of.
    """

    kind: str
    value: Fraction | None
    leave: Fraction | None
    source: Words | None = None
    severity: str | None = None
    past: int = 0


def root(value: Fraction) -> Fraction:
    """Square root rounded down at the sixth decimal: a line is the same number on every machine."""
    return Fraction(isqrt(value.numerator * 10 ** (2 * PLACES) // value.denominator), 10**PLACES)


def deviation(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Mean and sample standard deviation (n − 1) of two values or more."""
    mean = sum(values, Fraction(0)) / len(values)
    return mean, root(sum(((v - mean) ** 2 for v in values), Fraction(0)) / (len(values) - 1))


def statistical(rule: Statistical, past: Sequence[Fraction | None], side: str) -> tuple[Fraction | None, int]:
    """Mean of the last ``rule.quarters`` values before the quarter and ``sigmas`` deviations beyond; with the count.

    None with fewer than ``rule.least`` values: such a line is not estimable.
    """
    known = [v for v in past[-rule.quarters :] if v is not None]
    if len(known) < rule.least:
        return None, len(known)
    mean, sigma = deviation(known)
    reach = Fraction(rule.sigmas) * sigma
    return (mean + reach if side == "above" else mean - reach), len(known)


def line_of(rules: WarningRules, code: str, region: Region) -> WarningLine | None:
    """The region's own line before its level's, an issued one before a proposal."""
    mine = [x for x in rules.lines if x.watched == code and x.level == region.level]
    mine = [x for x in mine if x.region in (None, region.code)]
    return min(mine, key=lambda x: (x.status != "issued", x.region is None), default=None)


def line(rules: WarningRules, code: str, region: Region, past: Sequence[Fraction | None]) -> WatchLine:
    """The line that holds for ``region`` in the quarter after ``past``."""
    watched = rules.watched[code]
    found = line_of(rules, code, region)
    if found is not None:
        value = Fraction(found.value)
        return WatchLine(kind=found.status, value=value, leave=_leave(watched, value), source=found.source, severity=found.severity)
    if rules.statistical is None:
        return WatchLine(kind="none", value=None, leave=None)
    usual, count = statistical(rules.statistical, past, watched.side)
    if usual is None:
        return WatchLine(kind="none", value=None, leave=None, past=count)
    return WatchLine(kind="statistical", value=usual, leave=_leave(watched, usual), source=rules.statistical.source, past=count)


def _leave(watched: Watched, value: Fraction) -> Fraction:
    margin = Fraction(watched.margin)
    return value - margin if watched.side == "above" else value + margin
