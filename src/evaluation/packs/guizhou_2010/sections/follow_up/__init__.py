"""Follow-up of assistance targets (GZ-18): three visits, five conditions, visits by street, assisted again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaluation.measured.follow_up import FollowUpPart, last_part, mismatches, part, parts
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.largest import MOST_COLUMNS
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.section import Section
from evaluation.study.periods import Period
from evaluation.view import judged
from evaluation.view.details import all_of, follow_up_parts, late, of, visits_due
from evaluation.view.page_tables import list_names, number, table_with_notes, title_with_clause
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    if not view.study.follow_up:
        return omission("follow_up", view.sentence("omitted.follow_up"))
    made = [heading(1, say("follow_up.title"))]
    visits, records = follow_up_parts(view, "visit"), follow_up_parts(view, "condition")
    if visits or records:
        told = sentence(view)
        made += [*([paragraph(told)] if told else []), *tables(view, visits, records)]
    streets_ = follow_up_parts(view, "street")
    if streets_:
        made.append(regions(view) if view.study.gives_overview(view.region) else streets(view))
    again = follow_up_parts(view, "reassist")
    if again:
        made.append(repeat_assistance(view, again))
    if len(made) == 1:
        quarter = view.period_text(last_part(view.study, view.period))
        told = view.sentence(
            "missing.follow_up", of=("visit", "condition", "street", "reassist"), region=view.name(), quarter=quarter
        )
        made.append(notice("missing", told))
    return section("follow_up", [*made, *differences(view)])


def sentence(view: View) -> str:
    """How many targets had all visits, and how many visits recorded all conditions; what is known of it."""
    visits, records = all_of(view, "visit"), all_of(view, "condition")
    where = {"region": view.name(), "quarter": view.period_text(last_part(view.study, view.period))}
    told = (
        view.sentence("follow_up.visited_all", visits=judged.share(view, visits.share if visits else None), **where),
        view.sentence("follow_up.recorded_all", records=judged.share(view, records.share if records else None), **where),
    )
    return view.join(told)


def tables(view: View, visits: tuple[FollowUpPart, ...], records: tuple[FollowUpPart, ...]) -> list[Component]:
    """The three kinds of visit over employed targets, the five conditions over visits."""
    say = view.say
    made = []
    for kind, mine, done, due, head, title, asked in (
        (
            "visit",
            visits,
            "follow_up.visited",
            "follow_up.employed",
            "follow_up.visit",
            "follow_up.visit_table",
            "three_visits_rate",
        ),
        (
            "condition",
            records,
            "follow_up.recorded",
            "follow_up.visits",
            "follow_up.condition",
            "follow_up.condition_table",
            "five_items_complete",
        ),
    ):
        if mine:
            unit = say("unit.persons") if kind == "visit" else say("unit.person_times")
            rows = [count_item(view, say(f"{kind}.{p.part}"), p, "total" if p.part == "all" else "body") for p in mine]
            columns = [
                column(say(head), weight=3),
                number(say(done), unit),
                number(say(due), unit),
                number(say("column.share"), "%"),
            ]
            made.append(table_with_notes(view, f"follow-up-{kind}", title_with_clause(view, say(title), asked), columns, rows))
    return made


def count_item(view: View, name: str, p: FollowUpPart, role: str = "body") -> dict[str, Any]:
    numbers = view.numbers
    return row(name, numbers.count(p.count), numbers.count(p.of), numbers.decimal(p.share, 1, "not_applicable"), role=role)


def streets(view: View) -> Component:
    """Quarterly visit rate by street; the last quarter is judged against the line of GZ-18."""
    say, numbers = view.say, view.numbers
    last = last_part(view.study, view.period)
    quarters = sorted({r.period for r in view.study.follow_up if r.kind == "street" and r.region == view.region})
    quarters = [q for q in quarters if q.closing <= last.closing][-MOST_COLUMNS:]
    by_quarter = {q: {p.part: p for p in follow_up_parts(view, "street", q)} for q in quarters}
    names = [name_as("name", p.part) for p in follow_up_parts(view, "street")]
    cells, rows = [], []
    for name in names:
        shares = [by_quarter[q][name].share if name in by_quarter[q] else None for q in quarters]
        behind = [visits_due(view) and q == last and s is not None and s < 100 for q, s in zip(quarters, shares, strict=True)]
        # a street that was not reported, and one where nobody was to be visited
        marks = ["not_applicable" if name in by_quarter[q] else "missing" for q in quarters]
        texts = [numbers.decimal(s, 1, mark) for s, mark in zip(shares, marks, strict=True)]
        cells.append(
            [
                charts.HeatCell(value=None if s is None else float(s), text=text, state="missed" if b else "not_judged")
                for s, text, b in zip(shares, texts, behind, strict=True)
            ]
        )
        mine = by_quarter[last][name]
        rows.append(row(name, *texts, numbers.count(mine.count), numbers.count(mine.of)))
    ticks = [say.part_of_year(q) for q in quarters]
    slow = late(view)
    least = min((p.share for p in slow if p.share is not None), default=None)
    title = view.sentence(
        "follow_up.streets_message",
        "follow_up.streets_shown",
        "follow_up.streets_met",
        "follow_up.streets_none",
        count=digits(len(names)),
        late=digits(len(slow)),
        worst=list_names(view, [name_as("name", p.part) for p in slow if p.share == least], "streets"),
        share=judged.share(view, least),
    )
    persons = say("unit.persons")
    columns = [
        column(say("follow_up.street")),
        *(number(t, "%") for t in ticks),
        number(say("follow_up.visited"), persons),
        number(say("follow_up.employed"), persons),
    ]
    return figure(
        "streets",
        title,
        say("follow_up.streets_subtitle") + view.sentence("follow_up.streets_marks"),
        svg=charts.heat(names, ticks, cells, by_column=False, dark="low"),
        alt=view.alt(title, ((n, numbers.percent(by_quarter[last][n].share, "not_applicable")) for n in names)),
        table=table_with_notes(view, "streets-table", say("follow_up.streets_table"), columns, rows),
    )


def regions(view: View) -> Component:
    """Every region's follow-up in one row."""
    say, quarter = view.say, last_part(view.study, view.period)
    rows = [_region(view, code, quarter) for code in view.results.regions]
    columns = [
        column(say("column.region")),
        number(say("follow_up.three"), "%"),
        number(say("follow_up.five"), "%"),
        number(say("follow_up.late_streets"), say("unit.streets")),
        number(say("follow_up.again"), "%"),
        number(say("follow_up.proved"), "%"),
    ]
    title = say("follow_up.regions_table", quarter=view.period_text(quarter))
    return table_with_notes(view, "follow-up-regions", title, columns, rows, [say("follow_up.regions_note")])


def _region(view: View, code: str, quarter: Period) -> dict[str, Any]:
    numbers = view.numbers
    kinds = {k: parts(view.study, [code], quarter, k) for k in ("visit", "condition", "street", "reassist", "exit")}
    late = sum(p.share is not None and p.share < 100 for p in kinds["street"])
    streets_ = Printed(numbers.count(late), " / ", numbers.count(len(kinds["street"]))) if kinds["street"] else None
    again = part(kinds["reassist"], "in_time")
    visited, recorded = part(kinds["visit"], "all"), part(kinds["condition"], "all")
    shares = (
        visited.share if visited else None,
        recorded.share if recorded else None,
        _over(again.count if again else 0, sum(p.count for p in kinds["reassist"])),
        _over(sum(p.count for p in kinds["exit"]), sum(p.of or 0 for p in kinds["exit"])),
    )
    marks = ("not_applicable" if there else "missing" for there in (visited, recorded, kinds["reassist"], kinds["exit"]))
    three, five, in_time, proved = (numbers.decimal(x, 1, m) for x, m in zip(shares, marks, strict=True))
    return row(view.short(code), three, five, streets_ or numbers.mark("missing"), in_time, proved)


def _over(part: int, whole: int) -> Fraction | None:
    return Fraction(part * 100, whole) if whole else None


def repeat_assistance(view: View, again: tuple[FollowUpPart, ...]) -> Component:
    say, numbers = view.say, view.numbers
    total = sum(p.count for p in again)

    def line(name: str, count: int, role: str = "body") -> dict[str, Any]:
        return row(name, numbers.count(count), numbers.decimal(_over(count, total), 1, "not_applicable"), role=role)

    rows = [line(say(f"reassist.{p.part}"), p.count) for p in again] + [line(say("table.total"), total, "total")]
    columns = [
        column(say("follow_up.reassist"), weight=3),
        number(say("column.persons"), say("unit.persons")),
        number(say("column.share"), "%"),
    ]
    title = title_with_clause(view, say("follow_up.reassist_table"), "reassist_rate")
    return table_with_notes(view, "reassist", title, columns, rows)


def differences(view: View) -> list[Component]:
    """Sums that contradict the quarterly tables, with both values."""
    say, numbers, quarter = view.say, view.numbers, last_part(view.study, view.period)
    told = [
        view.sentence(
            "follow_up.differs",
            of=(code, m.kind, m.quantity),
            region=view.name(code),
            kind=say(f"follow_up_kind.{m.kind}"),
            added=numbers.count(m.added),
            quantity=view.quantity(m.quantity),
            delivered=numbers.count(m.delivered),
        )
        for code in of(view)
        for m in mismatches(view.study, view.results.figures, code, quarter)
    ]
    return [notice("warning", text) for text in told]


SECTION = Section(build=build, made_from=("assistance.csv",))
