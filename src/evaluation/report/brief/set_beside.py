"""Answers from what this region is set beside: itself a year before, other regions, its targets at the year's end."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.catalogue.model import Dimension, Direction
from evaluation.render.printed import digits
from evaluation.report.parts import standing_rank
from evaluation.scores.uncertainty.league import undrawn
from evaluation.view import judged, placing, schedules
from evaluation.view.judgements import own_title, standings
from evaluation.view.projections import projection_of, verdict_key
from evaluation.view.standings import league_if_drawn
from evaluation.view.view import View

_MOST = 3
_GOOD = {Direction.HIGHER: 1, Direction.LOWER: -1}


def rank(view: View) -> str:
    """Rank and how sure it is; of results without a score their places; or why there is none."""
    say, ranks = view.say, view.scored.ranks
    if not view.compares:
        return say("brief.one_region")
    if view.is_overview:
        return say("brief.rank_of_whole")
    if view.region in ranks and len(ranks) > 1:
        drawn = league_if_drawn(view)
        if drawn is not None:
            return standing_rank.sentence(view, drawn.places[view.region])
        told = say("brief.rank", rank=digits(ranks[view.region]), count=digits(len(ranks)))
        return view.join([told, say("brief.rank_undrawn") if undrawn(view.results) else view.sentence("ranks.not_asked")])
    if view.scored.scores:
        return say("brief.unranked")
    places = [_place(view, code) for code in view.study.file.headline or (i.code for i in view.results.indicators)]
    found = [text for text in places if text]
    return say("brief.places", items=say("list.semicolon").join(found[:_MOST])) if found else say("brief.no_place")


def _place(view: View, code: str) -> str:
    words = placing.words(view, code)
    return view.say("brief.place", title=own_title(view, code), value=judged.of(view, code), place=words) if words else ""


def outlook(view: View) -> str:
    """What the targets come to by the year's end, by how sure that is."""
    say = view.say
    codes = [s.indicator.code for s in standings(view) if s.indicator.dimension is Dimension.TARGETS]
    codes = [code for code in codes if not schedules.due_within_the_year(view, code)]
    if not view.period.left:
        return say("brief.year_is_over", year=view.period_text(view.period.year))
    if not codes:
        return say("brief.no_yearly_target")
    kinds: dict[str, list[str]] = {}
    for code in codes:
        key = verdict_key(projection_of(view, code, view.period))
        kinds.setdefault(key, []).append(own_title(view, code))
    told = [_kind(view, key, titles) for key, titles in kinds.items()]
    return say("brief.outlook", count=digits(len(codes)), items=say("list.semicolon").join(told))


def _kind(view: View, key: str, titles: Iterable[str]) -> str:
    named = [*titles]
    most = named[:_MOST] + ([view.say("brief.more", count=digits(len(named) - _MOST))] if len(named) > _MOST else [])
    return view.say("brief.outlook_kind", verdict=view.say(key), count=digits(len(named)), titles=view.say("list.comma").join(most))
