"""What the index of a run shows of a region."""

from __future__ import annotations

from typing import Any

from evaluation.scores.scored import scores_of
from evaluation.view import judged
from evaluation.view.bases import with_basis
from evaluation.view.judgements import standing, tally
from evaluation.view.view import View


def summarise(view: View) -> dict[str, Any]:
    """Name, score, grade, hard limits, how many requirements hold and what became of them (as the report's own sentence counts
    them)."""
    score, found, file = scores_of(view.results).scores.get(view.region), tally(view), view.study.file
    return {
        "code": view.region,
        "name": view.name(),
        "score": "" if score is None or score.total is None else with_basis(view, judged.points(view, score.total)),
        "grade": "" if score is None or score.grade is None else score.grade.name[view.language],
        "headline": [
            {"title": s.indicator.title[view.language], "value": with_basis(view, judged.text(view, s)), "state": s.settled}
            for s in (standing(view, c) for c in file.hard_limits or file.headline[:5])
        ],
        "tally": {
            "demanded": found.demanded,
            "judged": found.judged,
            "met": found.met,
            "missed": found.missed,
            "open": found.demanded - found.judged,
            "without": found.without,
        },
    }
