"""What misses its line, what to do, who answers for it; what checks found and what units said to it.

Owners and terms are the issuing office's to set."""

from __future__ import annotations

from evaluation.render.component import Component, column, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import Printed, digits
from evaluation.report.section import Section
from evaluation.report.sections.problems.demands import demands
from evaluation.study.rectification import items
from evaluation.view import binding, duties, judged, spans
from evaluation.view.facts.ledger import replies, table_of
from evaluation.view.judgements import Standing, missed_standings, own_title, standings
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.statements import broken_sums, missing_parts, not_delivered, tally_sentence, thrown_out
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    story = items(view.study, view.study.file.cut_off, region=view.region, language=view.language)
    nothing = view.sentence("omitted.problems")
    if nothing:
        return omission("problems", nothing)
    bad, lacking = missed_standings(view), [*not_delivered(view), *missing_parts(view), *thrown_out(view), *broken_sums(view)]
    parts = [heading(1, say("problems.title")), *(notice("missing", text) for text in lacking)]
    parts.append(
        paragraph(view.join([tally_sentence(view), *binding.sentences(view, [s.indicator.code for s in standings(view)])]))
    )
    if bad:
        parts.append(_missed_table(view, bad))
    parts += demands(view)
    if story:
        heard = replies(view, story, say("ledger.replies"))
        parts += [heading(2, say("ledger.title")), table_of(view, story, say("ledger.table")), *([heard] if heard else [])]
    return section("problems", parts)


def _advice(view: View, s: Standing) -> str:
    if s.is_completion:
        return view.sentence("advice.targets", "advice.targets_over", "advice.targets_exact", of=s.indicator.code)
    return view.sentence(f"advice.{s.indicator.dimension.value}", of=s.indicator.code)


def _breach(view: View, s: Standing) -> str:
    """Cases and money that break a duty, as far as they are counted."""
    if s.duty is None:
        return ""
    found = duties.breach(view, s.duty)
    told = [duties.cases(view, s.duty)] if found.cases is not None else []
    return view.say("list.semicolon").join([*told, *([duties.money(view, s.duty)] if found.money is not None else [])])


def _missed_table(view: View, bad: list[Standing]) -> Component:
    say, rows = view.say, []
    in_points = all(judged.in_points(view, s) for s in bad)
    for index, s in enumerate(bad, 1):
        target = s.is_completion
        advice = _advice(view, s)
        status = say("problems.duty" if duties.judges(view, s) else "problems.issued" if s.issued else "problems.proposal")
        name = Printed(digits(index), ". ", own_title(view, s.indicator.code)) + (say("spine.completion") if target else "")
        rows.append(
            row(
                name,
                duties.clause_of(view, s),
                spans.name(view, spans.of(view, s.indicator.code)),
                judged.text(view, s),
                judged.demand(view, s),
                judged.difference(view, s, named=not in_points),
                _breach(view, s),
                status,
                advice,
            )
        )
    columns = [
        column(say("problems.item"), weight=6),
        column(say("column.clause"), weight=3),
        column(say("column.span"), weight=4),
        number(say("column.value")),
        number(say("column.line")),
        number(say("problems.difference"), say("unit.points_pct") if in_points else None),
        column(say("problems.breach"), weight=4),
        column(say("problems.line_status"), weight=4),
        column(say("problems.advice"), weight=8),
    ]
    notes = [say("problems.note")]
    return table_with_notes(view, "problems-table", say("problems.table"), columns, rows, notes)


SECTION = Section(build=build, made_from=("targets.csv", "ledger.csv"))
