"""The rectification ledger on the page: a problem as a sentence, the ledger and the replies as tables."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.render.component import Component, column, row
from evaluation.render.printed import Printed, digits, name_as
from evaluation.study.counted import MONEY
from evaluation.study.ledger import OPEN, Item
from evaluation.view import duties
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View

Story = Sequence[tuple[Item, str]]
CONFIRMED = (*OPEN, "closed")


def unit(view: View, item: Item) -> str:
    return name_as("name", item.unit_zh if view.language == "zh" else item.unit_en)


def amount(view: View, item: Item) -> str:
    """The money in it, for running text; nothing where none was recorded."""
    return "" if item.yuan is None else view.numbers.gap(view.catalogue.counts.minor(item.yuan), MONEY)


def demand(view: View, item: Item) -> str:
    """The clause it is contrary to; where it breaks an absolute demand of it, that in words, with line and figure."""
    clause, duty = name_as("clause", item.clause), duties.duty_of(view, item)
    if duty is not None:
        clause = view.say("readings.group", title=view.text(duty.title), clause=clause)
        found = duties.figures(view, duty, item.region)
        clause = Printed(clause, view.say("list.colon"), found) if found else clause
    return view.say("list.semicolon").join([clause, *([norm(view, item)] if item.norm else [])])


def norm(view: View, item: Item) -> str:
    """The rule beyond the study's document that it breaks, with its words where they were entered."""
    named = name_as("quoted", item.norm or "")
    return view.say("ledger.norm", norm=named, quote=name_as("quoted", item.quote)) if item.quote else named


def kind(view: View, item: Item) -> str:
    """What it is about; of money by its nature, where that was entered."""
    of = view.say(f"kind_of.{item.kind}")
    return view.say("ledger.kind_nature", kind=of, nature=view.say(f"nature.{item.nature}")) if item.nature else of


def confirmed_problems(story: Story, kind: str = "") -> list[tuple[Item, str]]:
    """Problems that were confirmed, closed ones too; a suspicion is none."""
    return [(i, s) for i, s in story if s in CONFIRMED and (not kind or i.kind == kind)]


def table_of(view: View, story: Story, title: str) -> Component:
    """Every item with its state, responsible unit, clause, handling and term."""
    say, numbers = view.say, view.numbers
    rows = []
    for item, state in story:
        rows.append(
            row(
                _title_of(view, item),
                unit(view, item),
                kind(view, item),
                demand(view, item),
                numbers.count(item.persons, "unrecorded", figure="ledger"),
                numbers.money_stated(item.yuan, "unrecorded", "ledger"),
                say("list.comma").join(_due(view, item)) or numbers.mark("not_applicable"),
                say(f"ledger_state.{state}"),
            )
        )
    columns = [
        column(say("ledger.item"), weight=6),
        column(say("ledger.unit"), weight=5),
        column(say("ledger.kind"), weight=2),
        column(say("ledger.clause"), weight=5),
        number(say("column.persons"), say("unit.persons")),
        number(say("ledger.amount"), numbers.currency),
        column(say("ledger.handling"), weight=5),
        column(say("ledger.state"), weight=3),
    ]
    natures = by_nature(view, story)
    return table_with_notes(view, "ledger", title, columns, rows, [say("ledger.note"), *([natures] if natures else [])])


def by_nature(view: View, story: Story) -> str:
    """How many confirmed problems there are of each nature, and the money in them; nothing where none was entered."""
    say, known = view.say, [item for item, _ in confirmed_problems(story, "fund") if item.nature]
    told = []
    for nature in dict.fromkeys(item.nature for item in known):
        mine = [item for item in known if item.nature == nature]
        amounts = [view.catalogue.counts.minor(item.yuan) for item in mine if item.yuan is not None]
        total = view.numbers.gap(sum(amounts), MONEY) if amounts else view.numbers.mark("unrecorded")
        told.append(say("ledger.of_nature", nature=say(f"nature.{nature}"), count=digits(len(mine)), amount=total))
    return view.sentence("natures.some", natures=say("list.semicolon").join(told))


def _title_of(view: View, item: Item) -> str:
    title = Printed(name_as("code", item.item), " ", name_as("name", item.title))
    return (
        Printed(title, view.say("list.semicolon"), view.say("ledger.cause", cause=name_as("quoted", item.cause)))
        if item.cause
        else title
    )


def _due(view: View, item: Item) -> list[str]:
    """What is ordered, on which basis, who answers for it, by when, and what came back."""
    say = view.say
    told = [say(f"handling.{item.handling}")] if item.handling else []
    told += [say("ledger.responsible", who=name_as("quoted", item.responsible))] if item.responsible else []
    told += [say("ledger.ahead", day=name_as("date", item.term.isoformat()))] if item.term else []
    told += [say("ledger.basis", basis=name_as("quoted", item.basis))] if item.basis else []
    back = None if item.recovered is None else view.catalogue.counts.minor(item.recovered)
    return [*told, *([say("ledger.recovered", amount=view.numbers.gap(back, MONEY))] if back is not None else [])]


def _without(view: View, item: Item) -> str:
    """Why nothing was decided on a reply by the cut-off: it is considered, it never came, or it is not due yet."""
    if item.answered is not None:
        return "considered"
    return "no_answer" if item.answer_by is not None and item.answer_by < view.study.file.cut_off else "awaited"


def replies(view: View, story: Story, title: str) -> Component | None:
    """征求意见: what the unit said of the draft, and whether it was adopted; None when no draft was sent."""
    say, numbers = view.say, view.numbers
    sent = [i for i, _ in story if i.drafted]
    if not sent:
        return None
    rows = []
    for item in sent:
        said = numbers.mark("not_applicable") if item.answered is None or item.answer is None else name_as("quoted", item.answer)
        outcome = say(f"decision.{item.decision}") if item.decision else say(f"ledger.{_without(view, item)}")
        if item.reason:
            outcome = say("ledger.decided", decision=outcome, reason=name_as("quoted", item.reason))
        terms = [
            name_as("date", d.isoformat()) if d else numbers.mark("not_applicable")
            for d in (item.drafted, item.answer_by, item.answered)
        ]
        rows.append(row(name_as("code", item.item), *terms, said, outcome))
    columns = [
        column(say("ledger.item")),
        column(say("ledger.drafted"), weight=3),
        column(say("ledger.answer_by"), weight=3),
        column(say("ledger.answered"), weight=3),
        column(say("ledger.answer"), weight=5),
        column(say("ledger.decision"), weight=6),
    ]
    return table_with_notes(view, "replies", title, columns, rows)
