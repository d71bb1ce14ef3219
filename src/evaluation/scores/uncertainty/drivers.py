"""What drives a study's ranks: Sobol indices as ``weights.yml`` asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.errors import Refused
from evaluation.measured.results import Results
from evaluation.scores.uncertainty.league import scheme, spread
from evaluation.scores.uncertainty.sobol import rank_indices

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

    :class:`Refused` for a study that does not ask for them (``uncertainty.drivers``).
    """
    weights = results.study.weights
    asked = weights.uncertainty if weights else None
    if asked is None or asked.drivers is None:
        raise Refused(f"params/{results.study.name}/weights.yml asks for no drivers; add uncertainty.drivers: 128")
    sources, found = rank_indices(scheme(results), asked.drivers, asked.seed, spread(asked.spread))
    values = zip(found.first, found.first_half, found.total, found.total_half, strict=True)
    made = [
        Driver(
            source=name.removeprefix("weight "),
            first=float(first),
            first_half=float(first_half),
            total=float(total),
            total_half=float(total_half),
        )
        for name, (first, first_half, total, total_half) in zip(sources, values, strict=True)
    ]
    return sorted(made, key=lambda d: -d.total), asked.drivers * (len(made) + 2)
