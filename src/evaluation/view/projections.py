"""Year-end projections as pages show them."""

from __future__ import annotations

from evaluation.measured.projection import Projection, project
from evaluation.study.periods import Period
from evaluation.view.view import View


def projection_of(view: View, code: str, period: Period) -> Projection:
    results, indicator = view.results, view.results.indicator_named(code)
    past = results.histories[code, period.last(results.grain)]
    return project(view.study, indicator, results.figures, view.region, period, past)


_OF_CEILINGS = {
    "feasible": "outlook.kept",
    "open": "outlook.kept_open",
    "effort": "outlook.passed_open",
    "unlikely": "outlook.passed",
}


def verdict_key(p: Projection) -> str:
    """Key of the words of a verdict: a target is reached, a ceiling is kept or passed."""
    return _OF_CEILINGS.get(p.verdict, f"outlook.{p.verdict}") if p.ceiling else f"outlook.{p.verdict}"


def before(view: View, code: str) -> list[Projection]:
    """What would have been projected at the end of each part of the year but the last."""
    return [projection_of(view, code, q) for q in view.results.year.parts(view.results.grain)[:-1]]


def hits(view: View, code: str) -> list[bool]:
    """Whether the result of the year lay inside each interval of :func:`before`; none where regions are missing from the result."""
    done = view.results.progress(view.region, code)
    if done.actual is None or done.lacking:
        return []
    ends = [(p.low, p.high) for p in before(view, code)]
    return [low <= done.actual <= high for low, high in ends if low is not None and high is not None]
