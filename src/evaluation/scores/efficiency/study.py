"""Efficiency of a study's regions, by the inputs and outputs of ``comparison.yml``. Needs the extra ``scores`` (highspy)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.scores.results import Results


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
    ``not_corrected``: bias was asked for and is not estimable."""

    rows: Mapping[str, Efficient]
    least: int
    few: bool
    not_corrected: bool
    left_out: tuple[tuple[str, str], ...]


def efficiency(results: Results) -> Efficiency:
    """Regions with an amount above 0 of every input and output. :class:`NotInstalled` without highspy."""
    import pandas as pd

    from evaluation.scores.efficiency.dea import bias_corrected, dea, least

    asked = results.study.comparison.efficiency
    amounts, left_out = {}, []
    for region in results.regions:
        row = {q: results.figures.at(region, results.period, q).amount for q in (*asked.inputs, *asked.outputs)}
        gone = next((q for q, amount in row.items() if not amount or amount < 0), None)
        if gone is None:
            amounts[region] = row
        else:
            left_out.append((region, gone))
    needed = least(len(asked.inputs), len(asked.outputs))
    if not amounts:
        return Efficiency(rows={}, least=needed, few=True, not_corrected=False, left_out=tuple(left_out))
    table = pd.DataFrame.from_dict(amounts, orient="index")
    sides = table[list(asked.inputs)].astype(float), table[list(asked.outputs)].astype(float)
    found = dea(*sides, asked.returns, asked.orientation)
    better = (
        bias_corrected(*sides, asked.returns, asked.orientation, asked.draws, asked.seed).table
        if asked.draws
        else None
    )
    rows = {}
    for region, row in amounts.items():
        corrected = None if better is None else better.loc[region]
        rows[region] = Efficient(
            amounts=row, score=float(found.table.score[region]), peers=tuple(found.peers[region]),
            corrected=None if corrected is None else float(corrected.corrected),
            low=None if corrected is None else float(corrected.low),
            high=None if corrected is None else float(corrected.high),
        )  # fmt: skip
    return Efficiency(
        rows=rows, least=needed, few=len(rows) < needed, not_corrected=bool(asked.draws) and better is None,
        left_out=tuple(left_out),
    )  # fmt: skip
