"""The linear programs of data envelopment analysis, solved by HiGHS."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from evaluation.errors import NotInstalled, Refused

Returns = Literal["constant", "variable"]
Orientation = Literal["input", "output"]

Highs = Any  # highspy is an extra, whose types lint does not ask for
_AT_ONCE = 32  # rows whose programs are solved as one


def radial(
    inputs: np.ndarray,
    outputs: np.ndarray,
    by_inputs: np.ndarray,
    by_outputs: np.ndarray,
    returns: Returns,
    orientation: Orientation,
) -> np.ndarray:
    """Farrell efficiencies (k), 1 on the frontier, of the k rows ``inputs``, ``outputs`` against the n rows
    ``by_inputs``, ``by_outputs``.

    Input orientation: the least θ for which some combination of rows makes as much with θ times the input. Output
    orientation: 1 over the most by which all outputs could grow. Each program is in units of its own row, since what the
    solver takes for nothing must be little for a small row too.
    """
    high, solver = _solver()
    best = _undominated_rows(by_inputs, by_outputs)
    by_inputs, by_outputs = by_inputs[best], by_outputs[best]
    m, s, n = inputs.shape[1], outputs.shape[1], len(by_inputs)
    rows = np.vstack([by_inputs.T, -by_outputs.T] + ([np.ones((1, n))] if returns == "variable" else []))
    toward = orientation == "input"
    own, limits = np.zeros((2, len(inputs), len(rows)))  # columns of what is looked for, and right-hand sides
    if toward:
        own[:, :m], limits[:, m : m + s] = -inputs, -outputs
    else:
        own[:, m : m + s], limits[:, :m] = outputs, inputs
    limits[:, m + s :] = 1
    unit = _own_units(inputs, outputs, by_outputs, len(rows))
    own, limits = own / unit, limits / unit
    found = [
        _scores(high, solver, rows, unit[at : at + _AT_ONCE], own[at : at + _AT_ONCE], limits[at : at + _AT_ONCE], m + s, toward)
        for at in range(0, len(inputs), _AT_ONCE)
    ]
    scores = np.concatenate(found)
    return scores if toward else 1 / scores


def _scores(
    high: Highs, solver: Highs, rows: np.ndarray, unit: np.ndarray, own: np.ndarray, limits: np.ndarray, free: int, least: bool
) -> np.ndarray:
    """What is looked for of every row of ``own``, (k): their programs, which share nothing, solved as one. Starting the
    solver takes longer than one of them. ``rows`` are counted in each one's ``unit``. The first ``free`` constraints are
    upper limits, the others equalities."""
    k, (r, n) = len(own), rows.shape
    columns = np.concatenate([own[:, None], rows.T / unit[:, None]], axis=1)
    low = limits.copy()
    low[:, :free] = -high.kHighsInf
    cost = np.zeros((k, n + 1))
    cost[:, 0] = 1 if least else -1
    index = np.broadcast_to(np.arange(k * r, dtype=np.int32).reshape(k, 1, r), columns.shape)
    _load(high, solver, cost.ravel(), columns.reshape(-1, r), index.reshape(-1, r), low.ravel(), limits.ravel())
    return _solutions(high, solver).reshape(k, n + 1)[:, 0]


def _undominated_rows(inputs: np.ndarray, outputs: np.ndarray, twins: bool = False) -> np.ndarray:
    """Rows (n) that no other makes superfluous by no more input and no less output; of equal rows the first, or all when
    ``twins`` are kept."""
    below = np.ones((len(inputs), len(inputs)), dtype=bool)  # [i, j]: i is at least as good as j
    for column in (*inputs.T, *-outputs.T):
        below &= column[:, None] <= column
    later = np.zeros_like(below) if twins else np.tri(len(inputs), k=-1, dtype=bool).T
    return np.logical_not((below & (~below.T | later)).any(axis=0))


def slacks(
    inputs: np.ndarray, outputs: np.ndarray, by_inputs: np.ndarray, by_outputs: np.ndarray, returns: Returns
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The most input that can still be saved and output still be made after the radial step: (k, m), (k, s), and the
    intensities (k, n) that do so. ``inputs`` and ``outputs`` are already on the frontier; each program is in units of its
    own row, and what it adds up is in those of the tables."""
    high, solver = _solver()
    every, best = len(by_inputs), _undominated_rows(by_inputs, by_outputs, twins=True)
    by_inputs, by_outputs = by_inputs[best], by_outputs[best]
    m, s, n = inputs.shape[1], outputs.shape[1], len(by_inputs)
    rows = np.vstack([by_inputs.T, -by_outputs.T] + ([np.ones((1, n))] if returns == "variable" else []))
    unit = _own_units(inputs, outputs, by_outputs, len(rows))
    limits = np.hstack([inputs, -outputs, np.ones((len(inputs), len(rows) - m - s))]) / unit
    gaps = np.eye(m + s, len(rows))
    index = np.broadcast_to(np.arange(len(rows), dtype=np.int32), (n + m + s, len(rows)))
    made = np.empty((len(inputs), n + m + s))
    for k in range(len(inputs)):
        size = unit[k, : m + s]
        cost = np.concatenate([np.zeros(n), -size / size.max()])
        _load(high, solver, cost, np.vstack([(rows.T / unit[k]), gaps]), index, limits[k], limits[k])
        made[k] = _solutions(high, solver)
        made[k, n:] *= size
    intensities = np.zeros((len(inputs), every))
    intensities[:, best] = made[:, :n]
    return made[:, n : n + m], made[:, n + m :], intensities


def _own_units(inputs: np.ndarray, outputs: np.ndarray, by_outputs: np.ndarray, rows: int) -> np.ndarray:
    """What each program counts its constraints in, (k, rows): the row's own figures, an output's mean where it has none."""
    sizes = np.hstack([inputs, np.where(outputs > 0, outputs, by_outputs.mean(axis=0))])
    return np.hstack([sizes, np.ones((len(sizes), rows - sizes.shape[1]))])


def _solver() -> tuple[Highs, Highs]:
    """The library and a solver of it. :class:`NotInstalled` without it."""
    try:
        import highspy
    except ModuleNotFoundError as error:
        raise NotInstalled("efficiency needs highspy; install it with: pip install 'employment-fund-evaluation[scores]'") from error
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    solver.setOptionValue("presolve", "off")  # it finds nothing to leave out
    return highspy, solver


def _load(
    high: Highs, solver: Highs, cost: np.ndarray, columns: np.ndarray, index: np.ndarray, low: np.ndarray, up: np.ndarray
) -> None:
    """A program of ``columns`` (columns, entries), whose entries stand in the rows ``index``."""
    program = high.HighsLp()
    program.num_row_, program.num_col_ = len(low), len(cost)
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = np.zeros(len(cost)), np.full(len(cost), high.kHighsInf)
    program.row_lower_, program.row_upper_ = low, up
    dense = program.a_matrix_
    dense.format_ = high.MatrixFormat.kColwise
    dense.start_ = np.arange(0, columns.size + 1, columns.shape[1], dtype=np.int32)
    dense.index_, dense.value_ = index.ravel(), columns.ravel()
    solver.passModel(program)


def _solutions(high: Highs, solver: Highs) -> np.ndarray:
    solver.run()
    if solver.getModelStatus() != high.HighsModelStatus.kOptimal:
        raise Refused(f"a linear program has no optimum ({solver.modelStatusToString(solver.getModelStatus())})")
    return np.array(solver.getSolution().col_value)
