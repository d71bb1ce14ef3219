"""就业资金使用情况和绩效检查评估报告 (HB-20, HB-21): once a year, the whole and its regions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from evaluation.catalogue.model import Dimension
from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, row
from evaluation.report import refusals
from evaluation.report.sections.comparison import proposal
from evaluation.view import judged, verdict
from evaluation.view.facts import figures as facts
from evaluation.view.facts import ledger
from evaluation.view.judgements import Standing, standing
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.statements import tally_sentence
from evaluation.view.view import View

_RATES = ("share_si_subsidy", "share_train_assess_match", "budget_execution_rate")
_DIMENSIONS = (Dimension.FUND_USE, Dimension.FUND_MANAGEMENT, Dimension.SOCIAL_BENEFIT)
_CLASSES = ("met", "missed", "missing", "not_judged", "no_line")


@dataclass(frozen=True, kw_only=True)
class IndicatorLine:
    title: str
    value: str
    line: str


@dataclass(frozen=True, kw_only=True)
class RequirementPart:
    """The indicators of one dimension by what became of them; the codes of each class, which conditions ask of."""

    is_use: bool
    is_management: bool
    is_effects: bool
    met: tuple[IndicatorLine, ...]
    met_codes: tuple[str, ...]
    missed: tuple[IndicatorLine, ...]
    missed_codes: tuple[str, ...]
    missing: tuple[IndicatorLine, ...]
    missing_codes: tuple[str, ...]
    not_judged: tuple[IndicatorLine, ...]
    not_judged_codes: tuple[str, ...]
    no_line: tuple[IndicatorLine, ...]
    no_line_codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StateCount:
    name: str
    count: str


@dataclass(frozen=True, kw_only=True)
class PerformanceFigures:
    """``unscored``: why there are no scores though there are weights; ``problems``: how many confirmed fund problems, with
    their ``amount`` and how many are in which of the ``states``."""

    account: Component | None
    parts: tuple[RequirementPart, ...]
    unscored: str
    verdict: str
    tally: str
    problems: str
    amount: str
    states: tuple[StateCount, ...]
    fund_table: Titled | None
    scores: Titled | None
    ledger: Titled | None
    replies: Component | tuple[Component, ...]


def figures(paper: Paper) -> PerformanceFigures:
    view, story = paper.view, ledger.confirmed_problems(paper.items, "fund")
    unscored = view.scored.unscored
    return PerformanceFigures(
        account=facts.account(view) if view.delivered(view.fund.balance) else None,
        parts=tuple(_part(view, dimension) for dimension in _DIMENSIONS if view.of(dimension)),
        unscored=refusals.why(view, unscored) if unscored is not None else "",
        verdict=verdict.opening(view) + view.sentence("ranking.proposal") if view.study.weights and unscored is None else "",
        tally=tally_sentence(view),
        problems=paper.cases(len(story)),
        amount=paper.money(sum((i.yuan for i, _ in story if i.yuan is not None), start=Decimal(0))),
        states=_states(paper, [s for _, s in story]),
        fund_table=partial(_fund_table, paper) if view.mapped(*(q.code for q in view.fund.spending.of)) else None,
        scores=partial(_scores, paper) if view.scored.scores else None,
        ledger=partial(ledger.table_of, view, story) if story else None,
        replies=ledger.replies(view, story, paper.say("rectify.replies")) or (),
    )


def _part(view: View, dimension: Dimension) -> RequirementPart:
    """What meets its line, what misses it, what could not be judged, and what has no line."""
    found: dict[str, list[Standing]] = {name: [] for name in _CLASSES}
    for indicator in view.of(dimension):
        s = standing(view, indicator.code)
        found[s.state if s.target else "no_line"].append(s)
    told = {name: tuple(_requirement(view, s) for s in those) for name, those in found.items()}
    codes = {name: tuple(s.indicator.code for s in those) for name, those in found.items()}
    return RequirementPart(
        is_use=dimension is Dimension.FUND_USE,
        is_management=dimension is Dimension.FUND_MANAGEMENT,
        is_effects=dimension is Dimension.SOCIAL_BENEFIT,
        met=told["met"],
        met_codes=codes["met"],
        missed=told["missed"],
        missed_codes=codes["missed"],
        missing=told["missing"],
        missing_codes=codes["missing"],
        not_judged=told["not_judged"],
        not_judged_codes=codes["not_judged"],
        no_line=told["no_line"],
        no_line_codes=codes["no_line"],
    )


def _requirement(view: View, s: Standing) -> IndicatorLine:
    code = s.indicator.code
    return IndicatorLine(title=view.text(s.indicator.title), value=judged.of(view, code), line=judged.line_words(view, s))


def _states(paper: Paper, states: list[str]) -> tuple[StateCount, ...]:
    return tuple(StateCount(name=paper.say(f"ledger_state.{s}"), count=paper.cases(states.count(s))) for s in dict.fromkeys(states))


def _fund_table(paper: Paper, title: str) -> Component:
    view, say = paper.view, paper.say
    fields = [
        facts.money(view, say("fund.arrived"), *(q.code for q in view.fund.paid_in.of)),
        facts.money(view, say("fund.spent"), *(q.code for q in view.fund.spending.of)),
        facts.money(view, say("fund.closing"), view.fund.balance),
        *(facts.percent(view, view.title(c), partial(facts.so_far, view, c)) for c in _RATES if view.has(c)),
    ]
    return facts.regions(view, "fund-regions", title, fields, [say("paper.year_note")])


def _scores(paper: Paper, title: str) -> Component:
    """Score, grade and rank of every region, in division order."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    rows = []
    for region, score in view.scored.scores.items():
        grade = view.text(score.grade.name) if score.grade else say("score.no_grade")
        rank = numbers.count(view.scored.ranks.get(region), "not_applicable", figure="rank")
        rows.append(row(view.short(region), judged.points(view, score.total), grade, rank))
    columns = [
        column(say("column.region")),
        number(say("score.total"), say("unit.points")),
        column(say("score.grade")),
        number(say("column.rank")),
    ]
    return table_with_notes(view, "scores-regions", title, columns, rows, [*proposal(view), say("paper.rank_note")])
