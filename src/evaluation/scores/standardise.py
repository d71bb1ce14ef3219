"""A fair comparison of rates: what a region would have, had it the mix of cases of all (direct standardisation). Exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.errors import Refused, near
from evaluation.scores.arguments import count, is_named, list_labels
from evaluation.scores.exact import whole_number

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


def standardise_rates(
    regions: Mapping[str, Counts], standard: Mapping[str, int] | None = None, least: int = 1
) -> dict[str, Adjusted]:
    """Raw and mix-adjusted rates, exact (direct standardisation). ``regions``: by region and stratum (successes, cases),
    whole numbers of persons; a stratum that a region does not name has no cases there.

    ``standard``: cases by stratum that everybody is given; by default those of all regions together. ``least``: cases a
    stratum needs in a region; below that the region is not estimable, since its rate there is chance.
    :class:`Refused` for counts that are none, an unknown stratum in a region, and an empty standard.
    """
    least = count(least, "standardise_rates: least")
    if not is_named(regions):
        raise Refused(f"standardise_rates: regions is a {type(regions).__name__}; give counts by region and stratum")
    told = {region: _counts(region, counts) for region, counts in regions.items()}
    if standard is None:
        strata = list(dict.fromkeys(s for counts in told.values() for s in counts))
        standard = {s: sum(counts.get(s, (0, 0))[1] for counts in told.values()) for s in strata}
    elif not is_named(standard):
        raise Refused(f"standardise_rates: standard is a {type(standard).__name__}; give cases by stratum")
    cases = {s: count(size, f"standardise_rates: standard: {s}") for s, size in standard.items()}
    if not sum(cases.values()):
        raise Refused("standardise_rates: the standard has no cases; give numbers of 0 or more, one above 0")
    return {region: _adjust(region, counts, cases, least) for region, counts in told.items()}


def _counts(region: str, counts: Counts) -> Counts:
    where = f"standardise_rates: regions: {region}"
    if not is_named(counts):
        raise Refused(f"{where} is a {type(counts).__name__}; give (successes, cases) by stratum")
    made = {}
    for stratum, pair in counts.items():
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise Refused(f"{where}, {stratum} is {pair!r}; give (successes, cases)")
        part, cases = (whole_number(n, f"{where}, {stratum}") for n in pair)
        if not 0 <= part <= cases:
            raise Refused(f"{where}, {stratum}: {part} of {cases} cases; a part is from 0 to its whole")
        made[stratum] = part, cases
    return made


def _adjust(region: str, counts: Counts, standard: Mapping[str, int], least: int) -> Adjusted:
    stray = [s for s in counts if s not in standard]
    if stray:
        raise Refused(
            f"standardise_rates: regions: {region} has the stratum {list_labels(stray)}, the standard has not; add it or join "
            f"strata ({near(stray[0], standard)})"
        )
    part, whole = sum(p for p, _ in counts.values()), sum(n for _, n in counts.values())
    thin = [s for s, size in standard.items() if size and counts.get(s, (0, 0))[1] < max(1, least)]
    if thin:
        return Adjusted(
            numerator=part, denominator=whole, adjusted=None, reason=f"fewer than {max(1, least)} cases in {', '.join(thin)}"
        )
    total = sum(standard.values())
    rates = (Fraction(size, total) * Fraction(*counts[s]) for s, size in standard.items() if size)
    return Adjusted(numerator=part, denominator=whole, adjusted=sum(rates, Fraction(0)), reason="")
