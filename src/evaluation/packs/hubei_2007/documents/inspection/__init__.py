"""政策落实情况检查报告 (HB-1): who was entitled, who received, what was not honoured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.documents.problems import ProblemPart, problem_part_of
from evaluation.documents.take_up import TakeUp, take_up_of, take_up_table
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.study.ledger import Item
from evaluation.view import apart
from evaluation.view.facts import figures as facts
from evaluation.view.facts import ledger
from evaluation.view.keyed import to_date
from evaluation.view.page_tables import table_with_notes
from evaluation.view.wholes import sum_note

INSTRUMENTS = {
    "persons_si_subsidy": "exp_si_subsidy",
    "persons_training": "exp_training",
    "persons_assessment": "exp_assessment",
    "persons_matching": "exp_matching",
    "persons_public_post": "exp_public_post",
}
"""The money spent on each instrument, by the quantity of persons served."""


@dataclass(frozen=True, kw_only=True)
class Instrument:
    title: str
    persons: str
    spent: str


@dataclass(frozen=True, kw_only=True)
class RegionBehind:
    """``rate`` with the digits that show it below that of the whole; ``rest``: persons not honoured."""

    name: str
    rate: str
    rest: str


@dataclass(frozen=True, kw_only=True)
class InspectionFigures:
    """``instruments``: those of which it is known how many were served; who was entitled to each was not delivered."""

    take_up: TakeUp
    instrument_codes: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    behind: tuple[RegionBehind, ...]
    behind_count: str
    problems: ProblemPart
    take_up_table: Titled | None
    instruments_table: Titled | None
    unfulfilled_table: Titled | None


def figures(paper: Paper) -> InspectionFigures:
    low = behind(paper)
    story = [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == "HB-1"]
    mapped = [p for p in INSTRUMENTS if paper.view.mapped(p)]
    return InspectionFigures(
        take_up=take_up_of(paper),
        instrument_codes=tuple(INSTRUMENTS),
        instruments=instruments(paper),
        behind=low,
        behind_count=paper.cases(len(low)),
        problems=problem_part_of(paper),
        take_up_table=take_up_table(paper),
        instruments_table=partial(_instruments_table, paper, mapped) if mapped else None,
        unfulfilled_table=partial(_unfulfilled_table, paper, story) if story else None,
    )


def instruments(paper: Paper) -> tuple[Instrument, ...]:
    view, found = paper.view, []
    for persons, money in INSTRUMENTS.items():
        heads, _ = facts.amount(view, view.region, persons)
        if heads is not None:
            spent = view.numbers.money(*facts.amount(view, view.region, money), figure=to_date(view, money))
            of = next(
                filter(None, (sum_note(view, view.results.figures.to_date(view.region, view.period, c)) for c in (persons, money))),
                "",
            )
            served = view.numbers.count(heads, figure=to_date(view, persons))
            found.append(Instrument(title=view.quantity(persons) + of, persons=served, spent=spent))
    return tuple(found)


def behind(paper: Paper) -> tuple[RegionBehind, ...]:
    """Regions whose take-up is below that of the whole."""
    view = paper.view
    whole = facts.take_up(view, view.top).exact
    rates = {r: facts.take_up(view, r) for r in view.results.regions}
    return tuple(
        RegionBehind(
            name=view.name(r),
            rate=apart.figure(view, rate.exact, whole, least=2, key=rate.key) + "%",
            rest=view.numbers.count(rate.rest, figure="rest"),
        )
        for r, rate in rates.items()
        if whole is not None and rate.exact is not None and rate.exact < whole
    )


def _instruments_table(paper: Paper, mapped: list[str], title: str) -> Component:
    view, say = paper.view, paper.say
    fields = [facts.heads_field(view, view.quantity(p), p, say("unit.persons")) for p in mapped]
    return facts.regions(view, "instruments", title, fields, [say("paper.year_note"), say("inspection.note")])


def _unfulfilled_table(paper: Paper, story: list[tuple[Item, str]], title: str) -> Component:
    view, say = paper.view, paper.say
    rows = [
        row(name_as("code", i.item), ledger.unit(view, i), name_as("name", i.title), say(f"ledger_state.{s}")) for i, s in story
    ]
    columns = [
        column(say("ledger.item")),
        column(say("ledger.unit"), weight=3),
        column(say("ledger.what"), weight=4),
        column(say("ledger.state")),
    ]
    return table_with_notes(view, "unfulfilled", title, columns, rows)
