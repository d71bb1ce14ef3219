"""失业保险基金自查报告 (HB-16): income, outlay and balance of past years, and what audits and self-checks found."""

from __future__ import annotations

from evaluation.documents import bulletin
from evaluation.documents.paper import Paper
from evaluation.measured.figures import worst
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report.facts import benefits, figures, ledger
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.study.ledger import Item

CLAUSE = "HB-16"
_HEADS = ("ui_selfcheck.before", "ui_selfcheck.income", "ui_selfcheck.outlay", "ui_selfcheck.balance", "ui_selfcheck.gap")


def title(paper: Paper) -> str:
    return paper.say("ui_selfcheck.title", whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.view.sentence(
        "ui_selfcheck.opening",
        "ui_selfcheck.shown",
        of="selfcheck_march",
        under=paper.under(CLAUSE),
        day=paper.view.date(paper.day),
    )
    return [paper.addressee(), paragraph(text)]


def story(paper: Paper) -> list[tuple[Item, str]]:
    return [(i, s) for i, s in ledger.confirmed_problems(paper.items) if i.clause == CLAUSE]


def body(paper: Paper) -> Component:
    view, say, found = paper.view, paper.say, story(paper)
    closed = [i for i, s in found if s == "closed"]
    told = [
        view.sentence(
            "ui_selfcheck.found",
            "ui_selfcheck.no_problems",
            "ui_selfcheck.not_sorted",
            of=CLAUSE,
            count=str(len(found)),
            closed=str(len(closed)),
            open=str(len(found) - len(closed)),
            day=view.date(paper.day),
        )
    ]
    rows = account(paper)
    parts = [
        *paper.part(say("ui_selfcheck.account"), *([rows] if rows else [view.sentence("ui_selfcheck.no_account")])),
        *paper.part(say("ui_selfcheck.benefit"), benefit(paper)),
        *paper.part(say("ui_selfcheck.problems"), *told),
    ]
    open_ = [(i, s) for i, s in found if s != "closed"]
    if open_:
        parts += paper.part(
            say("ui_selfcheck.remaining"),
            *(
                view.sentence(
                    "ui_selfcheck.item",
                    of=i.item,
                    unit=paper.unit_name(i),
                    title=i.title,
                    facts=i.facts,
                    involved=bulletin.involvement(paper, i),
                    term=view.date(i.term),
                    state=say(f"ledger_state.{s}"),
                )
                for i, s in open_
                if i.term
            ),
        )
    return section("body", parts)


def benefit(paper: Paper) -> str:
    """What the figures show of benefit due and paid, region by region: unpaid and overpaid are never set off."""
    view, money, known = paper.view, paper.view.numbers.money, benefits.gaps(paper.view)
    unpaid, over = ({r: abs(g) for r, g in known.items() if g * sign > 0} for sign in (1, -1))

    def sentence(key: str, those: dict[str, int]) -> str:
        items = (paper.say("ui_selfcheck.benefit_of", region=view.name(r), sum=money(g)) for r, g in those.items())
        return view.sentence(
            f"ui_selfcheck.{key}",
            count=str(len(those)),
            sum=money(sum(those.values())),
            regions=paper.say("list.comma").join(items),
        )

    return view.join(
        (
            view.sentence(
                "ui_selfcheck.benefit_known",
                "ui_selfcheck.benefit_unknown",
                span=paper.span,
                known=str(len(known)),
                total=str(len(view.results.regions)),
            ),
            sentence("unpaid", unpaid),
            sentence("overpaid", over),
            view.sentence("ui_selfcheck.paid_as_due"),
        )
    )


def account(paper: Paper) -> Component | None:
    """Each year's opening, income, outlay and closing balance, and whether they follow from one another."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    at = view.results.figures.at
    years = sorted({p.year for _, p, q in view.results.figures if q == "ui_balance"})
    rows = []
    for year in (y for y in years if y <= view.period.year):
        asked = ((year.previous, "ui_balance"), (year, "ui_income"), (year, "ui_outlay"), (year, "ui_balance"))
        four = opening, income, outlay, closing = [at(view.region, p, q) for p, q in asked]
        absent = [f.mark for f in four if f.amount is None]
        gap = None if absent else opening.known + income.known - outlay.known - closing.known
        shown = (*((f.amount, f.mark) for f in four), (gap, worst(absent) if absent else ""))
        rows.append(row(year.spelled, *(numbers.wan(v, mark) for v, mark in shown)))
    if not rows:
        return None
    unit = say("unit.wan_yuan")
    columns = [column(say("ui_selfcheck.year")), *(number(say(key), unit) for key in _HEADS)]
    return table_with_notes(view, "ui-account", say("ui_selfcheck.account_table"), columns, rows, [say("ui_selfcheck.gap_note")])


def closing(paper: Paper) -> list[Component]:
    return paper.end("paper.hereby_report", annexes(paper))


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say, found = paper.view, paper.say, []
    if view.mapped("ui_balance"):
        name = say("ui_selfcheck.annex_regions", period=paper.period)
        fields = [
            figures.money(view, say("ui_selfcheck.income"), "ui_income"),
            figures.money(view, say("ui_selfcheck.outlay"), "ui_outlay"),
            figures.money(view, say("ui_selfcheck.balance"), "ui_balance"),
        ]
        found.append((name, [figures.regions(view, "ui-regions", name, fields, [say("paper.year_note")])]))
    if story(paper):
        name = say("ui_selfcheck.annex_ledger")
        found.append((name, [ledger.table_of(view, story(paper), name)]))
    return found
