"""The score tree: points of groups (HB-20), each indicator by its curve between fixed goalposts, one region at a time.

A region's score depends on that region alone; ranks, and a limit on a grade where a study sets one, are the only steps
across regions. What an indicator without a value does is the study's choice; how much evidence is left is always said,
and below the study's least evidence there is no grade. Gates come before points: see :mod:`evaluation.scores.gates`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from evaluation.based import carry
from evaluation.errors import Refused
from evaluation.scores import curves
from evaluation.scores.gates import flag, gate_results, open_grade
from evaluation.scores.score import Awarded, Score
from evaluation.study.weights import ScoredIndicator, Weights


def share(scored: ScoredIndicator, value: Fraction) -> Fraction:
    """Share of the points that ``value`` earns, from 0 to 1, by the indicator's curve."""
    worst, best = Fraction(scored.worst), Fraction(scored.best)
    match scored.curve:
        case "threshold":
            return curves.threshold(value, worst, best, part_of(scored, scored.threshold))
        case "steps":
            return curves.steps(value, worst, best, part_of(scored, scored.step))
        case "all_or_nothing":
            return curves.all_or_nothing(value, worst, best)
        case "bands":
            return curves.band_share(value, bands(scored))
        case _:
            return curves.linear(value, worst, best)


def part_of(scored: ScoredIndicator, part: Decimal | None) -> Fraction:
    """What its curve needs; ``ValueError`` where it is not given, which a study file cannot leave out."""
    if part is None:
        raise ValueError(f"the curve {scored.curve!r} lacks a part")
    return Fraction(part)


def bands(scored: ScoredIndicator) -> tuple[curves.Band, ...]:
    """Bands as exact (from, to, share of the points)."""
    ends = [tuple(None if end is None else Fraction(end) for end in (b.from_value, b.to_value)) for b in scored.bands]
    shares = [Fraction(b.points) / Fraction(scored.points) for b in scored.bands]
    return tuple((start, end, part) for (start, end), part in zip(ends, shares, strict=True))


def award(scored: ScoredIndicator, value: Fraction) -> Fraction:
    """Points that ``value`` earns."""
    return carry(Fraction(scored.points) * share(scored, value), value)


def score(
    weights: Weights, region: str, values: Mapping[str, tuple[Fraction | None, str]], undecided: Collection[str] = ()
) -> Score:
    """``values``: indicator code to (exact value in its printed unit, mark); completion in per cent for targets. ``undecided``:
    gates that rounding leaves open.

    :class:`Refused` when a value is missing and the study's rule for that is ``refused``.
    """
    lines = [
        _line(weights, group, indicator, scored, *values.get(indicator, (None, "missing")))
        for group, members in weights.groups.items()
        for indicator, scored in members.indicators.items()
    ]
    lacking = [line for line in lines if line.value is None]
    if lacking and weights.missing == "refused":
        raise Refused(
            f"{region} has no value of {', '.join(line.indicator for line in lacking)}, and weights.yml says missing: "
            "refused; deliver the figures, or choose reweighted or not_awarded"
        )
    counted = [(line.awarded, line.points) for line in lines if line.awarded is not None]
    reachable = sum((points for _, points in counted), Fraction(0))
    every = sum(line.points for line in lines)
    evidence = sum((line.points for line in lines if line.value is not None), Fraction(0)) * 100 / every
    total = sum((awarded for awarded, _ in counted), Fraction(0)) * 100 / reachable if reachable else None
    total = total if evidence and evidence >= Fraction(weights.least_evidence) else None
    grade = next((g for g in weights.grades if total is not None and total >= Fraction(g.from_score)), None)
    gates = gate_results(weights, values, undecided)
    return Score(
        region=region,
        lines=tuple(lines),
        total=total,
        evidence=evidence,
        grade=open_grade(grade, weights, gates),
        gates=gates,
        flag=flag(weights.parallel, values),
    )


def _line(weights: Weights, group: str, indicator: str, scored: ScoredIndicator, value: Fraction | None, mark: str) -> Awarded:
    without = Fraction(0) if weights.missing == "not_awarded" else None
    awarded = without if value is None else award(scored, value)
    return Awarded(
        group=group,
        indicator=indicator,
        points=Fraction(scored.points),
        worst=Fraction(scored.worst),
        best=Fraction(scored.best),
        value=value,
        mark=mark,
        awarded=awarded,
        curve=scored.curve,
    )


def ranks(scores: Mapping[str, Score]) -> dict[str, int]:
    """Rank by exact total, best first; equal totals share a rank; a region without a total has none."""
    return place({region: s.total for region, s in scores.items() if s.total is not None})


def place(totals: Mapping[str, Fraction]) -> dict[str, int]:
    """Rank of every region by its total, best first; equal totals share a rank and the next is skipped."""
    first: dict[Fraction, int] = {}
    for rank, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        first.setdefault(total, rank)
    return {region: first[total] for region, total in totals.items()}
