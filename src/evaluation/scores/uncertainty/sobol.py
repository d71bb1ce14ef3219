"""What drives the ranks: Sobol indices, the share of the variance that each source makes alone and with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from evaluation.errors import NotInstalled, Refused
from evaluation.scores.uncertainty.intervals import Spread, base_ranks
from evaluation.scores.uncertainty.scheme import Scheme, prepare, ranked, scores

_REPEATS = 256  # settings of goalposts, readings and noise that a source without a number of its own picks from
_ROWS = 500


def sobol(
    function: Callable[[np.ndarray], np.ndarray],
    bounds: Mapping[str, tuple[float, float]],
    n: int = 1024,
    seed: int = 0,
) -> pd.DataFrame:
    """First-order (``S1``) and total (``ST``) indices with 95 % half widths, one row an input.

    ``function`` takes (rows, inputs) and gives (rows); ``n``, a power of two, makes n × (inputs + 2) rows. Saltelli's
    estimators, by SALib. :class:`Refused` without SALib and for an ``n`` that is no power of two.
    """
    if n < 2 or n & (n - 1):
        raise Refused(f"n is {n}; Sobol's sequence is balanced for a power of two only")
    try:
        from SALib.analyze import sobol as analyse
        from SALib.sample import sobol as sample
    except ModuleNotFoundError as error:
        raise NotInstalled("Sobol indices need SALib; install it with: pip install 'evaluation[scores]'") from error
    problem = {"num_vars": len(bounds), "names": list(bounds), "bounds": [list(b) for b in bounds.values()]}
    rows = sample.sample(problem, n, calc_second_order=False, seed=seed)
    results = np.asarray(function(rows), dtype=float)
    if not np.ptp(results):
        return pd.DataFrame(0.0, index=list(bounds), columns=["S1", "S1_conf", "ST", "ST_conf"])
    found = analyse.analyze(problem, results, calc_second_order=False, seed=seed)
    return pd.DataFrame({key: found[key] for key in ("S1", "S1_conf", "ST", "ST_conf")}, index=list(bounds))


def rank_drivers(scheme: Scheme, n: int = 256, seed: int = 0, spread: Spread | None = None) -> pd.DataFrame:
    """Sobol indices of the mean absolute shift of ranks: each indicator's weight, all goalposts, readings, noise.

    Sources that cannot move anything are left out. Goalposts, readings and noise are drawn beforehand, 256 settings of
    each, and the input picks one.
    """
    spread = spread or Spread()
    ready, m, k = prepare(scheme), len(scheme.indicators), len(scheme.names)
    rng = np.random.Generator(np.random.PCG64(seed))
    shift = spread.goalposts * rng.uniform(-1, 1, (_REPEATS, 2, m)) * (scheme.best - scheme.worst)
    several = scheme.readings
    readings = rng.integers(0, several, (_REPEATS, m))
    sources = [f"weight {name}" for name in scheme.indicators] if spread.weights else []
    sources += ["goalposts"] if spread.goalposts else []
    sources += ["readings"] if spread.readings and (several > 1).any() else []
    sources += ["noise"] if spread.noise and ready.spread is not None else []
    if not sources:
        raise Refused("nothing can move: every spread is 0; allow at least one")
    noise = rng.standard_normal((_REPEATS, m, k), dtype=np.float32) if "noise" in sources else None
    base = base_ranks(scheme, ready)

    def moved(rows: np.ndarray) -> np.ndarray:
        at = dict(zip(sources, rows.T, strict=True))
        pick = {
            s: np.minimum((at[s] * _REPEATS).astype(int), _REPEATS - 1)
            for s in sources
            if s in at and "weight" not in s
        }
        factor = 1 + spread.weights * (2 * rows[:, :m] - 1) if spread.weights else np.ones((len(rows), m))
        ends = shift[pick["goalposts"]] if "goalposts" in pick else np.zeros((len(rows), 2, m))
        made = scores(
            scheme, ready, (scheme.weights * factor).astype(np.float32), (scheme.worst + ends[:, 0]).astype(np.float32),
            (scheme.best + ends[:, 1]).astype(np.float32), readings[pick["readings"]] if "readings" in pick else None,
            noise[pick["noise"]] if noise is not None else None, None,
        )  # fmt: skip
        return np.abs(ranked(made) - base).mean(axis=1)

    def shifts(rows: np.ndarray) -> np.ndarray:
        return np.concatenate([moved(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)])

    return sobol(shifts, dict.fromkeys(sources, (0.0, 1.0)), n, seed).sort_values("ST", ascending=False)
