"""失业保险专项监察用人单位名单 (HB-15): employers that report too little or refuse, by the rule of ``study.employers``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from evaluation.documents.demands import Demand, demands_of
from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.study.employers import Employer, inspection_list
from evaluation.view.page_tables import number, table_with_notes

Listed = list[tuple[Employer, tuple[str, ...]]]


@dataclass(frozen=True, kw_only=True)
class SpecialInspectionFigures:
    """How many employers are ``listed``, on which grounds (one may have two), with how many persons not insured and how much
    of the base not declared; how many were ``checked``, and why the others are not listed."""

    listed: str
    refused: str
    persons: str
    base: str
    missing: str
    short: str
    checked: str
    settled: str
    waiting: str
    clean: str
    demands: tuple[Demand, ...]
    list: Titled | None


def figures(paper: Paper) -> SpecialInspectionFigures:
    day, count = paper.day, paper.view.numbers.count
    listed = inspection_list(paper.view.study.employers, day)
    missing, short = totals(e for e, _ in listed)
    found = [e for e in paper.view.study.employers if e.checked <= day]
    settled = [e for e in found if e.settled and e.settled <= day]
    others = [e for e in found if e not in settled and not e.grounds(day)]
    return SpecialInspectionFigures(
        listed=count(len(listed)),
        refused=count(_on_ground(listed, "refused")),
        persons=count(_on_ground(listed, "persons")),
        base=count(_on_ground(listed, "base")),
        missing=count(missing),
        short=paper.money(short),
        checked=count(len(found)),
        settled=count(len(settled)),
        waiting=count(sum(not e.insured for e in others)),
        clean=count(sum(bool(e.insured) for e in others)),
        demands=demands_of(paper),
        list=partial(_list, paper, listed) if listed else None,
    )


def _on_ground(listed: Listed, ground: str) -> int:
    return sum(ground in grounds for _, grounds in listed)


def totals(listed: Iterable[Employer]) -> tuple[int, Decimal]:
    """Persons not insured, and contribution base not declared."""
    those = list(listed)
    return sum(e.missing for e in those), sum((e.short for e in those), start=Decimal(0))


def _list(paper: Paper, listed: Listed, title: str) -> Component:
    """Employers by region, with what was found of each and why it is listed."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    rows = []
    for region in dict.fromkeys(e.region for e, _ in listed):
        rows.append(row(view.name(region), role="group"))
        for e, grounds in ((e, why) for e, why in listed if e.region == region):
            rows.append(
                row(
                    name_as("name", e.name_zh if view.language == "zh" else e.name_en),
                    numbers.count(e.staff, figure="employer"),
                    numbers.count(e.insured, figure="employer"),
                    numbers.count(e.missing, figure="employer"),
                    numbers.money_stated(None if e.base_found is None else e.short, "not_applicable", "employer"),
                    say("list.comma").join(say(f"special_ground.{g}") for g in grounds),
                    name_as("date", e.checked.isoformat()),
                )
            )
    missing, short = totals(e for e, _ in listed)
    mark = numbers.mark("not_applicable")
    sums = [numbers.count(sum(getattr(e, k) for e, _ in listed), figure="employer") for k in ("staff", "insured")]
    rows.append(
        row(
            say("table.total"),
            *sums,
            numbers.count(missing, figure="employer"),
            numbers.money_stated(short, figure="employer"),
            mark,
            mark,
            role="total",
        )
    )
    people = say("unit.persons")
    columns = [
        column(say("special.employer"), weight=6),
        number(say("special.staff"), people),
        number(say("special.insured"), people),
        number(say("special.missing"), people),
        number(say("special.short"), numbers.currency),
        column(say("special.grounds"), weight=4),
        column(say("special.checked")),
    ]
    return table_with_notes(view, "special-inspection", title, columns, rows, [say("special.note")])
