"""What a region's mix of cases lets one expect of a rate, beside what it has: better, as expected or worse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from evaluation.errors import Refused
from evaluation.scores.standardise import Counts
from evaluation.scores.uncertainty.parts_drawn import range_of_parts

LEVEL = Fraction(95)
"""Per cent of cases in which, all regions working alike, none of them leaves its range."""
Side = Literal["above", "within", "below"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One region, in persons: ``actual`` of ``cases``; ``expected`` with the rates of all regions in each stratum of its
    cases; ``low`` to ``high``: where chance leaves the actual number, did all regions work alike."""

    actual: int
    cases: int
    expected: Fraction
    low: int
    high: int

    @property
    def side(self) -> Side:
        if self.actual < self.low:
            return "below"
        return "above" if self.actual > self.high else "within"


def expected_rates(regions: Mapping[str, Counts], level: Fraction = LEVEL) -> dict[str, Expected]:
    """By region with somebody to compare with: in a stratum where others have cases too. A stratum that a region has alone
    expects what it has.

    The chance that any region leaves its range is shared among them equally (Bonferroni), above and below, so that under
    equal work all stay inside in at least ``level`` per cent of cases, and on average at most ``100 − level`` per cent of
    the regions are called better or worse. :class:`Refused` for a level that is not between 0 and 100.
    """
    if not 0 < level < 100:
        raise Refused(f"expected_rates: level is {level}; give a number between 0 and 100")
    strata = dict.fromkeys(s for counts in regions.values() for s in counts)
    whole = {s: _sum([c[s] for c in regions.values() if s in c]) for s in strata}
    comparable = {r: c for r, c in regions.items() if any(0 < n < whole[s][1] for s, (_, n) in c.items())}
    return {region: _expect(counts, whole, (100 - level) / 200 / len(comparable)) for region, counts in comparable.items()}


def _expect(counts: Counts, whole: Mapping[str, tuple[int, int]], tail: Fraction) -> Expected:
    actual, cases = _sum(list(counts.values()))
    there = {s: n for s, (_, n) in counts.items() if n}
    low, high = range_of_parts([(n, whole[s][1], whole[s][0]) for s, n in there.items()], tail)
    expected = sum((Fraction(n * whole[s][0], whole[s][1]) for s, n in there.items()), Fraction(0))
    return Expected(actual=actual, cases=cases, expected=expected, low=low, high=high)


def _sum(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(p for p, _ in pairs), sum(n for _, n in pairs)
