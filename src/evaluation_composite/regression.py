"""A fair comparison on many units: values less what their circumstances explain (regression adjustment)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluation.scores.arguments import quote
from evaluation.scores.tables import column, rows_of
from evaluation.scores.tables import table as checked

PER_COVARIATE, LEAST = 10, 30


@dataclass(frozen=True)
class Regressed:
    """``table``: raw, expected, adjusted and both ranks; ``coefficients`` with standard errors; ``r2`` leaving each unit
    out in turn. All None with a ``reason`` when not estimable."""

    table: pd.DataFrame | None
    coefficients: pd.DataFrame | None
    r2: float | None
    reason: str


def regression_adjusted(values: pd.Series, covariates: pd.DataFrame) -> Regressed:
    """``adjusted`` = value − (expected − mean expected): what is left when all had average circumstances.

    Least squares over units with everything known; the others stay without. ``values`` by unit, ``covariates`` a column
    for each circumstance, matched by the names of their rows; floats. Not estimable, with the reason, with fewer than 30
    units, with fewer than 10 for each covariate, with values or a covariate that do not vary, with covariates that say
    the same, and when one unit alone decides a coefficient. :class:`Refused` when rows differ or a cell is no finite
    number.
    """
    values = column(values, "regression_adjusted: values")
    covariates = checked(covariates, "regression_adjusted: covariates", blank=True)
    covariates = rows_of(covariates, values.index, "regression_adjusted: covariates")
    known = values.notna() & covariates.notna().all(axis=1)
    n, k = int(known.sum()), covariates.shape[1]
    least = max(LEAST, PER_COVARIATE * k)
    if n < least:
        return _none(f"{n} units with everything known, {least} are needed (covariates: {k})")
    x, y = covariates[known].to_numpy(dtype=float), values[known].to_numpy(dtype=float)
    flat = np.ptp(x, axis=0) == 0
    if flat.any():
        return _none(f"{quote(covariates.columns[flat][0])} is the same in every unit")
    if not np.ptp(y):
        return _none("the values are the same in every unit")
    spread = x.std(axis=0)
    design = np.column_stack([np.ones(n), (x - x.mean(axis=0)) / spread])
    if np.linalg.matrix_rank(design) < k + 1:
        return _none("two covariates say the same; leave one out")
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    expected = design @ beta
    residual = y - expected
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    if leverage.max() > 1 - 1e-9:
        alone = values.index[known][int(leverage.argmax())]
        return _none(f"{quote(alone)} alone decides the coefficient of a covariate; leave one of them out")
    r2 = 1 - ((residual / (1 - leverage)) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    error = np.sqrt(np.diag(inverse) * (residual @ residual) / (n - k - 1))
    slopes = pd.DataFrame({"coefficient": beta[1:] / spread, "standard_error": error[1:] / spread}, index=covariates.columns)
    table = pd.DataFrame({"raw": values, "expected": pd.Series(expected, values.index[known])})
    table["adjusted"] = table.raw - (table.expected - expected.mean())
    table["rank_raw"] = table.raw.rank(ascending=False, method="min")
    table["rank_adjusted"] = table.adjusted.rank(ascending=False, method="min")
    return Regressed(table, slopes, float(r2), "")


def _none(reason: str) -> Regressed:
    return Regressed(None, None, None, reason)
