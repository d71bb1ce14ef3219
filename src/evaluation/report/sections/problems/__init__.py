"""What misses its line, what to do, who answers for it; what checks found and what units said to it.

Owners and terms are the issuing office's to set."""

from __future__ import annotations

from evaluation.render.component import Component, bullets, column, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.section import Section
from evaluation.report.sections.problems.demands import demands
from evaluation.study.recorded import find_spans
from evaluation.study.rectification import items
from evaluation.view import binding, duties, judged, shortfall, spans
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
        parts += [
            _missed_table(view, bad),
            paragraph([{"text": say("problems.advice"), "strong": True}]),
            bullets(advice(view, bad)),
        ]
    parts += demands(view)
    if story:
        heard = replies(view, story, say("ledger.replies"))
        parts += [heading(2, say("ledger.title")), table_of(view, story, say("ledger.table")), *([heard] if heard else [])]
    return section("problems", parts)


def advice(view: View, bad: list[Standing]) -> list[str]:
    """What to do, once for all rows of the table to which it applies."""
    told: dict[str, list[int]] = {}
    for place, s in enumerate(bad, 1):
        told.setdefault(_advice(view, s), []).append(place)
    comma, say = view.say("list.comma"), view.say
    spans_of = {
        text: [
            say("problems.span", first=digits(first), last=digits(last)) if first < last else digits(first)
            for first, last in find_spans(places)
        ]
        for text, places in told.items()
    }
    return [say("problems.advised", items=comma.join(told_of), advice=text) for text, told_of in spans_of.items()]


def _advice(view: View, s: Standing) -> str:
    """By what kind of line is missed, not by its matter: of that the data say nothing."""
    if s.is_completion:
        return view.sentence("advice.targets", "advice.targets_over", "advice.targets_exact", of=s.indicator.code)
    found = duties.breach(view, s.duty) if s.duty else None
    counted = found is not None and (found.cases is not None or found.money is not None)
    return view.sentence("advice.cases" if counted else "advice.general", of=s.indicator.code)


def _breach(view: View, s: Standing) -> str:
    """Cases and money that break a duty, as far as they are counted; of any other line by how much it is missed."""
    if s.duty is None:
        return shortfall.text(view, s)
    found = duties.breach(view, s.duty)
    told = [duties.cases(view, s.duty)] if found.cases is not None else []
    return view.say("list.semicolon").join([*told, *([duties.money(view, s.duty)] if found.money is not None else [])])


def _reason(view: View, s: Standing) -> str:
    """What the unit said of why it was missed and what it does, and who said so."""
    mine = (d for d in view.study.deviations if (d.item, d.region, d.period) == (s.indicator.code, view.region, view.period))
    found = next(mine, None)
    if found is None:
        return ""
    reason, measure, source = (name_as("quoted", text) for text in found.words(view.language))
    told = view.say("problems.reason_and_measure", reason=reason, measure=measure) if measure else reason
    return view.say("problems.reason_of", said=told, source=source)


def _missed_table(view: View, bad: list[Standing]) -> Component:
    say, rows = view.say, []
    in_points = all(judged.in_points(view, s) for s in bad)
    reasons = {s.indicator.code: reason for s in bad if (reason := _reason(view, s))}
    for index, s in enumerate(bad, 1):
        target = s.is_completion
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
                *([reasons.get(s.indicator.code, "")] if reasons else []),
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
        *([column(say("problems.reason"), weight=8)] if reasons else []),
    ]
    notes = [say("problems.note"), *([say("problems.reason_note")] if reasons else [])]
    return table_with_notes(view, "problems-table", say("problems.table"), columns, rows, notes)


SECTION = Section(build=build, made_from=("targets.csv", "ledger.csv", "reasons.csv"))
