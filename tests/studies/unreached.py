"""Sides of sentences that drawn studies do not reach, and those that no study can, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from evaluation.documents.template import parse_template
from evaluation.study.kinds import kinds
from evaluation.view.conditions import RESTS_ON

_ASKED_WHERE_IT_HOLDS = "it is asked only of what it holds of: the section lists exactly that, or is left out"
EXPLAINED: dict[str, dict[str, str]] = {
    "never left unsaid": {
        **{key: _ASKED_WHERE_IT_HOLDS for key in RESTS_ON if key.startswith(("omitted.", "only_of_year.", "advice."))},
        **dict.fromkeys(
            (
                "allocation.dropped",
                "allocation.overlap",
                "allocation.unshared",
                "annexed.encoded",
                "adjustment.left_out",
                "duty.cases",
                "duty.money",
                "efficiency.left_out",
                "fairness.left_out",
                "fairness.not_estimable",
                "fairness.sentence",
                "firms.none",
                "flows.recipients",
                "flows.targets",
                "follow_up.differs",
                "layoffs.none",
                "layoffs.note",
                "methods.no_choices",
                "methods.no_findings",
                "missing.follow_up",
                "moved.none",
                "projection.hindsight",
                "ranking.below",
                "ranks.not_asked",
                "ranks.sentence",
                "rates.by_longer",
                "rates.not_reported",
                "rates.partial",
                "rubric.nothing",
                "rubric.told",
                "standing.level",
                "standing.rate",
                "standing.completion",
                "verdict.figure",
                "verdict.overview",
                "verified.differs",
                "warning.no_quarters",
            ),
            _ASKED_WHERE_IT_HOLDS,
        ),
        "calendar.intro": "each document has an event at the year's end, which is due whenever the document binds",
    },
    "never said": {
        "annexed.formulas_some": "a study of more than sixty indicators is drawn too seldom; the four studies say it",
        "annexed.figures_some": "a study of more than sixty indicators is drawn too seldom; the four studies say it",
        "demands.replaced": "no drawn study has entries of its own; test_conditions says it",
        "efficiency.apart": "it takes figures further apart than amounts are drawn; test_scores_efficiency says it",
        "warning.grid_selected": "it takes more than forty regions in a study with an early warning; test_conditions says it",
    },
    "never asked": {"annexed.figures_some": "it is asked where formulas are left out, of a study of more than sixty indicators"},
}


def told(sides: set[tuple[str, bool]]) -> Iterator[str]:
    """Lines for the end of the command: what was not reached and should be, then what cannot be, by reason."""
    for what, keys in _lists(sides).items():
        known = EXPLAINED[what]
        yield f"{what}: {', '.join(k for k in keys if k not in known) or 'none'}"
        for reason in dict.fromkeys(known[k] for k in keys if k in known):
            yield f"{what}, since {reason}: {', '.join(k for k in keys if known.get(k) == reason)}"


def _of_letters() -> set[str]:
    """Every condition a letter asks, named as :mod:`~tests.studies.spoken` does."""
    found = set()
    for kind in kinds().values():
        tree = parse_template((kind.folder / "zh.j2").read_text(encoding="utf-8"), kind.name)
        found |= {f"{kind.name}: {call.node.name}" for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    return found


def _lists(sides: set[tuple[str, bool]]) -> dict[str, list[str]]:
    asked = {key for key, _ in sides}
    return {
        "never said": [k for k in sorted(asked) if (k, True) not in sides],
        "never left unsaid": [k for k in sorted(asked) if (k, False) not in sides],
        "never asked": [k for k in sorted((*RESTS_ON, *_of_letters())) if k not in asked],
    }
