"""What stands beside the points: gates before the grade, the limit on a grade, and the parallel gate of completions."""

from __future__ import annotations

from fractions import Fraction

from evaluation.report.component import Component, column, paragraph, row
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.scores.gates import Gated
from evaluation.scores.tree import Score
from evaluation.study.weights import Grade


def by_points(view: View, score: Score) -> Grade | None:
    """The band of the total, before gates and limits."""
    if score.total is None:
        return None
    return next(g for g in view.study.weights.grades if score.total >= Fraction(g.from_score))


def grade(view: View, score: Score) -> str:
    """How the grade came about, in a sentence or two."""
    say = view.say
    band = by_points(view, score)
    if band is None:
        return say("gates.no_total")
    told = [say("gates.by_points", total=view.numbers.decimal(score.total, 2), grade=band.name[view.language])]
    failed = [g for g in score.gates if g.state == "failed"]
    unknown = [g for g in score.gates if g.state == "missing"]
    if unknown:
        told.append(say("gates.unknown", titles=_titles(view, unknown)))
    elif failed:
        told.append(say("gates.failed", titles=_titles(view, failed)))
    elif score.gates:
        told.append(say("gates.passed", count=str(len(score.gates))))
    if score.held_back:
        limit = next(g.at_most for g in view.study.weights.grades if g.at_most is not None and g == band)
        told.append(say("gates.held_back", grade=band.name[view.language], most=view.numbers.decimal(limit, 0)))
    if not unknown:
        key = "gates.kept" if score.grade == band else "gates.lowered"
        told.append(say(key, grade=score.grade.name[view.language]))
    return "".join(told)


def _titles(view: View, gates: list[Gated]) -> str:
    return view.say("list.comma").join(view.title(g.indicator) for g in gates)


def parts(view: View, score: Score) -> list[Component]:
    """Table of the gates, and the flag."""
    made = [table(view, score)] if score.gates else []
    return made + ([paragraph(flag(view, score))] if score.flag is not None else [])


def table(view: View, score: Score) -> Component:
    say = view.say
    rows = []
    for gated in score.gates:
        gate = view.study.weights.gates[gated.gate]
        sign = {"at_least": "≥", "at_most": "≤", "equal": "="}[gate.demand]
        _, reading = view.results.indicator(gated.indicator).settle(view.study.choices)
        line = (
            format(gate.value.normalize(), "f") + view.numbers.space(reading.unit) + view.numbers.unit(reading.unit)
        )
        places = 1
        while (
            gated.state == "failed"
            and places < 4
            and view.printed(gated.indicator, gated.value, places=places)
            == (view.printed(gated.indicator, Fraction(gate.value), places=places))
        ):
            places += 1  # 99.97 against 100 keeps its two
        rows.append(
            row(view.title(gated.indicator), f"{sign}{line}", view.printed(gated.indicator, gated.value, gated.mark, places),
                say(f"gate_state.{gated.state}"), say(f"gate_effect.{gated.effect}"), gate.why[view.language])
        )  # fmt: skip
    columns = [
        column(say("gates.gate"), weight=4), number(say("column.line")), number(say("column.value")),
        column(say("column.state")), column(say("gates.effect"), weight=3), column(say("gates.why"), weight=6),
    ]  # fmt: skip
    return noted(view, "gates", say("gates.table"), columns, rows, [say("gates.note")])


def flag(view: View, score: Score) -> str:
    """The parallel gate of completions, which changes neither points nor grade."""
    say, numbers, rule, found = view.say, view.numbers, view.study.weights.parallel, score.flag
    lines = {"single": numbers.decimal(rule.single_below, 0), "mean": numbers.decimal(rule.mean_below, 0)}
    if found.met is None:
        return say("flag.unknown", **lines)
    told = say(
        "flag.met" if found.met else "flag.raised", count=str(found.counted), average=numbers.percent(found.average), **lines
    )  # fmt: skip
    if found.below:
        told += say("flag.below", titles=say("list.comma").join(view.title(c) for c in found.below))
    if found.missing:
        told += say("flag.missing", titles=say("list.comma").join(view.title(c) for c in found.missing))
    return told + say("flag.note", why=rule.why[view.language])
