"""All regions side by side, this one emphasised: dots with intervals for rates, bars for amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.errors import near
from evaluation.render.charts import check, key, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.lines import Reference
from evaluation.render.charts.scale import Scale, span, tick_texts, ticks

_ROW, _GAP = 13.0, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One region: its key (for ``highlight``), name, value as drawn and as printed."""

    key: str
    label: str
    value: float | None
    value_text: str
    interval: tuple[float, float] | None = None
    state: str = "not_judged"


def dots(
    rows: Sequence[DotRow],
    highlight: str | None = None,
    *,
    target: Reference | None = None,
    province: Reference | None = None,
    descending: bool = True,
    suffix: str = "",
    comma: bool = False,
) -> str:
    """SVG of the regions sorted by value, those without one last; ties keep the order given.

    ``highlight`` is the key of this region; ``suffix`` follows the numbers of the axis, e.g. " %".
    """
    return _draw("dots", rows, highlight, target, province, descending, suffix, comma)


def bars(
    rows: Sequence[DotRow],
    highlight: str | None = None,
    *,
    target: Reference | None = None,
    province: Reference | None = None,
    descending: bool = True,
    suffix: str = "",
    comma: bool = False,
) -> str:
    """As ``dots``, drawn as bars from zero: for amounts and counts."""
    return _draw("bars", rows, highlight, target, province, descending, suffix, comma)


def _draw(
    chart: str,
    rows: Sequence[DotRow],
    highlight: str | None,
    target: Reference | None,
    province: Reference | None,
    descending: bool,
    suffix: str,
    comma: bool,
) -> str:
    rows = check.rows(chart, rows, DotRow)
    references = [r for r in (province, target) if r is not None]
    _check(chart, rows, highlight, references)
    sign = -1 if descending else 1
    rows = sorted(rows, key=lambda r: (r.value is None, sign * (r.value or 0)))
    canvas = Canvas()
    end = canvas.width - style.widest((r.value_text for r in rows), bold=True) - _GAP
    labels, label_width = style.column((r.label for r in rows), min(150.0, end - 150.0), bold=True)
    values = [v for r in rows for v in (r.value, *(r.interval or ()))]
    low, high = span([*values, *(r.value for r in references)], pad=0.04, zero=chart == "bars")
    at = Scale(low, high, label_width + _GAP + 4, end - 4)

    shades = [(at(r.value), r.text, style.INK if r is target else style.MUTED) for r in references]
    key.over(canvas, 7, shades, 0, canvas.width)
    y = top = 14.0 if references else 1.0
    places = []
    for label in labels:
        tall = max(_ROW, style.height(len(label)) + 2.5)
        places.append((y, tall))
        y += tall
    levels = ticks(low, high) if any(r.value is not None for r in rows) else []
    for level, text in zip(levels, tick_texts(levels, comma), strict=True):
        canvas.line([(at(level), top), (at(level), y)], style.FAINT, 0.6)
        half = style.width(text + suffix, style.SMALL) / 2
        x = min(max(at(level), half), canvas.width - half)
        canvas.text(x, y + 7, text + suffix, style.SMALL, style.MUTED, align="center")
    for row, (row_top, tall) in zip(rows, places, strict=True):
        if row.key == highlight:
            canvas.rect(0, row_top, canvas.width, tall, style.GLOW)
    if chart == "dots":
        _rules(canvas, references, target, at, top, y, cased=False)
    for row, label, (row_top, tall) in zip(rows, labels, places, strict=True):
        _row(canvas, chart, row, label, row.key == highlight, at, row_top + tall / 2)
    if chart == "bars":
        canvas.line([(at(0), top), (at(0), y)], style.LINE, 0.8)
        _rules(canvas, references, target, at, top, y, cased=True)
    return canvas.svg(y + 13)


def _check(chart: str, rows: list[DotRow], highlight: str | None, references: list[Reference]) -> None:
    keys = [row.key for row in rows]
    if len(set(keys)) < len(keys):
        raise ValueError(f"{chart}: two rows share the key {next(k for k in keys if keys.count(k) > 1)!r}")
    if highlight is not None and highlight not in keys:
        raise ValueError(f"{chart}: highlight {highlight!r} is not the key of a row; {near(highlight, keys)}")
    for row in rows:
        where = f"{chart} row {row.label!r}"
        check.number(f"{where} value", row.value)
        check.check_order(f"{where} interval", row.interval)
        check.state(where, row.state)
        check.missing(where, row.value, row.state, row.value_text)
    for reference in references:
        check.number(f"{chart} {reference.text!r}", reference.value, optional=False)
        if reference.upper is not None:
            raise ValueError(f"{chart}: {reference.text!r} must be a line; bands are drawn by series only")


def _rules(
    canvas: Canvas, references: Sequence[Reference], target: Reference | None, at: Scale, top: float, bottom: float, cased: bool
) -> None:
    for reference in references:
        ends = [(at(reference.value), top), (at(reference.value), bottom)]
        if cased:
            canvas.line(ends, style.WHITE, 2.2)
        if reference is target:
            canvas.line(ends, style.INK, 1.0)
        else:
            canvas.line(ends, style.MUTED, 0.9, (2.4, 1.8))


def _row(canvas: Canvas, chart: str, row: DotRow, label: list[str], this: bool, at: Scale, y: float) -> None:
    missed = row.state == "missed"
    color = style.ACCENT if this else style.LINE
    if missed and this:
        color = style.WARNING
    canvas.lines(3, y, label, bold=this)
    canvas.text(
        canvas.width - 3,
        y,
        row.value_text,
        bold=this,
        align="right",
        color=style.MUTED if row.value is None else color if this else style.INK,
    )
    if row.value is None:
        return
    if chart == "bars":
        wide = at(row.value) - at(0)
        canvas.rect(at(0), y - 3.8, wide or 0.6, 7.6, color if this else style.HALF)
    if row.interval:
        canvas.line([(at(row.interval[0]), y), (at(row.interval[1]), y)], color, 1.2 if this else 0.8)
    if chart == "dots" or missed:
        shape, size = ("diamond", 7.8 if this else 6.6) if missed else ("dot", 6.4 if this else 5.0)
        canvas.mark(at(row.value), y, shape, size + 1.6, style.GLOW if this else style.WHITE, None)
        canvas.mark(at(row.value), y, shape, size, style.WHITE if missed and not this else color, color)
