"""Score detail: every indicator with its goalposts, points and what it lost; re-adds to the total."""

from __future__ import annotations

from evaluation.indicators.model import Dimension
from evaluation.report import charts
from evaluation.report.component import Component, column, figure, heading, notice, omitted, paragraph, row, section
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.scores.tree import Awarded, Score


def build(view: View) -> Component:
    say = view.say
    if not view.results.scores:
        return omitted("score", say("omitted.score"))
    score = view.results.scores[view.region]
    parts = [heading(1, say("score.title"))]
    weights = view.study.weights
    if weights.status == "proposal":
        parts.append(notice("info", say("score.proposal", preset=weights.preset), say("score.proposal_title")))
    if score.total is None:
        parts.append(
            notice("missing", say("score.no_total", evidence=view.numbers.percent(score.evidence, decimals=0),
                                  least=view.numbers.decimal(weights.least_evidence, 0)))
        )  # fmt: skip
    parts += [chart(view, score), detail(view, score), paragraph(weights.source[view.language], style="small")]
    return section("score", parts)


def _lost(line: Awarded) -> float:
    return float(line.points - line.awarded) if line.awarded is not None else 0.0


def chart(view: View, score: Score) -> Component:
    say, numbers = view.say, view.numbers
    groups = []
    for code, group in view.study.weights.groups.items():
        lines = [line for line in score.lines if line.group == code]
        got, known, _ = score.group(code)
        groups.append(
            charts.ScoreGroup(
                label=group.title[view.language], text=f"{numbers.decimal(got)} / {numbers.decimal(known, 0)}",
                items=tuple(
                    charts.ScoreItem(
                        achieved=None if line.awarded is None else float(line.awarded), available=float(line.points)
                    )
                    for line in lines
                ),
                note=_note(view, lines),
            )
        )  # fmt: skip
    worst = max(score.lines, key=_lost)
    title = say(
        "score.message" if score.total is not None else "score.message_open",
        total=numbers.decimal(score.total), worst=view.title(worst.indicator),
        lost=numbers.decimal(worst.points - worst.awarded if worst.awarded is not None else None),
    )  # fmt: skip
    return figure(
        "score", title, say("score.subtitle"), svg=charts.points(groups),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{g.label} {g.text}" for g in groups),
    )  # fmt: skip


def _note(view: View, lines: list[Awarded]) -> str:
    worst = max(lines, key=_lost)
    if _lost(worst) <= 0:
        return ""
    lost = view.numbers.decimal(worst.points - worst.awarded)
    return view.say("score.lost_most", title=view.title(worst.indicator), lost=lost)


def detail(view: View, score: Score) -> Component:
    say, numbers = view.say, view.numbers
    rows = []
    for code, group in view.study.weights.groups.items():
        got, known, full = score.group(code)
        rows.append(row(group.title[view.language], role="group"))
        for line in (x for x in score.lines if x.group == code):
            indicator = view.results.indicator(line.indicator)
            _, reading = indicator.settle(view.study.choices)
            completion = indicator.dimension is Dimension.TARGETS
            unit = "%" if completion else numbers.unit(reading.unit)
            title = (
                say("column.completion_of", title=view.title(line.indicator))
                if completion
                else view.title(line.indicator)
            )
            decimals = 2 if reading.unit == "persons/10k yuan" else 1
            lost = None if line.awarded is None else line.points - line.awarded
            rows.append(
                row(
                    say("rates.name", title=title, unit=unit),
                    numbers.decimal(line.value, decimals, line.mark), numbers.decimal(line.worst, decimals),
                    numbers.decimal(line.best, decimals), numbers.decimal(line.points, 0),
                    numbers.decimal(line.awarded, 2, line.mark), numbers.decimal(lost, 2, line.mark),
                )
            )  # fmt: skip
        rows.append(
            row(say("score.group_sum"), "", "", "", f"{numbers.decimal(known, 0)}/{numbers.decimal(full, 0)}",
                numbers.decimal(got, 2), numbers.decimal(known - got, 2), role="emphasis")
        )  # fmt: skip
    awarded = sum(x.awarded for x in score.lines if x.awarded is not None)
    reach = sum(x.points for x in score.lines if x.awarded is not None)
    rows.append(
        row(say("score.sum"), "", "", "", numbers.decimal(reach, 0), numbers.decimal(awarded, 2),
            numbers.decimal(reach - awarded, 2), role="total")
    )  # fmt: skip
    columns = [
        column(say("column.indicator"), weight=5), number(say("column.value")),
        number(say("score.worst")), number(say("score.best")), number(say("score.points"), say("unit.points")),
        number(say("score.awarded"), say("unit.points")), number(say("score.lost"), say("unit.points")),
    ]  # fmt: skip
    notes = [
        say("score.note"),
        say("score.total_note", awarded=numbers.decimal(awarded, 2), reach=numbers.decimal(reach, 0),
            total=numbers.decimal(score.total, 2), evidence=numbers.percent(score.evidence)),
    ]  # fmt: skip
    return noted(view, "score-table", say("score.table"), columns, rows, notes)
