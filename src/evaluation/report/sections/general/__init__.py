"""Indicators of no other section: what each is made of, its value with both sides, its line; quantities told by kinds."""

from __future__ import annotations

from evaluation.catalogue.model import Dimension
from evaluation.render.component import Component, column, heading, omission, row, section
from evaluation.render.printed import name_as
from evaluation.report.parts.empty import nothing
from evaluation.report.parts.rates import clause, rates
from evaluation.report.section import Section
from evaluation.report.sections.general.breakdowns import breakdowns
from evaluation.view.page_tables import table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """Every indicator without a theme of its own, in the study's order, and every breakdown."""
    codes, apart = [i.code for i in view.of(Dimension.GENERAL)], breakdowns(view)
    if not codes and not apart:
        return omission("general", view.sentence("omitted.general", of="general"))
    if not codes:
        return section("general", [heading(1, view.say("general.title")), *apart])
    none = nothing(view, codes)
    figures = none or rates(view, "general-table", view.say("general.table"), codes)
    return section("general", [heading(1, view.say("general.title")), meanings(view, codes), figures, *apart])


def meanings(view: View, codes: list[str]) -> Component:
    """Why each is looked at, and the formula of the reading used."""
    say, rows = view.say, []
    for indicator in (view.results.indicator_named(code) for code in codes):
        _, reading = indicator.settle(view.study.choices)
        formula = name_as("formula", reading.formula(view.language, view.catalogue.counts).removesuffix(" × 100%"))
        rows.append(row(view.text(indicator.title), clause(view, indicator.code), formula, view.text(indicator.why)))
    columns = [
        column(say("column.indicator"), weight=3),
        column(say("column.clause")),
        column(say("general.formula"), weight=5),
        column(say("general.why"), weight=4),
    ]
    return table_with_notes(view, "general-meanings", say("general.meanings"), columns, rows, [])


SECTION = Section(build=build, shows=("general",))
