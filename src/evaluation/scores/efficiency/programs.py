"""The linear programs of data envelopment analysis, solved by HiGHS."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluation.errors import NotInstalled, Refused

Returns = Literal["constant", "variable"]
Orientation = Literal["input", "output"]


def radial(
    inputs: np.ndarray, outputs: np.ndarray, by_inputs: np.ndarray, by_outputs: np.ndarray, returns: Returns,
    orientation: Orientation,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Farrell efficiencies (k), 1 on the frontier, and intensities (k, n) of the k rows ``inputs``, ``outputs`` against
    the n rows ``by_inputs``, ``by_outputs``.

    Input orientation: the least θ for which some combination of rows makes as much with θ times the input. Output
    orientation: 1 over the most by which all outputs could grow.
    """
    high, solver = _solver()
    m, s, n = inputs.shape[1], outputs.shape[1], len(by_inputs)
    rows = np.vstack([by_inputs.T, -by_outputs.T] + ([np.ones((1, n))] if returns == "variable" else []))
    one = np.full(1, 1.0 if returns == "variable" else 0.0)[: len(rows) - m - s]
    toward = orientation == "input"
    own = np.vstack([-inputs.T, np.zeros((s, len(inputs)))] if toward else [np.zeros((m, len(inputs))), outputs.T])
    limits = np.vstack(
        [np.zeros((m, len(inputs))), -outputs.T] if toward else [inputs.T, np.zeros((s, len(inputs)))]
    )
    cost = np.zeros(n + 1)
    cost[0] = 1 if toward else -1
    matrix = np.hstack([np.concatenate([own[:, 0], np.zeros(len(one))])[:, None], rows])
    free = np.full(m + s, -high.kHighsInf)
    _load(high, solver, cost, matrix, np.concatenate([free, one]), np.concatenate([limits[:, 0], one]))
    scores, intensities = np.empty(len(inputs)), np.empty((len(inputs), n))
    for k in range(len(inputs)):
        for row in range(m + s):
            solver.changeCoeff(row, 0, own[row, k])
            solver.changeRowBounds(row, -high.kHighsInf, limits[row, k])
        solution = _solved(high, solver)
        scores[k] = solution[0] if toward else 1 / solution[0]
        intensities[k] = solution[1:]
    return scores, intensities


def slacks(
    inputs: np.ndarray, outputs: np.ndarray, by_inputs: np.ndarray, by_outputs: np.ndarray, returns: Returns
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The most input that can still be saved and output still be made after the radial step: (k, m), (k, s), and the
    intensities (k, n) that do so. ``inputs`` and ``outputs`` are already on the frontier."""
    high, solver = _solver()
    m, s, n = inputs.shape[1], outputs.shape[1], len(by_inputs)
    rows = np.vstack([by_inputs.T, -by_outputs.T] + ([np.ones((1, n))] if returns == "variable" else []))
    gaps = np.vstack([np.eye(m + s), np.zeros((len(rows) - m - s, m + s))])
    one = np.full(len(rows) - m - s, 1.0)
    cost = np.concatenate([np.zeros(n), -np.ones(m + s)])
    limits = np.vstack([inputs.T, -outputs.T])
    first = np.concatenate([limits[:, 0], one])
    _load(high, solver, cost, np.hstack([rows, gaps]), first, first)
    made = np.empty((len(inputs), n + m + s))
    for k in range(len(inputs)):
        for row in range(m + s):
            solver.changeRowBounds(row, limits[row, k], limits[row, k])
        made[k] = _solved(high, solver)
    return made[:, n : n + m], made[:, n + m :], made[:, :n]


def _solver():
    try:
        import highspy
    except ModuleNotFoundError as error:
        raise NotInstalled("efficiency needs highspy; install it with: pip install 'evaluation[scores]'") from error
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    return highspy, solver


def _load(high, solver, cost: np.ndarray, matrix: np.ndarray, low: np.ndarray, up: np.ndarray) -> None:
    program = high.HighsLp()
    program.num_row_, program.num_col_ = matrix.shape
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = np.zeros(len(cost)), np.full(len(cost), high.kHighsInf)
    program.row_lower_, program.row_upper_ = low, up
    dense = program.a_matrix_
    dense.format_ = high.MatrixFormat.kColwise
    dense.start_ = np.arange(0, matrix.size + 1, len(matrix), dtype=np.int32)
    dense.index_ = np.tile(np.arange(len(matrix), dtype=np.int32), matrix.shape[1])
    dense.value_ = matrix.T.ravel()
    solver.passModel(program)


def _solved(high, solver) -> np.ndarray:
    solver.run()
    if solver.getModelStatus() != high.HighsModelStatus.kOptimal:
        raise Refused(f"a linear program has no optimum ({solver.modelStatusToString(solver.getModelStatus())})")
    return np.array(solver.getSolution().col_value)
