"""The absolute demands of the study's document: line, value, cases and money in breach, and what became of each."""

from __future__ import annotations

from evaluation.catalogue.duty import Duty
from evaluation.render.component import Component, column, heading, paragraph, row
from evaluation.render.printed import name_as
from evaluation.view import duties, judged, spans
from evaluation.view.judgements import by_its_duty
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def demands(view: View) -> list[Component]:
    """A table of the duties that bind the study, and a word about those that do not; nothing in a study without any."""
    bound, told = view.results.duties, _exceptions(view)
    if not bound and not told:
        return []
    table = [_table(view, bound)] if bound else []
    return [heading(2, view.say("demands.title")), *table, *(paragraph(text) for text in told)]


def _table(view: View, bound: tuple[Duty, ...]) -> Component:
    say = view.say
    rows = []
    for duty in bound:
        s, unjudged = by_its_duty(view, duty), view.numbers.mark("not_applicable")
        rows.append(
            row(
                view.text(duty.title),
                duties.clause(view, duty),
                spans.name(view, spans.of(view, s.indicator.code)),
                judged.demand(view, s),
                judged.text(view, s),
                unjudged if s.state == "not_judged" else duties.cases(view, duty),
                unjudged if s.state == "not_judged" else duties.money(view, duty),
                say(f"state.{s.word}"),
                duties.count_regions_missing(view, duty) if view.is_overview and view.compares else "",
            )
        )
    columns = [
        column(say("demands.demand"), weight=7),
        column(say("column.clause"), weight=3),
        column(say("column.span"), weight=2),
        number(say("column.line")),
        number(say("column.value")),
        number(say("demands.cases")),
        number(say("demands.money")),
        column(say("column.state"), weight=3),
        number(say("demands.regions"), say("unit.regions")),
    ]
    return table_with_notes(view, "demands", say("demands.table"), columns, rows, [say("demands.note")])


def _exceptions(view: View) -> list[str]:
    """Duties that were lifted or worded anew, each with its reason, and lines that ask for less."""
    say, semicolon = view.say, view.say("list.semicolon")

    def one(duty: Duty, why: str) -> str:
        items = duties.clause(view, duty)
        return say(
            "demands.lifted_one", title=view.text(duty.title), clause=say("demands.clause", clause=items) if items else "", why=why
        )

    lifted = [one(duty, name_as("quoted", view.text(why))) for duty, why in duties.lifted_duties(view)]
    anew = [one(duty, name_as("quoted", duty.overrides)) for duty in view.results.duties if duty.overrides]
    laxer = [
        say(
            "demands.laxer_one",
            title=view.title(t.item),
            line=view.demand_text(t) or view.numbers.mark("not_applicable"),
            source=name_as("quoted", t.source),
        )
        for t in duties.laxer(view)
    ]
    proposed = [
        say(
            "demands.proposed_one",
            title=view.title(s.indicator.code),
            line=view.demand_text(s.target),
            value=judged.text(view, s),
            state=say(f"state.{s.word}"),
        )
        for s in duties.proposals(view)
    ]
    told = [
        view.sentence("demands.lifted", duties=semicolon.join(lifted)),
        view.sentence("demands.replaced", duties=semicolon.join(anew)),
        view.sentence("demands.laxer", lines=semicolon.join(laxer)),
        view.sentence("demands.proposed", lines=semicolon.join(proposed)),
    ]
    return [text for text in told if text]
