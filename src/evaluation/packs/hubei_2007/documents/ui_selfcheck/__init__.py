"""失业保险基金自查报告 (HB-16): income, outlay and balance of past years, and what audits and self-checks found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ConfirmedProblem, problems_of
from evaluation.measured.figure import worst
from evaluation.packs.hubei_2007 import benefits
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.view.facts import figures as facts
from evaluation.view.facts import ledger
from evaluation.view.page_tables import number, table_with_notes

CLAUSE = "HB-16"
_HEADS = ("ui_selfcheck.before", "ui_selfcheck.income", "ui_selfcheck.outlay", "ui_selfcheck.balance", "ui_selfcheck.gap")


@dataclass(frozen=True, kw_only=True)
class BenefitGap:
    region: str
    sum: str


@dataclass(frozen=True, kw_only=True)
class BenefitGaps:
    """Regions that paid less than was due, or those that paid more."""

    count: str
    sum: str
    gaps: tuple[BenefitGap, ...]


@dataclass(frozen=True, kw_only=True)
class SelfCheckFigures:
    """``regions_known``: of how many ``regions`` benefit due and paid are both known; ``remaining``: problems under the
    item that are not closed; ``account``: None where no year of the insurance fund is known."""

    account: Component | None
    regions: str
    regions_known: str
    unpaid: BenefitGaps
    overpaid: BenefitGaps
    confirmed: str
    closed: str
    open: str
    remaining: tuple[ConfirmedProblem, ...]
    regions_table: Titled | None
    ledger: Titled | None


def figures(paper: Paper) -> SelfCheckFigures:
    view, known = paper.view, benefits.gaps(paper.view)
    story = [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == CLAUSE]
    open_ = [(i, s) for i, s in story if s != "closed"]
    return SelfCheckFigures(
        account=account(paper),
        regions=paper.cases(len(view.results.regions)),
        regions_known=paper.cases(len(known)),
        unpaid=_gaps(paper, {r: gap for r, gap in known.items() if gap > 0}),
        overpaid=_gaps(paper, {r: -gap for r, gap in known.items() if gap < 0}),
        confirmed=paper.cases(len(story)),
        closed=paper.cases(len(story) - len(open_)),
        open=paper.cases(len(open_)),
        remaining=problems_of(paper, open_),
        regions_table=partial(_regions_table, paper) if view.mapped("ui_balance") else None,
        ledger=partial(ledger.table_of, view, story) if story else None,
    )


def _gaps(paper: Paper, by_region: Mapping[str, int]) -> BenefitGaps:
    money = paper.view.numbers.money
    return BenefitGaps(
        count=paper.cases(len(by_region)),
        sum=money(sum(by_region.values())),
        gaps=tuple(BenefitGap(region=paper.view.name(r), sum=money(gap)) for r, gap in by_region.items()),
    )


def account(paper: Paper) -> Component | None:
    """Each year's opening, income, outlay and closing balance, and whether they follow from one another."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    at = view.results.figures.at
    years = sorted({p.year for p in view.results.figures.periods_of("ui_balance")})
    rows = []
    for year in (y for y in years if y <= view.period.year):
        asked = ((year.previous, "ui_balance"), (year, "ui_income"), (year, "ui_outlay"), (year, "ui_balance"))
        four = opening, income, outlay, closing = [at(view.region, p, q) for p, q in asked]
        absent = [f.mark for f in four if f.amount is None]
        gap = None if absent else opening.known + income.known - outlay.known - closing.known
        shown = (*((f.amount, f.mark) for f in four), (gap, worst(absent) if absent else ""))
        rows.append(row(name_as("period", year.spelled), *(numbers.money_cell(v, mark) for v, mark in shown)))
    if not rows:
        return None
    unit = numbers.money_unit
    columns = [column(say("ui_selfcheck.year")), *(number(say(key), unit) for key in _HEADS)]
    return table_with_notes(view, "ui-account", say("ui_selfcheck.account_table"), columns, rows, [say("ui_selfcheck.gap_note")])


def _regions_table(paper: Paper, title: str) -> Component:
    view, say = paper.view, paper.say
    fields = [
        facts.money(view, say("ui_selfcheck.income"), "ui_income"),
        facts.money(view, say("ui_selfcheck.outlay"), "ui_outlay"),
        facts.money(view, say("ui_selfcheck.balance"), "ui_balance"),
    ]
    return facts.regions(view, "ui-regions", title, fields, [say("paper.year_note")])
