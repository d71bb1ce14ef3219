"""Matters that are judged and not counted (定性, HB-20): level, assessor, date, evidence; what nobody judged says so."""

from __future__ import annotations

from evaluation.measured.rubric import JudgedMatter, judged_matters
from evaluation.render.component import Component, column, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import digits, name_as
from evaluation.report.section import Section
from evaluation.study.model import LEVELS
from evaluation.view.matters import matters
from evaluation.view.only import only
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    """One row a matter of the study's document. Levels are never added up, averaged or turned into a share."""
    say = view.say
    found = judged_matters(view.study, view.catalogue, view.region)
    if not found:
        return omission("rubric", view.sentence("omitted.rubric"))
    parts = [heading(1, say("rubric.title"))]
    if not view.study.rubric:
        return section("rubric", [*parts, notice("missing", view.sentence("rubric.nothing", count=digits(len(found))))])
    own = matters(view)
    mine = [j for j in own if j.assessment]
    told = view.sentence(
        "rubric.told", region=view.name(), count=digits(len(own)), judged=digits(len(mine)), open=digits(len(own) - len(mine))
    )
    parts += [paragraph(told), table(view, own)] if told else []
    if view.is_overview and view.compares:
        parts += regions(view, found)
    return section("rubric", parts)


def table(view: View, found: tuple[JudgedMatter, ...]) -> Component:
    say = view.say
    rows, assessors = [], {j.assessment.assessor for j in found if j.assessment}
    for j in found:
        a = j.assessment
        level = (
            (
                view.text(j.level),
                name_as("name", a.assessor) if len(assessors) > 1 else "",
                view.date(a.date),
                name_as("quoted", a.evidence),
            )
            if a and j.level
            else (say("rubric.open"), "", "", "")
        )
        rows.append(row(name_as("clause", j.clause), view.text(j.check.title), *level))
    columns = [
        column(say("column.clause")),
        column(say("rubric.matter"), weight=6),
        column(say("rubric.level")),
        column(say("rubric.assessor")),
        column(say("rubric.date")),
        column(say("rubric.evidence")),
    ]
    told = (
        view.sentence("rubric.one", assessor=name_as("name", next(iter(assessors), ""))),
        say("rubric.note"),
        view.sentence(
            "rubric.elsewhere_regions",
            "rubric.elsewhere_region",
            "rubric.elsewhere_whole",
            whole=view.name(view.top),
            region=view.name(only(view)),
        ),
    )
    return table_with_notes(view, "rubric", say("rubric.table"), columns, rows, list(filter(None, told)))


def regions(view: View, found: tuple[JudgedMatter, ...]) -> list[Component]:
    """How many regions stand on which level of one matter, and which have not begun; matters are not added up."""
    say = view.say
    by_region = {r: {j.check.code: j for j in judged_matters(view.study, view.catalogue, r)} for r in view.results.regions}
    rows = []
    for j in found:
        levels = {r: mine[j.check.code].assessment for r, mine in by_region.items()}
        reached = {r: a.level for r, a in levels.items() if a}
        if not reached:
            continue
        counts = [digits(sum(level == name for level in reached.values())) for name in LEVELS]
        last = say("list.comma").join(view.short(r) for r, level in reached.items() if level == "not_done")
        rows.append(row(name_as("clause", j.clause), view.text(j.check.title), *counts, digits(len(levels) - len(reached)), last))
    unit = say("unit.regions")
    columns = [
        column(say("column.clause")),
        column(say("rubric.matter"), weight=6),
        *(number(view.text(words), unit) for words in LEVELS.values()),
        number(say("rubric.open"), unit),
        column(say("rubric.not_done"), weight=4),
    ]
    if not rows:
        return []
    return [table_with_notes(view, "rubric-regions", say("rubric.regions_table"), columns, rows, [say("rubric.regions_note")])]


SECTION = Section(build=build, made_from=("rubric.csv",))
