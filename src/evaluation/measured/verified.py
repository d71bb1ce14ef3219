"""What a field check says of the whole figure it was drawn from: verified and reduced, with an interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evaluation.catalogue.catalogue import Catalogue
from evaluation.measured.intervals import wilson
from evaluation.study.counted import MONEY, STATED_RATES
from evaluation.study.model import Study
from evaluation.study.verified import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Extrapolation:
    """``estimate`` is 核实数, ``reduced`` 核减数, in cases; exact when every case was looked at, else the share found
    true in the sample applied to all, with the Wilson 95 % interval ``low`` to ``high`` (no finite-population
    correction, so rather too wide than too narrow), cut at what the sample itself has shown."""

    estimate: Fraction
    low: int
    high: int
    whole: bool
    check: Check

    @property
    def reduced(self) -> Fraction:
        return self.check.reported - self.estimate


def extrapolate(check: Check) -> Extrapolation:
    estimate = Fraction(check.reported * check.verified, check.sample)
    if check.sample == check.reported:
        return Extrapolation(estimate=estimate, low=check.verified, high=check.verified, whole=True, check=check)
    low, high = (Fraction(end) * check.reported / 100 for end in wilson(check.verified, check.sample))
    untrue = check.sample - check.verified
    return Extrapolation(
        estimate=estimate,
        low=max(check.verified, floor(low)),
        high=min(check.reported - untrue, ceil(high)),
        whole=False,
        check=check,
    )


def wrong(study: Study, catalogue: Catalogue) -> Iterator[str]:
    """Lines of ``verified.csv`` that the catalogue cannot use: unknown quantities, and money, which has no cases."""
    for check in study.checks:
        if check.quantity not in catalogue.quantities:
            near = catalogue.suggest(check.quantity, catalogue.quantities)
            yield f"verified.csv: {check.quantity!r} is not in the catalogue; {near}"
        elif not (quantity := catalogue.quantities[check.quantity]).one_by_one:
            what = "money" if quantity.counts == MONEY else "a rate" if quantity.counts in STATED_RATES else "measured"
            yield f"verified.csv: {check.quantity} is {what}; a check of cases needs a quantity that counts them"
