"""失业保险专项监察用人单位名单 (HB-15): employers that report too little or refuse, by the rule of ``study.employers``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from evaluation.documents import bulletin
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.study.employers import GROUNDS, Employer, inspection_list

Listed = list[tuple[Employer, tuple[str, ...]]]


def title(paper: Paper) -> str:
    return paper.say("special.title")


def opening(paper: Paper) -> list[Component]:
    text = paper.say("special.opening", under=paper.under("HB-15"), day=paper.view.date(paper.day))
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say, listed = paper.say, inspection_list(paper.view.study.employers, paper.day)
    rules = [paper.with_ordinal(n, say(f"special.rule_{why}")) for n, why in enumerate(GROUNDS, 1)]
    return section(
        "body",
        [
            *paper.part(say("special.rules"), *rules, say("special.rule_note")),
            *paper.part(say("special.overall"), *filter(None, (overall(paper, listed), others(paper)))),
            *paper.part(say("bulletin.demands"), *bulletin.demands(paper)),
        ],
    )


def overall(paper: Paper, listed: Listed) -> str:
    numbers = paper.view.numbers
    counts = {why: numbers.count(sum(why in grounds for _, grounds in listed)) for why in GROUNDS}
    missing, short = totals(e for e, _ in listed)
    return paper.view.sentence(
        "special.counts",
        "special.nobody",
        count=numbers.count(len(listed)),
        missing=numbers.count(missing),
        short=paper.yuan(short),
        **counts,
    )


def totals(listed: Iterable[Employer]) -> tuple[int, Decimal]:
    """Persons not insured, and yuan of contribution base not declared."""
    those = list(listed)
    return sum(e.missing for e in those), sum((e.short for e in those), start=Decimal(0))


def others(paper: Paper) -> str:
    """Inspected employers that are not on the list, and why."""
    day, found = paper.day, [e for e in paper.view.study.employers if e.checked <= paper.day]
    settled = [e for e in found if e.settled and e.settled <= day]
    waiting = [e for e in found if e not in settled and not e.insured and not e.grounds(day)]
    clean = [e for e in found if e not in settled and e.insured and not e.grounds(day)]
    of = {"checked": found, "settled": settled, "waiting": waiting, "clean": clean}
    return paper.view.sentence(
        "special.others", "special.unchecked", **{k: paper.view.numbers.count(len(v)) for k, v in of.items()}
    )


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_notice", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    listed = inspection_list(view.study.employers, paper.day)
    if not listed:
        return []
    rows = []
    for region in dict.fromkeys(e.region for e, _ in listed):
        rows.append(row(view.name(region), role="group"))
        for e, grounds in ((e, why) for e, why in listed if e.region == region):
            rows.append(
                row(
                    e.name_zh if view.language == "zh" else e.name_en,
                    numbers.count(e.staff),
                    numbers.count(e.insured),
                    numbers.count(e.missing),
                    numbers.decimal(None if e.base_found is None else e.short, 2, "not_applicable"),
                    say("list.comma").join(say(f"special_ground.{g}") for g in grounds),
                    e.checked.isoformat(),
                )
            )
    missing, short = totals(e for e, _ in listed)
    mark = numbers.mark("not_applicable")
    sums = [numbers.count(sum(getattr(e, k) for e, _ in listed)) for k in ("staff", "insured")]
    rows.append(row(say("table.total"), *sums, numbers.count(missing), numbers.decimal(short, 2), mark, mark, role="total"))
    people = say("unit.persons")
    columns = [
        column(say("special.employer"), weight=6),
        number(say("special.staff"), people),
        number(say("special.insured"), people),
        number(say("special.missing"), people),
        number(say("special.short"), say("unit.yuan")),
        column(say("special.grounds"), weight=4),
        column(say("special.checked")),
    ]
    name = say("special.annex")
    return [(name, [table_with_notes(view, "special-inspection", name, columns, rows, [say("special.note")])])]
