"""Scores and ranks as pages tell them: what lost most, who shares a rank, what moves the ranks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluation.errors import Refused
from evaluation.measured.rounding import adding_up
from evaluation.scores.tree import Awarded, Score
from evaluation.study.comparison import Comparison
from evaluation.study.comparison import EfficiencyRules as EfficiencyOf
from evaluation.study.weights import Grade
from evaluation.view.view import View

if TYPE_CHECKING:
    from evaluation.scores.efficiency.study import Efficiency
    from evaluation.scores.uncertainty.drivers import Driver
    from evaluation.scores.uncertainty.league import League


def scored_codes(view: View) -> list[str]:
    """Indicators that bring points."""
    weights = view.study.weights
    return [code for group in weights.groups.values() for code in group.indicators] if weights else []


def scored_without_strata(view: View) -> list[str]:
    """Those of :func:`scored_codes` of which the study declares no strata."""
    comparison = view.study.comparison
    return [code for code in scored_codes(view) if comparison is None or code not in comparison.strata]


def printed_points(score: Score) -> dict[str, Fraction]:
    """Points of each indicator that has any as every page prints them: to two decimals, adding up to their printed sum."""
    known = {x.indicator: x.awarded for x in score.lines if x.awarded is not None}
    return dict(zip(known, adding_up(list(known.values()), 2), strict=True))


def losses(score: Score, group: str = "") -> tuple[list[str], Fraction]:
    """The indicators (of a group) that lost most of their points, and what each lost as :func:`printed`."""
    codes, _ = most_lost([x for x in score.lines if group in ("", x.group)])
    points, shown = {x.indicator: x.points for x in score.lines}, printed_points(score)
    return codes, max((points[c] - shown[c] for c in codes), default=Fraction(0))


def most_lost(lines: Sequence[Awarded]) -> tuple[list[str], Fraction]:
    """The indicators that lost most of their points, and how much each lost; nobody where nothing was lost."""
    lost = {x.indicator: x.points - x.awarded for x in lines if x.awarded is not None}
    most = max(lost.values(), default=Fraction(0))
    return ([c for c, n in lost.items() if n == most] if most > 0 else []), most


def by_points(view: View, score: Score) -> Grade | None:
    """The band of the total, before gates and limits."""
    if score.total is None:
        return None
    return next(g for g in view.grades if score.total >= Fraction(g.from_score))


def sharing(view: View) -> list[str]:
    """Other regions whose rank cannot be told apart from this one's."""
    drawn = league_if_drawn(view)
    places = drawn.places if drawn else {}
    mine = places.get(view.region)
    return [r for r, p in places.items() if mine and p.shared == mine.shared and r != view.region]


def moves_without(view: View) -> dict[str, int | None]:
    """Indicators without which this region would stand elsewhere, and where."""
    without = view.scored.without_each
    now = without[""].get(view.region)
    return {c: found.get(view.region) for c, found in without.items() if c and found.get(view.region) != now}


def what_moves(view: View) -> tuple[list[Driver], int]:
    """What moves the ranks, most first, and on how many rankings it is worked out; once for all pages."""
    from evaluation.scores.uncertainty.drivers import drivers

    return view.results.once("drivers", lambda: drivers(view.results))


def league_if_drawn(view: View) -> League | None:
    """Ranks with their intervals; None in a study that draws none. Numpy is loaded here, and not where a study is only
    checked."""
    from evaluation.scores.uncertainty.league import league

    return league(view.results)


def league_of(view: View) -> League:
    """Ranks with their intervals; :class:`Refused` in a study that draws none."""
    from evaluation.scores.uncertainty.league import undrawn

    drawn = league_if_drawn(view)
    if drawn is None:
        raise undrawn(view.results) or Refused("weights.yml asks for no rank intervals; add uncertainty")
    return drawn


def comparison_of(view: View) -> Comparison:
    """What comparison.yml says; :class:`Refused` in a study without one."""
    if view.study.comparison is None:
        raise Refused(f"params/{view.study.name} has no comparison.yml: nothing is compared beside the lines")
    return view.study.comparison


def efficiency_of(view: View) -> EfficiencyOf:
    """What comparison.yml asks of efficiency; :class:`Refused` where it asks for none."""
    asked = comparison_of(view).efficiency
    if asked is None:
        raise Refused("comparison.yml asks for no efficiency; add it")
    return asked


def study_efficiency(view: View) -> Efficiency:
    """Efficiency of the study's money; once for all pages."""
    from evaluation.scores.efficiency.study import efficiency

    return view.results.once("efficiency", lambda: efficiency(view.results))
