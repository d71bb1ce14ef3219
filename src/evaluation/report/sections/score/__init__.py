"""Score opened up: what came before the points, every indicator with what it lost and why, and how sure the rank is.

The lines of the table add up to the total as printed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.unit import ValueUnit
from evaluation.measured.rounding import adding_up
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import Printed, name_as
from evaluation.report.parts import standing_rank
from evaluation.report.section import Section
from evaluation.report.sections.score import gates
from evaluation.scores.trace import TraceLine, trace
from evaluation.scores.tree import Score
from evaluation.study.weights import ScoredIndicator
from evaluation.view import apart, judged
from evaluation.view.keyed import key
from evaluation.view.page_tables import name_with_unit, number, table_with_notes
from evaluation.view.standings import losses, printed_points
from evaluation.view.view import View

_SHORT = {"zh": 10, "en": 24}  # letters of a reason that stays on one line


def build(view: View) -> Component:
    say = view.say
    if view.scored.unscored is not None:
        raise view.scored.unscored
    score = view.scored.scores.get(view.region)
    if score is None:
        return omission("score", view.sentence("omitted.score", "omitted.score_of_regions"))
    parts = [heading(1, say("score.title"))]
    weights = view.weights
    proposed = view.sentence("score.proposal", preset=name_as("code", weights.preset))
    if proposed:
        parts.append(notice("info", proposed, say("score.proposal_title")))
    open_ = view.sentence(
        "score.no_total",
        evidence=view.numbers.percent(score.evidence, decimals=0),
        least=judged.plain(view, weights.least_evidence),
    )
    if open_:
        parts.append(notice("missing", open_))
    parts += [
        paragraph(gates.grade(view, score)),
        chart(view, score),
        *gates.parts(view, score),
        detail(view, score),
        *standing_rank.parts(view),
        paragraph(view.text(weights.source), style="small"),
    ]
    return section("score", parts)


def chart(view: View, score: Score) -> Component:
    say, numbers = view.say, view.numbers
    groups, made = [], printed_points(score)
    for code, group in view.weights.groups.items():
        lines = [line for line in score.lines if line.group == code]
        _, known, _ = score.group(code)
        got = sum((made[x.indicator] for x in lines if x.indicator in made), Fraction(0))
        groups.append(
            charts.ScoreGroup(
                label=view.text(group.title),
                text=Printed(numbers.decimal(got, 2), " / ", numbers.decimal(known, 0)),
                items=tuple(
                    charts.ScoreItem(achieved=None if line.awarded is None else float(line.awarded), available=float(line.points))
                    for line in lines
                ),
                note=_note(view, score, code),
            )
        )
    worst, gone = losses(score)
    title = view.sentence(
        "score.message",
        "score.message_open",
        total=judged.points(view, score.total),
        most=view.sentence("score.most", worst=say("list.comma").join(map(view.title, worst)), lost=numbers.decimal(gone, 2)),
    )
    return figure(
        "score", title, say("score.subtitle"), svg=charts.points(groups), alt=view.alt(title, ((g.label, g.text) for g in groups))
    )


def _note(view: View, score: Score, group: str) -> str:
    worst, gone = losses(score, group)
    titles = view.say("list.comma").join(map(view.title, worst))
    return view.sentence("score.lost_most", of=group, title=titles, lost=view.numbers.decimal(gone, 2))


def detail(view: View, score: Score) -> Component:
    """The trace: indicator × goalposts × points × reason; printed points add up to the printed sum and total."""
    say, numbers, weights = view.say, view.numbers, view.weights
    lines = trace(score)
    counted = [x for x in lines if x.awarded is not None]
    got = printed_points(score)
    brought = dict(zip((x.indicator for x in counted), adding_up([x.in_total for x in counted], 2), strict=True))
    awarded, reach = sum(got.values(), Fraction(0)), sum((x.points for x in counted), Fraction(0))
    scaled = reach != 100 and score.total is not None

    places = 0 if all(x.points.denominator == 1 for x in lines) else 2

    def cells(points: Fraction, made: Fraction, of_total: Fraction) -> list[str]:
        shown = numbers.decimal(of_total, 2, figure="points") if scaled else ""
        parts = (numbers.decimal(points, places, figure="weight"), numbers.decimal(made, 2, figure="points"))
        return [*parts, numbers.decimal(points - made, 2, figure="points"), shown]

    rows: list[dict[str, Any]] = []
    for code, group in weights.groups.items():
        rows.append(row(view.text(group.title), role="group"))
        members = [x for x in lines if x.group == code]
        for line in members:
            scored = group.indicators[line.indicator]
            made = got.get(line.indicator)
            if made is None:
                points = [
                    numbers.decimal(line.points, places, figure="weight"),
                    numbers.mark(line.mark),
                    numbers.mark(line.mark),
                    "",
                ]
            else:
                points = cells(line.points, made, brought[line.indicator])
            rows.append(row(*_head(view, line, scored), *points, reason(view, line, scored)))
        known = [x for x in members if x.awarded is not None]
        sums = cells(
            *(
                sum((of(x) for x in known), Fraction(0))
                for of in (lambda x: x.points, lambda x: got[x.indicator], lambda x: brought[x.indicator])
            )
        )
        rows.append(row(say("score.group_sum"), "", "", *sums, "", role="emphasis"))
    rows.append(row(say("score.sum"), "", "", *cells(reach, awarded, sum(brought.values(), Fraction(0))), "", role="total"))
    long = any(len(r["cells"][-1]) > _SHORT[view.language] for r in rows if r["role"] == "body")
    columns = [
        column(say("column.indicator"), weight=5),
        number(say("column.value")),
        number(say("score.goalposts")),
        number(say("score.points"), say("unit.points")),
        number(say("score.awarded"), say("unit.points")),
        number(say("score.lost"), say("unit.points")),
        number(say("score.in_total"), say("unit.points")),
        column(say("score.reason"), weight=4 if long else None),
    ]
    every = sum((x.points for x in lines), Fraction(0))
    told = view.sentence(
        "score.total_note",
        "score.evidence_note",
        awarded=numbers.decimal(awarded, 2),
        reach=numbers.decimal(reach, places),
        total=numbers.decimal(score.total, 2),
        evidence=numbers.percent(score.evidence),
        all=numbers.decimal(every, places),
    )
    lacking = view.sentence("score.missing_reweighted", "score.missing_not_awarded", "score.missing_refused")
    notes = [say("score.note") + lacking, told + say("score.adds_up")]
    return table_with_notes(view, "score-table", say("score.table"), columns, rows, notes)


def _head(view: View, line: TraceLine, scored: ScoredIndicator) -> list[str]:
    """Name with unit, value and goalposts."""
    say, numbers = view.say, view.numbers
    indicator = view.results.indicator_named(line.indicator)
    _, reading = indicator.settle(view.study.choices)
    completion = indicator.dimension is Dimension.TARGETS
    unit = "%" if completion else numbers.table_unit(reading.unit)
    title = view.title(line.indicator)
    if completion:
        title = say("column.completion_of", title=title)
    places = _places(view, reading.unit)
    return [
        name_with_unit(view, title, unit),
        numbers.decimal(line.value, places, line.mark, figure=_value_key(view, line.indicator, completion))
        + (judged.proposal_mark(view, [line.indicator]) if line.value is not None else ""),
        say(
            "score.between",
            worst=numbers.decimal(Fraction(scored.worst), places, figure="goalpost"),
            best=numbers.decimal(Fraction(scored.best), places, figure="goalpost"),
        ),
    ]


def _value_key(view: View, code: str, completion: bool) -> str:
    """The key of what is scored of an indicator."""
    return key(view, "completion", code) if completion else view.value(code).key


def _places(view: View, unit: ValueUnit) -> int:
    return 2 if unit.form == "quotient" and view.numbers.places(unit) > 1 else 1


def reason(view: View, line: TraceLine, scored: ScoredIndicator) -> str:
    """Why points were lost, in words; empty when none were."""
    say = view.say
    curve = "" if line.curve == "linear" else say(f"curve.{line.curve}")
    if line.reason in ("missing", "left_out"):
        gone = line.mark if line.mark in ("not_applicable", "suppressed", "contradictory") else "missing"
        return say(f"reason_{line.reason}.{gone}")
    if not line.reason:
        return curve
    best = Fraction(scored.best)
    _, reading = view.results.indicator_named(line.indicator).settle(view.study.choices)
    short = ""
    if line.value is not None:
        places = apart.places(line.value, best, _places(view, reading.unit)) or apart.MOST
        short = say("reason.short", gap=view.numbers.decimal(abs(best - line.value), places))
    told = say("reason.nothing") if line.reason == "nothing" and line.curve in ("linear", "steps") else short
    return say("reason.by_curve", curve=curve, reason=told) if curve else told


SECTION = Section(build=build, made_from=("weights.yml",))
