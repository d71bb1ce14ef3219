"""Efficiency of a study's regions, by the inputs and outputs of ``comparison.yml``. Needs the extra ``scores`` (highspy)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evaluation.errors import Refused
from evaluation.measured.results import Results
from evaluation.scores.efficiency.dea import least, measure, too_wide, unflatter
from evaluation.scores.yearly import of_a_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Efficient:
    """One region: its ``amounts`` by quantity, Farrell ``score`` (1 at best), and with enough regions the score
    ``corrected`` for bias with its 95 % interval; ``peers`` it is measured against."""

    amounts: Mapping[str, int]
    score: float
    corrected: float | None
    low: float | None
    high: float | None
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Efficiency:
    """``few``: fewer regions than ``least``, so that scores flatter. ``left_out``: region and the quantity it has nothing of.
    ``not_corrected``: bias was asked for and is not estimable. ``apart``: region and quantity of a figure so far from the
    others that nothing can be computed."""

    rows: Mapping[str, Efficient]
    least: int
    few: bool
    not_corrected: bool
    left_out: tuple[tuple[str, str], ...]
    apart: tuple[str, str] | None = None


def efficiency(results: Results) -> Efficiency:
    """Regions with an amount above 0 of every input and output. :class:`OnlyOfYear` for a part of a year,
    :class:`NotInstalled` without highspy, :class:`Refused` for a study that does not ask for it."""
    of_a_year("efficiency", results.period)
    comparison = results.study.comparison
    asked = comparison.efficiency if comparison else None
    if asked is None:
        raise Refused(f"comparison.yml of {results.study.name!r} asks for no efficiency; add it")
    amounts, left_out = {}, []
    for region in results.regions:
        row = {q: results.figures.at(region, results.period, q).amount for q in (*asked.inputs, *asked.outputs)}
        known = {q: amount for q, amount in row.items() if amount and amount > 0}
        if len(known) == len(row):
            amounts[region] = known
        else:
            left_out.append((region, next(q for q in row if q not in known)))
    needed = least(len(asked.inputs), len(asked.outputs))
    if not amounts:
        return Efficiency(rows={}, least=needed, few=True, not_corrected=False, left_out=tuple(left_out))
    x, y = (np.array([[float(row[q]) for q in side] for row in amounts.values()]) for side in (asked.inputs, asked.outputs))
    for side, codes in ((x, [*asked.inputs]), (y, [*asked.outputs])):
        if far := too_wide(side):
            return Efficiency(
                rows={},
                least=needed,
                few=len(amounts) < needed,
                not_corrected=False,
                left_out=tuple(left_out),
                apart=([*amounts][far[0]], codes[far[1]]),
            )
    found = measure(x, y, asked.returns, asked.orientation)
    better = unflatter(x, y, asked.returns, asked.orientation, asked.draws, asked.seed) if asked.draws else ""
    drawn = None if isinstance(better, str) else better
    regions = list(amounts)
    rows = {
        region: Efficient(
            amounts=row,
            score=float(found.scores[i]),
            peers=tuple(regions[j] for j in found.peers[i]),
            corrected=float(drawn["corrected"][i]) if drawn else None,
            low=float(drawn["low"][i]) if drawn else None,
            high=float(drawn["high"][i]) if drawn else None,
        )
        for i, (region, row) in enumerate(amounts.items())
    }
    return Efficiency(
        rows=rows, least=needed, few=len(rows) < needed, not_corrected=bool(asked.draws) and drawn is None, left_out=tuple(left_out)
    )
