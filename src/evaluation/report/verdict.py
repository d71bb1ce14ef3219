"""The verdict in two sentences, written from the data."""

from __future__ import annotations

from fractions import Fraction

from evaluation.report.judgements import missed, sentence
from evaluation.report.view import View


def text(view: View) -> str:
    """Grade, score and what decided it; without weights, what the data shows instead."""
    return opening(view) + _decided(view)


def opening(view: View) -> str:
    """Grade and score, or the first figures of a study without weights."""
    return _score(view) if view.results.scores else _shown(view)


def _score(view: View) -> str:
    say, numbers = view.say, view.numbers
    if view.is_overview:
        lowest = view.study.weights.grades[-1]
        told = []
        for grade in view.study.weights.grades:
            units = [r for r, s in view.results.scores.items() if s.grade == grade]
            key = "verdict.grade_units" if grade == lowest and units else "verdict.grade_count"
            names = say("list.comma").join(view.short(u) for u in units)
            told.append(say(key, grade=grade.name[view.language], count=str(len(units)), units=names))
        open_ = [view.short(r) for r, s in view.results.scores.items() if s.grade is None]
        if open_:
            told.append(say("verdict.grade_open", count=str(len(open_)), units=say("list.comma").join(open_)))
        told = say("list.comma").join(told)
        return say("verdict.overview", count=str(len(view.results.regions)), grades=told, period=view.period_text())
    score = view.results.scores[view.region]
    if score.total is None:
        return say("verdict.no_score", region=view.name(), period=view.period_text(),
                   evidence=numbers.percent(score.evidence, decimals=0))  # fmt: skip
    partly = "verdict.score" if score.evidence == 100 else "verdict.score_partial"
    told = say(
        "verdict.score_open" if score.grade is None else partly,
        evidence=numbers.percent(score.evidence, decimals=0),
        region=view.name(),
        period=view.period_text(),
        score=numbers.decimal(score.total, 1),
        grade=score.grade.name[view.language] if score.grade else "",
        rank=str(view.results.ranks[view.region]),
        count=str(len(view.results.ranks)),
    )
    band = next(g for g in view.study.weights.grades if score.total >= Fraction(g.from_score))
    failed = [view.title(g.indicator) for g in score.gates if g.state == "failed"]
    if failed and score.grade is not None and score.grade != band:
        told += say("verdict.gated", titles=say("list.comma").join(failed), grade=band.name[view.language])
    unjudged = [c for c in view.study.file.hard_limits if view.results.judge(view.region, c).state == "missing"]
    gone = [c for c in unjudged if view.value(c).mark != "not_applicable"]
    return told + (say("verdict.unjudged", count=str(len(gone))) if gone else "")


def _shown(view: View) -> str:
    """Without a score: the first headline figures with their rank."""
    say = view.say
    told = []
    for code in view.study.file.headline[:2]:
        value = view.value(code)
        if value.exact is None:
            continue
        order = view.results.ordered(code)
        mine = next((i for i, (r, v) in enumerate(order, 1) if v == value.exact), None)
        key = "verdict.figure" if view.is_overview or mine is None else "verdict.figure_rank"
        told.append(
            say(
                key,
                title=view.title(code),
                value=view.numbers.value(value),
                rank=str(mine or ""),
                count=str(len(order)),
            )
        )
    if not told:
        return say("verdict.nothing", region=view.name(), period=view.period_text())
    return say(
        "verdict.shown", region=view.name(), period=view.period_text(), figures=say("list.semicolon").join(told)
    )


def _decided(view: View) -> str:
    say = view.say
    bad = missed(view)
    hard = [s for s in bad if s.indicator.code in view.study.file.hard_limits]
    if hard:
        return sentence(view, hard[0]) + (say("verdict.more", count=str(len(bad) - 1)) if len(bad) > 1 else "")
    if bad:
        return sentence(view, bad[0])
    return say("verdict.all_met") if view.study.file.hard_limits else ""
