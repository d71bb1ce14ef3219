"""就业资金使用情况和绩效检查评估报告 (HB-20, HB-21): once a year, the whole and its regions."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.quantities import EXPENDITURE, INCOME
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report import judged, refusals, verdict
from evaluation.report.facts import figures, ledger
from evaluation.report.judgements import Standing, standing
from evaluation.report.sections.ranking import proposal
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.report.statements import tally_sentence

_RATES = ("share_si_subsidy", "share_train_assess_match", "budget_execution_rate")


def title(paper: Paper) -> str:
    return paper.say("fund_performance.title", period=paper.period, whole=paper.whole, fund=paper.fund)


def opening(paper: Paper) -> list[Component]:
    text = paper.view.sentence(
        "fund_performance.opening",
        "fund_performance.shown",
        of="fund_check_november",
        under=paper.under("HB-20", "HB-21"),
        period=paper.period,
        whole=paper.whole,
        fund=paper.fund,
        day=paper.view.date(paper.day),
    )
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    view, say = paper.view, paper.say
    parts = []
    if view.delivered("fund_balance"):
        parts += paper.part(say("fund_performance.account"), figures.account(view))
    for key, dimension in (
        ("fund_performance.use", Dimension.FUND_USE),
        ("fund_performance.management", Dimension.FUND_MANAGEMENT),
        ("fund_performance.effects", Dimension.SOCIAL_BENEFIT),
    ):
        if view.of(dimension):
            parts += paper.part(say(key), *requirements(paper, dimension))
    parts += paper.part(say("fund_performance.grade"), grades(paper))
    parts += paper.part(say("fund_performance.problems"), *problems(paper))
    return section("body", parts)


def requirements(paper: Paper, dimension: Dimension) -> list[str]:
    """What meets its line, what misses it, what could not be judged, and what has no line."""
    view, say = paper.view, paper.say
    told: dict[str, list[Standing]] = {"met": [], "missed": [], "missing": [], "not_judged": [], "no_line": []}
    for indicator in view.of(dimension):
        s = standing(view, indicator.code)
        told[s.state if s.target else "no_line"].append(s)
    sentences = (
        view.sentence(
            f"fund_performance.{state}",
            of=tuple(s.indicator.code for s in found),
            items=say("list.semicolon").join(_sentence(paper, s) for s in found),
        )
        for state, found in told.items()
    )
    return [*filter(None, sentences)]


def _sentence(paper: Paper, s: Standing) -> str:
    line = paper.say("fund_performance.line", line=paper.view.demand_words(s.target)) if s.target else ""
    return f"{s.indicator.title[paper.view.language]}{paper.gap}{judged.of(paper.view, s.indicator.code)}{line}"


def grades(paper: Paper) -> str:
    view = paper.view
    if view.scored.unscored is not None:
        return refusals.why(view, view.scored.unscored)
    none = view.sentence("fund_performance.no_score")
    return none or verdict.opening(view) + view.sentence("ranking.proposal")


def problems(paper: Paper) -> list[str]:
    view, say, found = paper.view, paper.say, ledger.confirmed_problems(paper.items, "fund")
    amount = sum((i.yuan for i, _ in found if i.yuan is not None), start=Decimal(0))
    states = {s: sum(x == s for _, x in found) for _, s in found}
    told = say("list.comma").join(
        say("fund_performance.state", state=say(f"ledger_state.{s}"), count=str(n)) for s, n in states.items()
    )
    return [
        tally_sentence(view),
        view.sentence(
            "fund_performance.found",
            "fund_performance.none_found",
            of="fund",
            count=str(len(found)),
            amount=paper.yuan(amount),
            states=told,
            day=view.date(paper.day),
        ),
    ]


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say, found = paper.view, paper.say, []
    notes = [say("paper.rank_note"), say("paper.year_note")]
    if view.mapped(*(q.code for q in EXPENDITURE)):
        rates = [c for c in _RATES if view.has(c)]
        fields = [
            figures.money(view, say("fund.arrived"), *(q.code for q in INCOME)),
            figures.money(view, say("fund.spent"), *(q.code for q in EXPENDITURE)),
            figures.money(view, say("fund.closing"), "fund_balance"),
            *(figures.percent(view, view.title(c), partial(figures.so_far, view, c)) for c in rates),
        ]
        name = say("bulletin.annex_fund", fund=paper.fund, period=paper.span)
        found.append((name, [figures.regions(view, "fund-regions", name, fields, notes[1:])]))
    if view.scored.scores:
        name = say("fund_performance.annex_scores")
        found.append((name, [scores(paper, name)]))
    story = ledger.confirmed_problems(paper.items, "fund")
    if story:
        name = say("fund_performance.annex_ledger")
        heard = ledger.replies(view, story, say("rectify.replies"))
        found.append((name, [ledger.table_of(view, story, name), *([heard] if heard else [])]))
    return found


def scores(paper: Paper, name: str) -> Component:
    """Score, grade and rank of every region, in division order."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    rows = []
    for region, score in view.scored.scores.items():
        grade = score.grade.name[view.language] if score.grade else say("score.no_grade")
        rank = numbers.count(view.scored.ranks.get(region), "not_applicable")
        rows.append(row(view.short(region), judged.points(view, score.total), grade, rank))
    columns = [
        column(say("column.region")),
        number(say("score.total"), say("unit.points")),
        column(say("score.grade")),
        number(say("column.rank")),
    ]
    return table_with_notes(view, "scores-regions", name, columns, rows, [*proposal(view), say("paper.rank_note")])
