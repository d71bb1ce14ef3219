"""Public employment service and the order of the labour market."""

from __future__ import annotations

from evaluation.catalogue.model import Dimension
from evaluation.render.component import Component, heading, omission, section
from evaluation.report.parts.dots import against_others
from evaluation.report.parts.empty import nothing
from evaluation.report.parts.grouped import separate
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.view.view import View


def build(view: View) -> Component:
    """Every indicator of the dimension; in a study of assistance they stand with the other assistance rates."""
    say = view.say
    codes = [i.code for i in view.of(Dimension.SERVICES)]
    if not codes or view.of(Dimension.ASSISTANCE):
        return omission("services", view.sentence("omitted.services", "omitted.elsewhere", of="services"))
    shown, absent = separate(view, codes)
    if not shown:
        return omission("services", absent[0])
    parts = [heading(1, say("services.title"))]
    none = nothing(view, shown)
    if none:
        return section("services", [*parts, none])
    parts.append(rates(view, "services-table", say("services.table"), codes, (), view.catalogue.pages.families.get("services")))
    if view.is_overview:  # a region has its place in the table, beside the whole
        drawn = [c for c in view.catalogue.role("charted") if c in shown] or shown[:1]
        parts += against_others(view, drawn[0])
    return section("services", parts)


SECTION = Section(build=build, shows=("services",))
