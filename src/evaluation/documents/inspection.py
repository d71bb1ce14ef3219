"""政策落实情况检查报告 (HB-1): who was entitled, who received, what was not honoured."""

from __future__ import annotations

from evaluation.documents import bulletin
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report import judged
from evaluation.report.facts import figures, ledger
from evaluation.report.sections.twins import table_with_notes

INSTRUMENTS = {
    "persons_si_subsidy": "exp_si_subsidy",
    "persons_training": "exp_training",
    "persons_assessment": "exp_assessment",
    "persons_matching": "exp_matching",
    "persons_public_post": "exp_public_post",
}


def title(paper: Paper) -> str:
    return paper.say("inspection.title", period=paper.period, whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.view.sentence(
        "inspection.opening",
        "inspection.shown",
        of="inspection_september",
        under=paper.under("HB-1"),
        period=paper.period,
        whole=paper.whole,
    )
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say = paper.say
    parts = [
        *paper.part(say("inspection.overall"), bulletin.take_up(paper)),
        *paper.part(say("inspection.instruments"), instruments(paper)),
        *paper.part(say("inspection.behind"), behind(paper)),
        *paper.part(say("bulletin.problems"), *bulletin.problems(paper)),
    ]
    return section("body", parts)


def instruments(paper: Paper) -> str:
    """实享 by instrument; who was entitled to each was not delivered."""
    view, say, told = paper.view, paper.say, []
    for persons, money in INSTRUMENTS.items():
        heads, _ = figures.amount(view, view.region, persons)
        if heads is not None:
            told.append(
                say(
                    "inspection.instrument",
                    title=view.quantity(persons),
                    persons=view.numbers.count(heads),
                    spent=view.numbers.money(*figures.amount(view, view.region, money)),
                )
            )
    return view.sentence(
        "inspection.by_instrument", "inspection.no_instruments", of=tuple(INSTRUMENTS), items=say("list.semicolon").join(told)
    )


def behind(paper: Paper) -> str:
    """Regions whose take-up is below that of the whole, with the digits that show it."""
    view, say = paper.view, paper.say
    all_ = figures.take_up(view, view.top)
    whole = all_.exact
    rates = {r: figures.take_up(view, r) for r in view.results.regions}
    known = {r: v.exact for r, v in rates.items() if v.exact is not None}
    low = [(r, share) for r, share in known.items() if whole is not None and share < whole]
    told = [
        say(
            "inspection.behind_region",
            region=view.name(r),
            rate=judged.figure(view, share, whole, least=2) + "%",
            rest=view.numbers.count(rates[r].rest),
        )
        for r, share in low
    ]
    return view.sentence(
        "inspection.behind_regions",
        "inspection.none_behind",
        count=str(len(low)),
        rate=judged.share(view, whole, all_.mark or "missing"),
        regions=say("list.semicolon").join(told),
    ) or bulletin.take_up(paper)


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say = paper.view, paper.say
    found = [bulletin.take_up_annex(paper)] if view.mapped(*figures.TAKE_UP) else []
    mapped = [p for p in INSTRUMENTS if view.mapped(p)]
    if mapped:
        name = say("inspection.annex_instruments", period=paper.period)
        fields = [figures.heads_field(view, view.quantity(p), p, say("unit.persons")) for p in mapped]
        table = figures.regions(view, "instruments", name, fields, [say("paper.year_note"), say("inspection.note")])
        found.append((name, [table]))
    story = [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == "HB-1"]
    if story:
        name = say("inspection.annex_ledger")
        rows = [row(i.item, ledger.unit(view, i), i.title, say(f"ledger_state.{s}")) for i, s in story]
        columns = [
            column(say("ledger.item")),
            column(say("ledger.unit"), weight=3),
            column(say("ledger.what"), weight=4),
            column(say("ledger.state")),
        ]
        found.append((name, [table_with_notes(view, "unfulfilled", name, columns, rows)]))
    return found
