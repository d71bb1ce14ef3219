"""The verdict in a few sentences, written from the data."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evaluation.render.printed import digits
from evaluation.view import judged, placing, spans
from evaluation.view.judgements import missed_standings, standing
from evaluation.view.only import only
from evaluation.view.statements import sentence, tally_sentence
from evaluation.view.view import View


def text(view: View) -> str:
    """Grade, score and what decided it; without weights, what the data shows instead."""
    return opening(view) + _worst_miss(view)


def opening(view: View) -> str:
    """Grade and score, or the first figures without weights or in a part of the year; hard limits without a figure."""
    scored = _overview if view.is_overview and view.compares else _score
    return (scored if view.scored.scores else _figures_known)(view) + _limits_unjudged(view)


def _overview(view: View) -> str:
    say, grades = view.say, view.grades
    told = []
    for grade in grades:
        units = [r for r, s in view.scored.scores.items() if s.grade == grade]
        key = "verdict.grade_units" if grade == grades[-1] and units else "verdict.grade_count"
        names = say("list.comma").join(view.short(u) for u in units)
        told.append(say(key, grade=view.text(grade.name), count=digits(len(units)), units=names))
    open_ = [view.short(r) for r, s in view.scored.scores.items() if s.grade is None]
    told.append(view.sentence("verdict.grade_open", count=digits(len(open_)), units=say("list.comma").join(open_)))
    return view.sentence(
        "verdict.overview",
        count=digits(len(view.results.regions)),
        grades=say("list.comma").join(filter(None, told)),
        period=view.period_text(),
    )


def _score(page: View) -> str:
    view = replace(page, region=only(page))
    say, numbers, score = view.say, view.numbers, view.scored.scores[view.region]
    grades, ranks = view.grades, view.scored.ranks
    place = view.sentence("verdict.rank", rank=digits(ranks.get(view.region)), count=digits(len(ranks)))
    told = view.sentence(
        "verdict.score",
        "verdict.score_partial",
        "verdict.score_open",
        "verdict.no_score",
        region=view.name(),
        period=view.period_text(),
        score=judged.points(view, score.total),
        place=place,
        grade=view.text(score.grade.name) if score.grade else "",
        evidence=numbers.percent(score.evidence, decimals=0),
    )
    band = next((g for g in grades if score.total is not None and score.total >= Fraction(g.from_score)), grades[-1])
    failed = [view.title(g.indicator) for g in score.gates if g.state == "failed"]
    told += view.sentence("verdict.gated", titles=say("list.comma").join(failed), grade=view.text(band.name))
    return told


def _figures_known(view: View) -> str:
    """Without a score: the first figures known, of the main ones where the study names any, with their rank."""
    say, results = view.say, view.results
    main = view.study.file.headline
    known = [c for c in main or (i.code for i in results.indicators) if view.value(c).exact is not None][:2]
    period, titles = spans.opening(view, known)
    told = []
    for code in known:
        place = placing.words(view, code)
        told.append(view.sentence("verdict.figure", of=code, title=titles[code], value=judged.of(view, code), place=place))
    where = {"region": view.name(), "period": view.period_text()}
    return view.sentence(
        "verdict.shown", of=tuple(known), figures=say("list.semicolon").join(told), region=view.name(), period=period
    ) + view.sentence("verdict.nothing", "verdict.no_value", titles=say("list.comma").join(view.title(c) for c in main), **where)


def _limits_unjudged(view: View) -> str:
    """How many hard limits have no figure: the boxes of the first page that show none."""
    lacking = [c for c in view.study.file.hard_limits if standing(view, c).lacking]
    return view.sentence("verdict.unjudged", count=digits(len(lacking)))


def _worst_miss(view: View) -> str:
    """The worst miss, and always how many requirements hold, were judged, missed, and could not be judged."""
    bad = [sentence(view, s.indicator.code) for s in missed_standings(view)[:1]]
    return view.join([*bad, tally_sentence(view, first=True)])
