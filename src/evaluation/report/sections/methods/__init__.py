"""How it was measured: choices where clauses are open, formulas, and what the data does not support."""

from __future__ import annotations

from evaluation.render.component import Component, bullets, column, heading, paragraph, row, section, table
from evaluation.render.fonts import spell
from evaluation.render.printed import digits, name_as
from evaluation.report.section import Section
from evaluation.study.pattern import for_readers
from evaluation.view import spans
from evaluation.view.findings import describe
from evaluation.view.judgements import reported
from evaluation.view.page_tables import both, name_with_unit, number, table_with_notes
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    parts = [
        heading(1, say("methods.title")),
        heading(2, say("methods.choices_title")),
        choices(view) if view.study.choices else paragraph(view.sentence("methods.no_choices")),
        heading(2, say("methods.limits_title")),
        bullets(limits(view)),
        heading(2, say("methods.findings_title")),
        *findings(view),
    ]
    return section("methods", parts)


def limits(view: View) -> list[str]:
    """What the reader must know before trusting a figure; invented data first."""
    say, file = view.say, view.study.file
    invented = [view.text(file.synthetic)] if file.synthetic else []
    counts = view.results.catalogue.counts
    measured = dict.fromkeys(q.counts for q in view.results.catalogue.quantities.values() if counts.is_measured(q.counts))
    units = say("list.comma").join(view.numbers.unit_of_several(of) for of in measured)
    return [
        *invented,
        view.text(file.source_note),
        say("methods.exact", minor=view.numbers.minor),
        *([say("methods.measured", units=units)] if measured else []),
        say("methods.marks"),
        say("methods.interval"),
    ]


def choices(view: View) -> Component:
    """Every reading of the clauses left open with its value, under the indicator and why one was chosen; readings
    without figures in a note."""
    say, numbers = view.say, view.numbers
    rows, absent, unread = [], [], []
    for indicator in view.results.indicators:
        choice = view.study.choices.get(indicator.code)
        if choice is None:
            continue
        title = view.text(indicator.title)
        clause = view.clause(indicator.code)
        rows.append(row(say("readings.group", title=title, clause=clause) if clause else title, role="group"))
        for name, reading in indicator.readings.items():
            chosen, words = name == choice.reading, view.reading_name(reading)
            if not chosen and not reported(view, indicator.code, name):
                absent.append(say("readings.absent", title=title, reading=words))
                unread += [indicator.code, name]
                continue
            value = view.value(indicator.code, reading=name)
            rows.append(
                row(
                    name_with_unit(view, words, numbers.table_unit(reading.unit)),
                    spans.name(view, spans.of(view, indicator.code, name)),
                    numbers.bare(value),
                    both(view, value),
                    say("readings.why", why=view.text(choice.why)) if chosen else say("readings.beside"),
                )
            )
    columns = [
        column(say("methods.reading"), weight=4),
        column(say("column.span")),
        number(say("column.value")),
        number(say("column.sides")),
        column(say("methods.why"), weight=6),
    ]
    notes = [say("readings.note", unit=numbers.money_unit), say("methods.choices_note")]
    none = view.sentence("readings.none", of=tuple(unread), items=say("list.semicolon").join(absent))
    notes += [*([none] if none else []), *spans.yearly(view, [c for c in view.study.choices if view.has(c)])]
    return table_with_notes(view, "choices", say("methods.choices_table"), columns, rows, notes)


def findings(view: View) -> list[Component]:
    """Findings of the data that touch this region, or all of them in the overview."""
    say = view.say
    mine = view.results.findings_of(view.region)
    if not mine:
        return [paragraph(view.sentence("methods.no_findings"))]
    rows = []
    for index, finding in enumerate(mine, 1):
        where = [
            finding.file and for_readers(finding.file),
            finding.sheet and for_readers(finding.sheet),
            say("findings.row", row=digits(finding.row)) if finding.row else None,
            finding.column and for_readers(finding.column),
        ]
        place = name_as("file", spell(" · ".join(str(w) for w in where if w)))
        rows.append(row(digits(index), place or view.numbers.mark("not_applicable"), *describe(view, finding)))
    columns = [
        number("#"),
        column(say("findings.where"), weight=3),
        column(say("findings.what"), weight=6),
        column(say("findings.do"), weight=3),
    ]
    return [table("findings", say("findings.table"), columns, rows, [say("findings.note")])]


SECTION = Section(build=build)
