"""Monitored enterprises and mass lay-offs, as the early warning shows them (HB-13)."""

from __future__ import annotations

from evaluation.render.component import Component, column, paragraph, row
from evaluation.render.printed import digits, name_as
from evaluation.study.periods import Period
from evaluation.study.watch import LayoffRule
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View
from evaluation.warning import firms
from evaluation.warning.assess import rules_of


def parts(view: View, quarter: Period) -> list[Component]:
    """Both tables, each where the study has rows for it."""
    of = view.results.regions if view.is_overview else (view.region,)
    made = [enterprises(view, of, quarter)] if view.study.enterprises else []
    rule = rules_of(view.study).layoffs
    if rule is not None:
        made.append(filings(view, of, rule))
    return made


def enterprises(view: View, of: tuple[str, ...], quarter: Period) -> Component:
    say, numbers = view.say, view.numbers
    found = firms.jobs(view.study, of, quarter)
    if not found.firms:
        return paragraph(view.sentence("firms.none", region=view.name(), quarter=view.period_text(quarter)))
    rows = [
        row(
            name_as("name", e.enterprise),
            view.short(e.region),
            say(f"firm_kind.{e.kind}"),
            numbers.count(e.base),
            numbers.count(e.jobs),
            numbers.decimal(firms.loss(e)),
        )
        for e in found.worst
    ]
    total = row(
        say("firms.all", count=numbers.count(found.firms)),
        "",
        "",
        numbers.count(found.base),
        numbers.count(found.jobs),
        numbers.decimal(found.loss),
        role="total",
    )
    columns = [
        column(say("firms.enterprise"), weight=3),
        column(say("column.region")),
        column(say("firms.kind")),
        number(say("firms.base"), say("unit.persons")),
        number(say("firms.jobs"), say("unit.persons")),
        number(say("firms.loss"), "%"),
    ]
    title = say("firms.table", quarter=view.period_text(quarter))
    return table_with_notes(view, "warning-firms", title, columns, [*rows, total], [say("firms.note", most=digits(firms.LISTED))])


def filings(view: View, of: tuple[str, ...], rule: LayoffRule) -> Component:
    say, numbers = view.say, view.numbers
    found = firms.filings(view.study, of, view.period)
    if not found:
        return paragraph(view.sentence("layoffs.none", region=view.name(), period=view.period_text()))
    rows = [
        row(
            name_as("name", f.layoff.enterprise),
            view.short(f.layoff.region),
            say(f"firm_kind.{f.layoff.kind}"),
            view.date(f.layoff.date),
            numbers.count(f.layoff.persons),
            numbers.decimal(f.share),
            view.date(f.layoff.filed) if f.layoff.filed else "",
            say(f"filing.{f.state}"),
            say("layoffs.over") if f.over else "",
        )
        for f in found
    ]
    columns = [
        column(say("firms.enterprise"), weight=3),
        column(say("column.region")),
        column(say("firms.kind")),
        column(say("layoffs.date")),
        number(say("column.persons"), say("unit.persons")),
        number(say("layoffs.share"), "%"),
        column(say("layoffs.filed")),
        column(say("layoffs.state")),
        column(say("layoffs.ceiling")),
    ]
    due = [f for f in found if f.state != "small"]
    told = view.sentence(
        "layoffs.note",
        due=numbers.count(len(due)),
        late=numbers.count(sum(f.state == "late" for f in due)),
        unfiled=numbers.count(sum(f.state == "unfiled" for f in due)),
    )
    return table_with_notes(
        view, "warning-layoffs", say("layoffs.table", period=view.period_text()), columns, rows, [told, view.text(rule.source)]
    )
