"""Figures of the quarterly bulletin (HB-1): targets to date, take-up, money, regions that do well, what is missed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from evaluation.catalogue.model import Dimension
from evaluation.documents.demands import Demand, demands_of
from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ProblemPart, problem_part_of, why_no_completion
from evaluation.documents.take_up import TakeUp, take_up_of, take_up_table
from evaluation.render.component import Component
from evaluation.view import judged, spans
from evaluation.view.facts import figures as facts
from evaluation.view.facts import ledger
from evaluation.view.judgements import own_title, standing
from evaluation.view.view import View

SHARES = ("share_si_subsidy", "share_train_assess_match")


@dataclass(frozen=True, kw_only=True)
class BulletinTarget:
    title: str
    actual: str
    completion: str
    proposed: str


@dataclass(frozen=True, kw_only=True)
class FundShare:
    """A share of spending that HB-20 draws a line for; ``line`` is empty where none holds here."""

    code: str
    title: str
    value: str
    line: str


@dataclass(frozen=True, kw_only=True)
class LeadingRegion:
    """``open``: how many confirmed fund problems of the region are not closed; empty for none."""

    name: str
    rate: str
    eligible: str
    received: str
    open: str


@dataclass(frozen=True, kw_only=True)
class BulletinFigures:
    """``target_codes``: the indicators with a quantity target that conditions ask of;
    ``through``: the span of targets; ``leading``: highest take-up first; ``with_take_up``: how many regions have one."""

    target_codes: tuple[str, ...]
    targets: tuple[BulletinTarget, ...]
    through: str
    met: str
    missed: str
    not_judged: str
    why_no_completion: str
    take_up: TakeUp
    came: str
    spent: str
    shares: tuple[FundShare, ...]
    leading: tuple[LeadingRegion, ...]
    with_take_up: str
    problems: ProblemPart
    demands: tuple[Demand, ...]
    reply_by: str
    take_up_table: Titled | None
    fund_table: Titled | None


def figures(paper: Paper) -> BulletinFigures:
    view, money = paper.view, paper.view.numbers.money
    codes = tuple(i.code for i in view.of(Dimension.TARGETS))
    shown = [c for c in codes if _is_shown(view, c)]
    states = Counter(standing(view, c).state for c in shown)
    came, spent = (
        facts.amount(view, view.region, *(q.code for q in those)) for those in (view.fund.paid_in.of, view.fund.spending.of)
    )
    return BulletinFigures(
        target_codes=codes,
        targets=tuple(_target(view, c) for c in shown),
        through=spans.through(view),
        met=paper.cases(states["met"]),
        missed=paper.cases(states["missed"]),
        not_judged=paper.cases(states["not_judged"]),
        why_no_completion=why_no_completion(view, codes),
        take_up=take_up_of(paper),
        came=money(*came),
        spent=money(*spent),
        shares=tuple(_share(view, c) for c in SHARES if view.has(c)),
        leading=leading(paper),
        with_take_up=paper.cases(len(_take_ups(view))),
        problems=problem_part_of(paper),
        demands=demands_of(paper),
        reply_by=paper.by(paper.form.reply_by),
        take_up_table=take_up_table(paper),
        fund_table=partial(_fund_table, paper) if view.mapped(*(q.code for q in view.fund.spending.of)) else None,
    )


def _is_shown(view: View, code: str) -> bool:
    """Whether the indicator has a target here and a completion."""
    done = view.results.progress(view.region, code)
    return done.target is not None and done.judged is not None


def _target(view: View, code: str) -> BulletinTarget:
    done = view.results.progress(view.region, code)
    return BulletinTarget(
        title=own_title(view, code),
        actual=view.numbers.amount(done.reached, done.counts),
        completion=judged.text(view, standing(view, code)),
        proposed=judged.proposal_mark(view, [code]),
    )


def _share(view: View, code: str) -> FundShare:
    line = view.demand_words(standing(view, code).target)
    return FundShare(code=code, title=view.title(code), value=judged.of(view, code), line=line)


def _take_ups(view: View) -> dict[str, facts.Rate]:
    """The take-up of every region that has one."""
    rates = {r: facts.take_up(view, r) for r in view.results.regions}
    return {r: rate for r, rate in rates.items() if rate.exact is not None}


def leading(paper: Paper) -> tuple[LeadingRegion, ...]:
    """The highest take-up of all regions that are not below the whole, as many as the study lists and all that are level
    with the last; with what is open of confirmed fund problems there."""
    view, rates = paper.view, _take_ups(paper.view)
    whole = facts.take_up(view, view.top).exact
    exact = {r: rate.exact for r, rate in rates.items() if rate.exact is not None}
    known = sorted(exact.items(), key=lambda pair: -pair[1])
    least = max([share for _, share in known[: paper.form.best][-1:]] + ([] if whole is None else [whole]), default=None)
    return tuple(
        LeadingRegion(
            name=view.name(r),
            rate=judged.share(view, share, key=rates[r].key),
            eligible=view.numbers.count(rates[r].denominator, figure="side"),
            received=view.numbers.count(rates[r].numerator, figure="side"),
            open=open_problems(paper, r),
        )
        for r, share in known
        if least is not None and share >= least
    )


def open_problems(paper: Paper, region: str) -> str:
    """How many confirmed fund problems of the region are not closed; empty for none."""
    states = [s for i, s in ledger.confirmed_problems(paper.items, "fund") if i.region == region and s != "closed"]
    return paper.cases(len(states)) if states else ""


def _fund_table(paper: Paper, title: str) -> Component:
    """Money and its two shares in division order, with the rank as a column."""
    view, say = paper.view, paper.say
    fields = [
        facts.money(view, say("fund.arrived"), *(q.code for q in view.fund.paid_in.of)),
        facts.money(view, say("fund.spent"), *(q.code for q in view.fund.spending.of)),
        *(facts.percent(view, view.title(c), partial(facts.so_far, view, c), ranked=True) for c in SHARES if view.has(c)),
    ]
    return facts.regions(view, "fund-regions", title, fields, [say("paper.rank_note"), say("paper.year_note")])
