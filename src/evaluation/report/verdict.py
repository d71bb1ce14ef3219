"""The verdict in a few sentences, written from the data."""

from __future__ import annotations

from fractions import Fraction

from evaluation.report import judged, placing, spans
from evaluation.report.judgements import missed, standing
from evaluation.report.statements import sentence, tallied
from evaluation.report.view import View


def text(view: View) -> str:
    """Grade, score and what decided it; without weights, what the data shows instead."""
    return opening(view) + _decided(view)


def opening(view: View) -> str:
    """Grade and score, or the first figures without weights or in a part of the year; hard limits without a figure."""
    scored = _overview if view.is_overview else _score
    return (scored if view.scored.scores else _shown)(view) + _unjudged(view)


def _overview(view: View) -> str:
    say, grades = view.say, view.grades
    told = []
    for grade in grades:
        units = [r for r, s in view.scored.scores.items() if s.grade == grade]
        key = "verdict.grade_units" if grade == grades[-1] and units else "verdict.grade_count"
        names = say("list.comma").join(view.short(u) for u in units)
        told.append(say(key, grade=grade.name[view.language], count=str(len(units)), units=names))
    open_ = [view.short(r) for r, s in view.scored.scores.items() if s.grade is None]
    told.append(view.stated("verdict.grade_open", count=str(len(open_)), units=say("list.comma").join(open_)))
    return view.stated(
        "verdict.overview",
        count=str(len(view.results.regions)),
        grades=say("list.comma").join(filter(None, told)),
        period=view.period_text(),
    )


def _score(view: View) -> str:
    say, numbers, score = view.say, view.numbers, view.scored.scores[view.region]
    grades, ranks = view.grades, view.scored.ranks
    place = view.stated("verdict.rank", rank=str(ranks.get(view.region)), count=str(len(ranks)))
    told = view.stated(
        "verdict.score",
        "verdict.score_partial",
        "verdict.score_open",
        "verdict.no_score",
        region=view.name(),
        period=view.period_text(),
        score=judged.points(view, score.total),
        place=place,
        grade=score.grade.name[view.language] if score.grade else "",
        evidence=numbers.percent(score.evidence, decimals=0),
    )
    band = next((g for g in grades if score.total is not None and score.total >= Fraction(g.from_score)), grades[-1])
    failed = [view.title(g.indicator) for g in score.gates if g.state == "failed"]
    told += view.stated("verdict.gated", titles=say("list.comma").join(failed), grade=band.name[view.language])
    return told


def _shown(view: View) -> str:
    """Without a score: the first figures known, of the main ones where the study names any, with their rank."""
    say, results = view.say, view.results
    main = view.study.file.headline
    known = [c for c in main or (i.code for i in results.indicators) if view.value(c).exact is not None][:2]
    period, titles = spans.opening(view, known)
    told = []
    for code in known:
        place = placing.words(view, code)
        told.append(view.stated("verdict.figure", of=code, title=titles[code], value=judged.of(view, code), place=place))
    where = {"region": view.name(), "period": view.period_text()}
    return view.stated(
        "verdict.shown", of=tuple(known), figures=say("list.semicolon").join(told), region=view.name(), period=period
    ) + view.stated("verdict.nothing", "verdict.no_value", titles=say("list.comma").join(view.title(c) for c in main), **where)


def _unjudged(view: View) -> str:
    """How many hard limits have no figure: the boxes of the first page that show none."""
    lacking = [c for c in view.study.file.hard_limits if standing(view, c).lacking]
    return view.stated("verdict.unjudged", count=str(len(lacking)))


def _decided(view: View) -> str:
    """The worst miss, and always how many requirements hold, were judged, missed, and could not be judged."""
    bad = [sentence(view, s.indicator.code) for s in missed(view)[:1]]
    return view.joined([*bad, tallied(view)])
