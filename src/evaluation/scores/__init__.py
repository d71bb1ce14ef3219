"""Scores, ranks and shares of money; useful on any table.

>>> from evaluation import scores
>>> scores.apportion(10, [6, 6, 2])
[4, 4, 2]

``docs/scores.md`` derives every formula. Exact (fractions and whole numbers): curves, gates, score tree, direct
standardisation, allocation. Floats: the composite chain, uncertainty, regression adjustment, efficiency.
Everything is imported when first asked for, so that nobody waits for what is not used. The composite chain lies beside the package,
in ``evaluation_composite``: no page is made with it, and the base installation does without.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from evaluation.errors import NotInstalled, how_to_install

_HOME = {
    "composite.prepare": ("denominate", "impute"),
    "composite.outliers": ("treat", "winsorise", "skewness", "kurtosis"),
    "composite.normalise": ("goalposts", "minmax", "zscore", "rank", "percentile", "distance_to_target", "distance_to_best"),
    "composite.weighting": ("proportions", "equal", "entropy", "critic"),
    "composite.ahp": ("ahp", "judgements"),
    "composite.aggregate": ("arithmetic", "geometric", "harmonic", "topsis", "by_groups"),
    "composite.regression": ("regression_adjusted",),
    "curves": ("linear", "threshold", "steps", "all_or_nothing", "band_share"),
    "standardise": ("standardise_rates",),
    "uncertainty.scheme": ("Scheme",),
    "uncertainty.intervals": ("rank_intervals", "shared_ranks", "Spread"),
    "uncertainty.sobol": ("sobol", "rank_drivers"),
    "efficiency.dea": ("dea", "bias_corrected"),
    "allocation.apportion": ("apportion", "bound"),
    "allocation.factors": ("FactorColumn", "award"),
    "allocation.insurance": ("Fund", "adjust"),
    "allocation.grassroots": ("Unit", "tilt"),
    "composite.compare": ("shifts", "spearman", "kendall", "leave_one_out"),
}
_WHERE = {name: module for module, names in _HOME.items() for name in names}
__all__ = sorted(_WHERE)
_FORMER = {"given": "proportions", "banded": "band_share", "bounded": "bound", "standardised": "standardise_rates"}
"""What notebooks of before may call these: it is the same function."""


def __getattr__(name: str) -> Any:  # whatever the module has under that name
    name = _FORMER.get(name, name)
    if name not in _WHERE:
        raise AttributeError(f"evaluation.scores has no {name!r}")
    where = _WHERE[name]
    if not where.startswith("composite."):
        return getattr(import_module(f"{__name__}.{where}"), name)
    try:
        return getattr(import_module(f"evaluation_{where}"), name)
    except ModuleNotFoundError as error:
        if error.name != "evaluation_composite":
            raise
        raise NotInstalled(how_to_install("evaluation_composite", f"evaluation.scores.{name}")) from error


def __dir__() -> list[str]:
    return [*globals(), *__all__]
