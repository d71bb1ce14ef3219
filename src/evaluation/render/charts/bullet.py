"""Target completion: one bar a target, against 100 % and against the time schedule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, key, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale

_ROW, _HEAD, _GAP, _BAR = 16.0, 15.0, 11.0, 8.4
_BESIDE = 170.0  # points of actual and target in a line
_MOST, _LEAST = 150.0, -50.0  # per cent; a bar that runs further ends in an open break


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """One target. ``percent`` is its completion in per cent, ``due`` the per cent that its schedule asks for;
    ``amounts_text`` is e.g. "71.2 万人 / 70 万人"."""

    label: str
    percent: float | None
    percent_text: str
    amounts_text: str = ""
    group: str | None = None
    state: str = "not_judged"
    due: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The per cent that is due of every target, with its label, e.g. "序时进度 75 %"; None where it differs, and each row
    has a mark of its own."""

    percent: float | None
    text: str = ""
    target_text: str = "100 %"
    amounts_text: str = ""
    percent_text: str = ""


def progress(rows: Sequence[ProgressRow], schedule: Schedule) -> str:
    """SVG of completion bars. ``schedule`` also holds the column heads. ValueError on mismatched rows."""
    rows = check.rows("progress", rows, ProgressRow)
    check.number("progress schedule", schedule.percent)
    for row in rows:
        where = f"progress row {row.label!r}"
        check.number(f"{where} percent", row.percent)
        check.number(f"{where} due", row.due)
        check.state(where, row.state)
        check.missing(where, row.percent, row.state, row.percent_text)
    canvas = Canvas()
    percent_width = max(style.widest((r.percent_text for r in rows), bold=True), style.width(schedule.percent_text, style.SMALL))
    amounts_x = canvas.width - percent_width - _GAP
    amounts, amounts_width = style.column((r.amounts_text for r in rows), _BESIDE, style.SMALL)
    amounts_width = max(amounts_width, style.width(schedule.amounts_text, style.SMALL))
    end = amounts_x - amounts_width - (_GAP if amounts_width else 0)
    labels, label_width = style.column((r.label for r in rows), min(150.0, end - 130.0))
    known = [r.percent for r in rows if r.percent is not None]
    low, high = min([0.0, *known]), max([108.0, *known])
    at = Scale(max(low, _LEAST), min(high, _MOST), label_width + _GAP, end)

    y = _head(canvas, schedule, at, amounts_x)
    top, marks, group = y, [], None
    for row, label, told in zip(rows, labels, amounts, strict=True):
        if row.group and row.group != group:
            canvas.text(0, y + _ROW / 2, row.group, bold=True)
            y += _ROW
        group = row.group
        tall = max(_ROW, style.height(max(len(label), len(told))) + 4)
        marks.append((row, y + tall / 2))
        canvas.lines(0, y + tall / 2, label)
        canvas.lines(amounts_x, y + tall / 2, told, style.SMALL, color=style.INK, align="right")
        y += tall
    for row, middle in marks:
        _bar(canvas, row, at, middle)
    canvas.line([(at(0), top), (at(0), y)], style.LINE, 0.8)
    _rule(canvas, schedule, at, top, y)
    if schedule.percent is None:
        for row, middle in marks:
            _due(canvas, row, at, middle)
    for row, middle in marks:
        if row.state == "missed" and row.percent is not None and at.low <= row.percent <= at.high:
            canvas.mark(at(row.percent), middle, "diamond", 9.6, style.WARNING, style.WHITE, 1.0)
    return canvas.svg(y + 2)


def _head(canvas: Canvas, schedule: Schedule, at: Scale, amounts_x: float) -> float:
    """Labels of the lines and heads of the columns; returns the y below."""
    rules = [(at(100), schedule.target_text, style.INK)]
    if schedule.percent is not None and schedule.percent != 100:
        rules.append((at.clamp(schedule.percent), schedule.text, style.MUTED))
    y = _HEAD / 2
    key.over(canvas, y, rules, 0, at.end)
    canvas.text(amounts_x, y, schedule.amounts_text, style.SMALL, style.MUTED, align="right")
    canvas.text(canvas.width, y, schedule.percent_text, style.SMALL, style.MUTED, align="right")
    return y + _HEAD / 2


def _rule(canvas: Canvas, schedule: Schedule, at: Scale, top: float, bottom: float) -> None:
    canvas.line([(at(100), top), (at(100), bottom)], style.WHITE, 2.4)
    canvas.line([(at(100), top), (at(100), bottom)], style.INK, 1.0)
    if schedule.percent is not None and schedule.percent != 100:
        x = at.clamp(schedule.percent)
        canvas.line([(x, top), (x, bottom)], style.WHITE, 2.0)
        canvas.line([(x, top), (x, bottom)], style.MUTED, 0.9, (2.4, 1.8))


def _due(canvas: Canvas, row: ProgressRow, at: Scale, y: float) -> None:
    """The mark of one row's own schedule."""
    if row.due is None or row.due == 100:
        return
    x, half = at.clamp(row.due), _ROW / 2 - 1
    canvas.line([(x, y - half), (x, y + half)], style.WHITE, 2.6)
    canvas.line([(x, y - half), (x, y + half)], style.INK, 1.2)


def _bar(canvas: Canvas, row: ProgressRow, at: Scale, y: float) -> None:
    color = style.of_state(row.state)
    canvas.text(
        canvas.width,
        y,
        row.percent_text,
        bold=row.percent is not None,
        align="right",
        color=style.MUTED if row.percent is None else color,
    )
    canvas.rect(at.start, y - _BAR / 2, at.end - at.start, _BAR, style.FAINT)
    if row.percent is None:
        return
    x = at.clamp(row.percent)
    canvas.rect(at(0), y - _BAR / 2, x - at(0), _BAR, color)
    if not at.low <= row.percent <= at.high:
        back = -8 if row.percent > at.high else 8
        for shift in (0, back * 0.45):
            canvas.line([(x + back + shift - 1.6, y + 6), (x + back + shift + 1.6, y - 6)], style.WHITE, 1.5)
