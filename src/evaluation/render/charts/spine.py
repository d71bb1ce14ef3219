"""The spine chart of the first page: every indicator against the regions, the province and its requirement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, key, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale, span

_ROW, _HEAD, _GROUP = 11.8, 12.0, 13.2
_GAP = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineRow:
    """One indicator on its own scale. ``better``: "high", "low" (the axis is turned, right is always better) or None.

    ``low``..``high`` is the range over regions, ``q1``..``q3`` its middle half, ``interval`` the uncertainty of ``value``.
    """

    label: str
    value: float | None
    value_text: str
    group: str | None = None
    low: float | None = None
    high: float | None = None
    q1: float | None = None
    q3: float | None = None
    province: float | None = None
    target: float | None = None
    target_text: str = ""
    better: str | None = "high"
    interval: tuple[float, float] | None = None
    state: str = "not_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineWords:
    """Column heads, the ends of the axis, and the words of the key; an empty word leaves its entry out."""

    value: str
    target: str
    worse: str
    better: str
    key_range: str
    key_half: str
    key_province: str
    key_target: str
    key_region: str
    key_unsure: str
    key_missed: str


def spine(rows: Sequence[SpineRow], words: SpineWords) -> str:
    """SVG of the spine chart; rows of one group stand together in the order given. ValueError on mismatched rows."""
    rows = check.rows("spine", rows, SpineRow)
    for row in rows:
        _check(row)
    canvas = Canvas()
    targets, target_width = style.column((r.target_text for r in rows), style.BESIDE, style.SMALL)
    values, value_width = style.column((r.value_text for r in rows), style.BESIDE, bold=True)
    target_width = max(target_width, style.width(words.target, style.SMALL))
    value_width = max(value_width, style.width(words.value, style.SMALL))
    has_targets = any(row.target_text for row in rows)
    value_x = canvas.width - (target_width + _GAP if has_targets else 0)
    end = value_x - value_width - _GAP
    labels, label_width = style.column((r.label for r in rows), min(150.0, end - 170.0))
    start = label_width + _GAP

    y = _HEAD
    _head(canvas, words, start, end, value_x, has_targets)
    group = None
    for row, label, told, asked in zip(rows, labels, values, targets, strict=True):
        if row.group and row.group != group:
            canvas.line([(0, y + 1.5), (canvas.width, y + 1.5)], style.BAND, 0.6)
            canvas.text(0, y + _GROUP / 2 + 1.5, row.group, style.BODY, bold=True)
            y += _GROUP
        group = row.group
        tall = max(_ROW, style.height(max(map(len, (label, told, asked)))) + 4)
        middle = y + tall / 2
        canvas.lines(0, middle, label)
        canvas.lines(
            value_x,
            middle,
            told,
            bold=row.value is not None,
            align="right",
            color=style.of_state(row.state) if row.value is not None else style.MUTED,
        )
        canvas.lines(canvas.width, middle, asked, style.SMALL, color=style.MUTED, align="right")
        _plot(canvas, row, start, end, middle)
        y += tall
    canvas.line([(0, y + 1.5), (canvas.width, y + 1.5)], style.BAND, 0.6)
    return canvas.svg(_key(canvas, words, y + 5))


def _check(row: SpineRow) -> None:
    where = f"spine row {row.label!r}"
    for name in ("value", "low", "high", "q1", "q3", "province", "target"):
        check.number(f"{where} {name}", getattr(row, name))
    check.check_order(f"{where} interval", row.interval)
    for a, b in (("low", "high"), ("q1", "q3")):
        pair = getattr(row, a), getattr(row, b)
        if (pair[0] is None) != (pair[1] is None):
            raise ValueError(f"{where}: {a} and {b} are given together or not at all, got {pair}")
        check.check_order(f"{where} {a}..{b}", None if pair[0] is None else pair)
    check.state(where, row.state)
    check.missing(where, row.value, row.state, row.value_text)
    if row.better not in ("high", "low", None):
        raise ValueError(f"{where}: better must be 'high', 'low' or None, got {row.better!r}")


def _head(canvas: Canvas, words: SpineWords, start: float, end: float, value_x: float, has_targets: bool) -> None:
    small, y = (style.SMALL, style.MUTED), _HEAD / 2 - 0.5
    canvas.text(value_x, y, words.value, *small, align="right")
    if has_targets:
        canvas.text(canvas.width, y, words.target, *small, align="right")
    if words.worse:
        canvas.mark(start + 2.2, y, "left", 4.4, style.LINE, None)
        canvas.text(start + 8, y, words.worse, *small)
    if words.better:
        canvas.mark(end - 2.2, y, "right", 4.4, style.LINE, None)
        canvas.text(end - 8, y, words.better, *small, align="right")


def _plot(canvas: Canvas, row: SpineRow, start: float, end: float, y: float) -> None:
    shown = [row.value, row.low, row.high, row.q1, row.q3, row.province, row.target, *(row.interval or ())]
    low, high = span(shown, pad=0.03)
    left, right = (end, start) if row.better == "low" else (start, end)
    at = Scale(low, high, left, right)
    if row.low is None or row.high is None:
        canvas.line([(start, y), (end, y)], style.BAND, 0.8)
    else:
        canvas.rect(at(row.low), y - 4, at(row.high) - at(row.low), 8, style.BAND)
    if row.q1 is not None and row.q3 is not None:
        canvas.rect(at(row.q1), y - 4, at(row.q3) - at(row.q1), 8, style.HALF)
    if row.province is not None:
        canvas.line([(at(row.province), y - 4), (at(row.province), y + 4)], style.WHITE, 2.2)
        canvas.line([(at(row.province), y - 5), (at(row.province), y + 5)], style.MUTED, 0.9)
    if row.target is not None:
        _target(canvas, at(row.target), y)
    if row.value is None:
        return
    color = style.of_state(row.state)
    if row.interval:
        canvas.line([(at(row.interval[0]), y), (at(row.interval[1]), y)], color, 1.2)
    shape, size = ("diamond", 8.4) if row.state == "missed" else ("dot", 6.4)
    canvas.mark(at(row.value), y, shape, size + 1.8, style.WHITE, None)
    canvas.mark(at(row.value), y, shape, size, style.WHITE if _unsure(row) else color, color, 1.3)


def _unsure(row: SpineRow) -> bool:
    """The interval does not clear the target, so that met or missed may be chance."""
    if row.interval is None or row.target is None or row.state not in ("met", "missed"):
        return False
    return row.interval[0] <= row.target <= row.interval[1]


def _target(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, y - 6.6), (x, y + 6)], style.INK, 1.0)
    canvas.mark(x, y - 4.5, "right", 4.4, style.INK, None)


def _key(canvas: Canvas, words: SpineWords, y: float) -> float:
    """Draws the key; returns the y below it."""
    return key.strip(
        canvas,
        0,
        y,
        [
            (*key.box(canvas, style.BAND), words.key_range),
            (*key.box(canvas, style.HALF), words.key_half),
            (2.0, lambda x, y: canvas.line([(x + 1, y - 4.5), (x + 1, y + 4.5)], style.MUTED, 0.9), words.key_province),
            (3.0, lambda x, y: _target(canvas, x + 0.5, y + 0.5), words.key_target),
            (*key.marker(canvas, "dot", style.ACCENT, style.ACCENT), words.key_region),
            (*key.marker(canvas, "diamond", style.WARNING, style.WARNING, 7.4), words.key_missed),
            (*key.marker(canvas, "dot", style.WHITE, style.ACCENT), words.key_unsure),
        ],
    )
