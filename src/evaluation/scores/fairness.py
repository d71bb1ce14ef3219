"""A study's rates beside what they would be with the mix of cases of all: direct standardisation by its own strata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from evaluation.catalogue.model import Direction, expression
from evaluation.errors import Refused
from evaluation.measured.figure import worst
from evaluation.measured.measure import evaluate
from evaluation.measured.results import Results
from evaluation.scores.expected import Expected, expected_rates
from evaluation.scores.standardise import Adjusted, Counts, standardise_rates
from evaluation.study.comparison import Strata

Verdict = Literal["better", "as_expected", "worse", "above", "below", "not_comparable"]
_GOOD: Mapping[Direction, Mapping[str, Verdict]] = {
    Direction.HIGHER: {"above": "better", "below": "worse"},
    Direction.LOWER: {"above": "worse", "below": "better"},
}


@dataclass(frozen=True, kw_only=True)
class Fair:
    """One rate of all regions, better in ``direction``. ``counts``: by region and stratum (those that count, cases), regions
    with figures only; ``reasons``: why a region is not estimable: the mark of a figure that is not there, ``differs``
    (strata are not the rate's two sides) or ``thin`` (a stratum below the least cases). Ranks are among the estimable, best
    first, ties shared.
    """

    indicator: str
    direction: Direction
    counts: Mapping[str, Counts]
    standard: Mapping[str, int]
    adjusted: Mapping[str, Adjusted]
    reasons: Mapping[str, str]
    raw_rank: Mapping[str, int]
    adjusted_rank: Mapping[str, int]

    @cached_property
    def expected(self) -> Mapping[str, Expected]:
        """Of regions whose strata others have too, thin ones among them."""
        return expected_rates(self.counts)

    def places_gained(self, region: str) -> int:
        """Places gained by the adjustment; below 0 when lost."""
        return self.raw_rank[region] - self.adjusted_rank[region]

    def verdict(self, region: str) -> Verdict:
        """The actual rate beside what the region's mix lets one expect; above or below where neither is the good side."""
        found = self.expected.get(region)
        if found is None:
            return "not_comparable"
        if found.side == "within":
            return "as_expected"
        return _GOOD[self.direction][found.side] if self.direction in _GOOD else found.side


def fair(results: Results, code: str) -> Fair:
    """Raw and mix-adjusted rates of indicator ``code``. :class:`Refused` when the study declares no strata of it."""
    comparison = results.study.comparison
    if comparison is None or code not in comparison.strata:
        raise Refused(f"comparison.yml of {results.study.name!r} declares no strata of {code!r}; add them")
    strata = comparison.strata[code]
    counts: dict[str, Counts] = {}
    reasons: dict[str, str] = {}
    for region in results.regions:
        found, reason = _counts(results, region, code, strata)
        if reason:
            reasons[region] = reason
        else:
            counts[region] = found
    made = standardise_rates(counts, least=comparison.least_cases) if counts else {}
    reasons |= {region: "thin" for region, x in made.items() if x.adjusted is None}
    known = {region: (x.raw, x.adjusted) for region, x in made.items() if x.raw is not None and x.adjusted is not None}
    direction = results.indicator_named(code).direction
    best_first = direction is not Direction.LOWER
    return Fair(
        indicator=code,
        direction=direction,
        counts=counts,
        adjusted=made,
        reasons=reasons,
        standard={s: sum(c[s][1] for c in counts.values()) for s in strata.strata},
        raw_rank=_ranks({r: raw for r, (raw, _) in known.items()}, best_first),
        adjusted_rank=_ranks({r: adjusted for r, (_, adjusted) in known.items()}, best_first),
    )


def fair_rates(results: Results) -> dict[str, Fair]:
    """:func:`fair` of every rate the study declares strata of, worked out once."""
    comparison = results.study.comparison
    return results.once("fair", lambda: {c: fair(results, c) for c in (comparison.strata if comparison else ())})


def _counts(results: Results, region: str, code: str, strata: Strata) -> tuple[Counts, str]:
    """Of the same span as the rate's two sides."""
    found: dict[str, tuple[int, int]] = {}
    indicator, top = results.indicator_named(code), results.study.top.code
    covers = indicator.span_of(indicator.settle(results.study.choices)[1]).covers
    for name, stratum in strata.strata.items():
        part, whole = (
            evaluate(expression(results.catalogue.quantities[q]), results.figures, region, results.period, top, covers)[0]
            for q in (stratum.part, stratum.whole)
        )
        if part.amount is None or whole.amount is None:
            return {}, worst(side.mark for side in (part, whole) if side.amount is None)
        found[name] = (part.amount, whole.amount)
    value = results.value(region, code)
    sides = sum(part for part, _ in found.values()), sum(whole for _, whole in found.values())
    return (found, "") if sides == (value.numerator, value.denominator) else ({}, "differs")


def _ranks(values: Mapping[str, Fraction], best_first: bool) -> dict[str, int]:
    return {r: 1 + sum(w > v if best_first else w < v for w in values.values()) for r, v in values.items()}
