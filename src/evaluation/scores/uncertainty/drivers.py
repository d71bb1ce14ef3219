"""What drives a study's ranks: Sobol indices as ``weights.yml`` asks for them. Needs the extra ``scores`` (SALib)."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.scores.results import Results
from evaluation.scores.uncertainty.league import scheme, spread

OTHERS = ("goalposts", "readings", "noise")
"""Sources beside the weights of indicators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One source, an indicator's weight by its code or one of :data:`OTHERS`: index of the first order and in total,
    with 95 % half widths."""

    source: str
    first: float
    first_half: float
    total: float
    total_half: float


def drivers(results: Results) -> tuple[list[Driver], int]:
    """Sources by total index, largest first, and how many times the ranks were made.

    :class:`NotInstalled` without SALib; the study must ask for them (``uncertainty.drivers``).
    """
    from evaluation.scores.uncertainty.sobol import rank_drivers  # pandas, and with it SALib and scipy

    asked = results.study.weights.uncertainty
    found = rank_drivers(scheme(results), asked.drivers, asked.seed, spread(asked.spread))
    made = [
        Driver(source=name.removeprefix("weight "), first=float(row.S1), first_half=float(row.S1_conf),
               total=float(row.ST), total_half=float(row.ST_conf))
        for name, row in found.iterrows()
    ]  # fmt: skip
    return made, asked.drivers * (len(made) + 2)
