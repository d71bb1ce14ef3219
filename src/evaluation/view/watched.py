"""Where regions stand in the early warning; once for all pages."""

from __future__ import annotations

from evaluation.study.periods import Period
from evaluation.view.view import View
from evaluation.warning.assess import WarningAssessment, Watch, assess, rules_of, severity, watch


def assessment(view: View, region: str) -> WarningAssessment:
    """``region`` in the last quarter of the period; the results have at least one."""
    return view.results.once(("assessment", region), lambda: assess(view.results, region))


def watch_of(view: View, region: str, code: str) -> Watch:
    """One watched series of ``region``."""
    return next(w for w in assessment(view, region).watches if w.code == code)


def since(view: View, region: str) -> Period:
    """The first quarter of the unbroken run up to the last one in which ``region`` has the severity it has now."""
    now, when, results = assessment(view, region).severity, view.results.parts, view.results
    first, series = len(when), rules_of(view.study).watched
    while first > 1:
        earlier = [watch(results, region, code, when[: first - 1]) for code in series]
        if severity(view.study, earlier) != now:
            break
        first -= 1
    return when[first - 1]


def causes(found: WarningAssessment) -> list[Watch]:
    """Series that the severity comes from: a core one in warning, or one whose line gives a grade alone."""
    return [w for w in found.watches if (w.watched.core and w.warned) or (w.over and w.line.severity)]
