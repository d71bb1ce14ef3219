"""The condition of every sentence once more, from the study's files alone: ``fact(study, region, *codes)``.

Named as in evaluation.report.conditions, whose code is not looked at: a sentence that rests on a condition that was taken
away, or that is not the fact it is named for, is found here.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.studies.facts import figures, judged, papers, scores

FACTS: dict[str, Callable[..., bool]] = {
    name: thing
    for module in (figures, judged, papers, scores)
    for name, thing in vars(module).items()
    if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
}
NOT_RECOMPUTED = {
    "no_finding": "it is the sum of every check of the data; each of them has tests of its own",
}
"""Conditions without a fact, with the reason."""
