"""Unemployment early warning (HB-13): level and severity, every line with who drew it, enterprises and lay-offs."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.unit import PERCENT
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.largest import MOST_ROWS
from evaluation.render.printed import Printed, digits
from evaluation.report.section import Section
from evaluation.report.sections.warning import layoffs
from evaluation.view import apart
from evaluation.view.page_tables import grids, name_with_unit, number, table_with_notes
from evaluation.view.view import View
from evaluation.view.watched import assessment, causes
from evaluation.warning.assess import SEVERITIES, WarningAssessment, Watch, rules_of

LEVELS = ("province", "prefecture", "county")
_BAD = ("warned", "recovering")


def build(view: View) -> Component:
    say, rules = view.say, view.study.warning
    if rules is None:
        return omission("warning", view.sentence("omitted.warning"))
    if not view.results.parts:
        told = view.sentence("warning.no_quarters", period=view.period_text())
        return section("warning", [heading(1, say("warning.title")), notice("missing", told)])
    found = assessment(view, view.region)
    parts = [heading(1, say("warning.title")), paragraph(verdict(view, found), style="lead")]
    if rules.status == "proposal":
        parts.append(notice("info", view.text(rules.source), say("warning.proposal_title")))
    parts += [lines(view, found), *chart(view, found)]
    if view.is_overview and view.compares:
        others = [assessment(view, r) for r in view.results.regions]
        everyone = [assessment(view, r) for r in view.results.places]
        parts += [levels(view, everyone), *grid(view, others)]
    parts += layoffs.parts(view, found.quarter)
    plan = next((plan for level, plan in rules.plans.items() if level == found.level), None)
    if plan:
        parts.append(paragraph([{"text": say("warning.plan", level=view.level(found.level)), "strong": True}, view.text(plan)]))
    return section("warning", parts)


def verdict(view: View, found: WarningAssessment) -> str:
    """Severity and what it comes from, in one sentence."""
    say, rules, small = view.say, rules_of(view.study), {"title": "", "size": "", "least": ""}
    if found.too_small and rules.smallest:
        counts = view.catalogue.quantities[rules.smallest.of].counts
        small = {
            "title": view.quantity(rules.smallest.of),
            "size": view.numbers.persons(found.size, counts),
            "least": view.numbers.persons(rules.smallest.least, counts),
        }
    return view.sentence(
        "warning.verdict_small",
        "warning.verdict_none",
        "warning.verdict_below",
        "warning.verdict_unknown",
        "warning.verdict_grade",
        of=found.region,
        region=view.name(found.region),
        quarter=view.period_text(found.quarter),
        level=view.level(found.level),
        severity=say(f"severity.{found.severity}"),
        cores=digits(len(found.cores)),
        judged=digits(sum(w.over is not None for w in found.cores)),
        warned=digits(sum(w.warned for w in found.cores)),
        yellow=digits(rules.grades.yellow),
        names=say("list.comma").join(view.text(w.watched.title) for w in causes(found)),
        **small,
    )


def _least(w: Watch) -> int:
    return 1 if w.unit.form == "months" else 2


def text(view: View, w: Watch, value: Fraction | None, mark: str = "not_applicable") -> str:
    """A value of the series with its ``mark``, or a line, which is not there for everyone."""
    return view.numbers.decimal(value, _least(w), mark, figure="watched")


def last_value(view: View, w: Watch) -> str:
    """The last value, with the digits that show on which side of its line it lies."""
    return _beside_line(view, w, -1)


def _beside_line(view: View, w: Watch, at: int) -> str:
    return apart.figure(view, w.values[at], w.lines[at].value, w.marks[at], _least(w), key="watched")


def line_text(view: View, w: Watch, value: Fraction | None) -> str:
    """A line of the study in full; one that was worked out as the values are printed."""
    if value is None:
        return ""
    line, places = apart.printed_line(value, _least(w)), max(_least(w), apart.ends(value, _least(w)))
    return view.numbers.decimal(line, places, figure="watch_line")


def unit(view: View, w: Watch) -> str:
    return view.numbers.unit(w.unit)


def lines(view: View, found: WarningAssessment) -> Component:
    """Every watched series: value, line, who drew it, state."""
    say, rules = view.say, rules_of(view.study)
    rows = []
    for core in (True, False):
        mine = [w for w in found.watches if w.watched.core == core]
        if mine:
            rows.append(row(say("warning.core" if core else "warning.other"), role="group"))
        for w in mine:
            least = digits(rules.statistical.least) if rules.statistical else ""
            source = (
                view.text(w.line.source)
                if w.line.source
                else view.sentence(
                    "warning.no_line", "warning.too_few", of=(found.region, w.code), past=digits(w.line.past), least=least
                )
            )
            since = say.part_of_year(w.since) if w.since else ""
            sign = "≥" if w.watched.side == "above" else "≤"
            rows.append(
                row(
                    name_with_unit(view, view.text(w.watched.title), unit(view, w)),
                    last_value(view, w),
                    "" if w.line.value is None else sign + line_text(view, w, w.line.value),
                    say(f"line.{w.line.kind}"),
                    source,
                    say(f"watch.{w.state}"),
                    since,
                )
            )
    columns = [
        column(say("column.indicator"), weight=5),
        number(say("column.value")),
        number(say("warning.line")),
        column(say("warning.kind")),
        column(say("warning.source"), weight=5),
        column(say("column.state")),
        column(say("warning.since")),
    ]
    held, grades = rules.hysteresis, rules.grades
    notes = [
        say("warning.note_levels"),
        say("warning.note_hysteresis", enter=digits(held.enter), leave=digits(held.leave)),
        say("warning.note_grades", yellow=digits(grades.yellow), orange=digits(grades.orange), red=digits(grades.red)),
    ]
    if rules.smallest:
        small = rules.smallest
        notes.append(
            say(
                "warning.note_smallest",
                title=view.quantity(small.of),
                least=view.numbers.persons(small.least, view.catalogue.quantities[small.of].counts),
                source=view.text(small.source),
            )
        )
    title = say("warning.table", quarter=view.period_text(found.quarter), level=view.level(found.level))
    return table_with_notes(view, "warning-lines", title, columns, rows, notes)


def chart(view: View, found: WarningAssessment) -> list[Component]:
    """Control chart of the first core series that has values."""
    say = view.say
    w = next((w for w in found.cores if w.value is not None), None)
    if w is None:
        return []
    ticks = tuple(say.part_of_year(q) for q in w.quarters)
    drawn = ticks[-MOST_ROWS:], w.values[-MOST_ROWS:]
    title = view.text(w.watched.title)
    suffix = "%" if w.unit == PERCENT else ""
    shown, line = last_value(view, w) + suffix, line_text(view, w, w.line.value) + suffix
    message = view.sentence(
        "warning.chart_none",
        "warning.chart_over",
        "warning.chart_calm",
        of=(found.region, w.code),
        title=title,
        value=shown,
        line=line,
    )
    reference = None
    if w.line.value is not None:
        reference = charts.Reference(value=float(w.line.value), text=say("warning.line_of", line=line))
    state = "not_judged" if w.over is None else "missed" if w.over or w.warned else "met"
    svg = charts.series(
        drawn[0], tuple(None if v is None else float(v) for v in drawn[1]), shown, target=reference, state=state, suffix=suffix
    )
    each = [line_text(view, w, x.value) or view.numbers.mark("not_applicable") for x in w.lines]
    rows = [row(t, _beside_line(view, w, n), each[n], say(f"line.{w.lines[n].kind}")) for n, t in enumerate(ticks)]
    columns = [
        column(say("warning.quarter")),
        number(title, unit(view, w)),
        number(say("warning.line"), unit(view, w)),
        column(say("warning.kind")),
    ]
    twin = table_with_notes(view, "warning-chart-table", say("warning.chart_table", title=title), columns, rows)
    return [
        figure(
            "warning-chart",
            message,
            say("warning.chart_subtitle", title=title, unit=unit(view, w)),
            svg=svg,
            alt=message
            + say("list.colon")
            + say("list.semicolon").join(
                Printed(t, " ", text(view, w, v, mark)) for t, v, mark in zip(ticks, w.values, w.marks, strict=True)
            ),
            notes=[say("warning.chart_note")],
            table=twin,
        )
    ]


def levels(view: View, all_: list[WarningAssessment]) -> Component:
    """Level × severity: two axes, never one."""
    say, numbers = view.say, view.numbers
    grades = [*SEVERITIES, "unknown"]
    present = {a.level for a in all_}
    rows = []
    for level in dict.fromkeys([*(() if view.study.file.levels else LEVELS), *(a.level for a in all_)]):
        counts = [sum(a.level == level and a.severity == g for a in all_) for g in grades]
        cells = [numbers.count(n) for n in counts] if level in present else [numbers.mark("not_applicable")] * 5
        rows.append(row(view.level(level), *cells))
    columns = [column(say("warning.level")), *(number(say(f"severity.{g}"), say("unit.regions")) for g in grades)]
    return table_with_notes(view, "warning-levels", say("warning.levels_table"), columns, rows, [say("warning.levels_note")])


def grid(view: View, all_: list[WarningAssessment]) -> list[Component]:
    """Regions by watched series; a diamond is a series in warning. The table has every region and series; of more than a
    grid holds, those are drawn that have the most series in warning."""
    say = view.say
    graded = [a for a in all_ if a.severity not in ("none", "unknown")]
    unknown = view.sentence("warning.grid_open", count=digits(sum(a.severity == "unknown" for a in all_)))
    title = view.sentence(
        "warning.grid_message",
        "warning.grid_calm",
        "warning.grid_unknown",
        count=digits(len(graded)),
        total=digits(len(all_)),
        names=say("list.comma").join(view.short(a.region) for a in graded),
        open=unknown,
    )
    kept = sorted(sorted(range(len(all_)), key=lambda n: -sum(w.warned for w in all_[n].watches))[:MOST_ROWS])
    some = [all_[n] for n in kept]
    names = [view.short(a.region) for a in some]
    note = view.sentence("warning.grid_selected", count=digits(len(all_)), shown=digits(len(some)))
    told = say("list.semicolon").join(Printed(n, " ", say(f"severity.{a.severity}")) for n, a in zip(names, some, strict=True))
    made: list[Component] = []
    for id, which in grids(range(len(all_[0].watches)), "warning-grid"):
        heads = [view.text(all_[0].watches[n].watched.title) for n in which]
        cells = [[_cell(view, a.watches[n]) for n in which] for a in some]
        made.append(
            figure(
                id,
                title,
                say("warning.grid_subtitle"),
                svg=charts.heat(names, heads, cells),
                alt=title + say("list.colon") + told,
                notes=[note] if note else [],
                table=None if made else _grid_table(view, all_),
            )
        )
    return made


def _cell(view: View, w: Watch) -> charts.HeatCell:
    bad = w.state in _BAD and w.value is not None
    return charts.HeatCell(
        value=None if w.value is None else float(w.value), text=last_value(view, w), state="missed" if bad else "not_judged"
    )


def _grid_table(view: View, all_: list[WarningAssessment]) -> Component:
    say, numbers = view.say, view.numbers
    rows = [
        row(
            view.short(a.region),
            say(f"severity.{a.severity}"),
            numbers.count(sum(w.warned for w in a.cores)),
            *(last_value(view, w) for w in a.watches),
        )
        for a in all_
    ]
    columns = [
        column(say("column.region")),
        column(say("warning.severity")),
        number(say("warning.cores_warned"), say("unit.cores")),
        *(number(view.text(w.watched.title), unit(view, w)) for w in all_[0].watches),
    ]
    return table_with_notes(view, "warning-grid-table", say("warning.grid_table"), columns, rows)


SECTION = Section(build=build, made_from=("warning.yml", "enterprises.csv", "layoffs.csv"))
