"""What stands beside the points: gates before the grade, the limit on a grade, and the parallel gate of completions."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.unit import PERCENT
from evaluation.render.component import Component, column, paragraph, row
from evaluation.render.printed import Printed, digits
from evaluation.render.printed import number as printed_number
from evaluation.scores.gates import Flag, Gated
from evaluation.scores.tree import Score
from evaluation.study.weights import Grade, Parallel
from evaluation.view import apart, judged
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.standings import by_points
from evaluation.view.view import View


def grade(view: View, score: Score) -> str:
    """How the grade came about, in a sentence or two."""
    band = by_points(view, score)
    names = {s: [g for g in score.gates if g.state == s] for s in ("failed", "missing")}
    limit = band.at_most if band else None
    told = (
        view.sentence("gates.no_total"),
        view.sentence("gates.by_points", total=judged.points(view, score.total, 2), grade=_name(view, band)),
        view.sentence("gates.unknown", titles=_titles(view, names["missing"])),
        view.sentence("gates.failed", titles=_titles(view, names["failed"])),
        view.sentence("gates.passed", count=digits(len(score.gates))),
        view.sentence(
            "gates.held_back",
            "gates.held_back_proposed",
            grade=_name(view, band),
            most="" if limit is None else judged.plain(view, limit),
        ),
        view.sentence("gates.kept", "gates.lowered", grade=_name(view, score.grade)),
    )
    return Printed("").join(told)


def _name(view: View, grade: Grade | None) -> str:
    return view.text(grade.name) if grade else ""


def _titles(view: View, gates: list[Gated]) -> str:
    return view.say("list.comma").join(view.title(g.indicator) for g in gates)


def parts(view: View, score: Score) -> list[Component]:
    """Table of the gates, and the flag."""
    made, rule = [table(view, score)] if score.gates else [], view.weights.parallel
    return made + ([paragraph(flag(view, score.flag, rule))] if score.flag is not None and rule is not None else [])


def table(view: View, score: Score) -> Component:
    say = view.say
    rows = []
    for gated in score.gates:
        gate = view.weights.gates[gated.gate]
        sign = {"at_least": "≥", "at_most": "≤", "equal": "="}[gate.demand]
        indicator = view.results.indicator_named(gated.indicator)
        unit = PERCENT if indicator.dimension is Dimension.TARGETS else indicator.settle(view.study.choices)[1].unit
        ended = view.numbers.space(unit) + view.numbers.unit(unit)
        line = printed_number(format(gate.value.normalize(), "f"), gate.value, str(view.numbers.unit(unit))) + ended
        value = apart.figure(view, gated.value, Fraction(gate.value), gated.mark, view.numbers.places(unit))
        value += "" if gated.value is None else ended
        rows.append(
            row(
                view.title(gated.indicator),
                Printed(sign, line),
                value,
                say(f"gate_state.{gated.state}"),
                say(f"gate_effect.{gated.effect}"),
                view.text(gate.why),
            )
        )
    columns = [
        column(say("gates.gate"), weight=4),
        number(say("column.line")),
        number(say("column.value")),
        column(say("column.state")),
        column(say("gates.effect"), weight=3),
        column(say("gates.why"), weight=6),
    ]
    return table_with_notes(view, "gates", say("gates.table"), columns, rows, [say("gates.note")])


def flag(view: View, found: Flag, rule: Parallel) -> str:
    """The parallel gate of completions, which changes neither points nor grade."""
    say = view.say
    mean = apart.figure(view, found.average, Fraction(rule.mean_below))
    told = view.sentence(
        "flag.unknown",
        "flag.met",
        "flag.raised",
        count=digits(found.counted),
        average=Printed(mean, "%"),
        single=judged.plain(view, rule.single_below),
        mean=judged.plain(view, rule.mean_below),
    )
    told += view.sentence("flag.below", titles=say("list.comma").join(view.title(c) for c in found.below))
    told += view.sentence("flag.missing", titles=say("list.comma").join(view.title(c) for c in found.missing))
    return told if found.met is None else told + say("flag.note", why=view.text(rule.why))
