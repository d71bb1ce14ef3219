"""A fair comparison of rates: what a region would have, had it the mix of cases of all (direct standardisation). Exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.errors import Refused

Counts = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """``raw`` = numerator over denominator; ``adjusted``: Σ standard share × rate of the stratum.

    Without ``adjusted``, ``reason`` says why it is not estimable.
    """

    numerator: int
    denominator: int
    adjusted: Fraction | None
    reason: str

    @property
    def raw(self) -> Fraction | None:
        return Fraction(self.numerator, self.denominator) if self.denominator else None


def standardised(
    regions: Mapping[str, Counts], standard: Mapping[str, int] | None = None, least: int = 1
) -> dict[str, Adjusted]:
    """Raw and mix-adjusted rates. ``regions``: by region and stratum (successes, cases).

    ``standard``: cases by stratum that everybody is given; by default those of all regions together. ``least``: cases a
    stratum needs in a region; below that the region is not estimable, since its rate there is chance.
    :class:`Refused` for counts that are none, an unknown stratum in a region, and an empty standard.
    """
    for region, counts in regions.items():
        for stratum, (part, cases) in counts.items():
            if not 0 <= part <= cases:
                raise Refused(f"{region}, {stratum}: {part} of {cases} cases; a part is from 0 to its whole")
    if standard is None:
        strata = list(dict.fromkeys(s for counts in regions.values() for s in counts))
        standard = {s: sum(counts.get(s, (0, 0))[1] for counts in regions.values()) for s in strata}
    if sum(standard.values()) <= 0 or min(standard.values()) < 0:
        raise Refused("the standard has no cases; give numbers of 0 or more, one above 0")
    return {region: _adjusted(region, counts, standard, least) for region, counts in regions.items()}


def _adjusted(region: str, counts: Counts, standard: Mapping[str, int], least: int) -> Adjusted:
    stray = [s for s in counts if s not in standard]
    if stray:
        raise Refused(f"{region} has the stratum {stray[0]!r}, the standard has not; add it or join strata")
    part, whole = sum(p for p, _ in counts.values()), sum(n for _, n in counts.values())
    thin = [s for s, size in standard.items() if size and counts.get(s, (0, 0))[1] < max(1, least)]
    if thin:
        return Adjusted(
            numerator=part, denominator=whole, adjusted=None,
            reason=f"fewer than {max(1, least)} cases in {', '.join(thin)}",
        )  # fmt: skip
    total = sum(standard.values())
    rates = (Fraction(size, total) * Fraction(*counts[s]) for s, size in standard.items() if size)
    return Adjusted(numerator=part, denominator=whole, adjusted=sum(rates, Fraction(0)), reason="")
