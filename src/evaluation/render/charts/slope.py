"""Before and after side by side, a line a region: which way an adjustment moves whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.errors import near
from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale, span, spread

_STEP, _PLOT, _GAP, _HEAD = 11.4, 200.0, 7.0, 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """One region: both values as drawn and as printed."""

    key: str
    label: str
    before: float
    after: float
    before_text: str
    after_text: str


def slopes(rows: Sequence[Slope], heads: tuple[str, str], highlight: Sequence[str] = ()) -> str:
    """SVG of the lines from ``heads[0]`` at the left to ``heads[1]`` at the right, on one scale, higher is up.

    ``highlight``: keys of the regions told about. Labels stand beside their ends, pushed apart, in the order of values.
    """
    rows = check.rows("slopes", rows, Slope)
    keys = [row.key for row in rows]
    if len(set(keys)) < len(keys):
        raise ValueError(f"slopes: two rows share the key {next(k for k in keys if keys.count(k) > 1)!r}")
    for key in highlight:
        if key not in keys:
            raise ValueError(f"slopes: highlight {key!r} is not the key of a row; {near(key, keys)}")
    for row in rows:
        for name in ("before", "after"):
            check.number(f"slopes row {row.label!r} {name}", getattr(row, name), optional=False)
            if not getattr(row, f"{name}_text").strip():
                raise ValueError(f"slopes row {row.label!r} {name}: its text is empty; give the figure as printed")
    canvas = Canvas()
    most = canvas.width * 0.3
    labels, label_width = style.column((row.label for row in rows), most, bold=True)
    tall = [max(_STEP, style.height(len(label)) + 1) for label in labels]
    values = [v for row in rows for v in (row.before, row.after)]
    depth = max(_PLOT, sum(tall) + 2)
    at = Scale(*span(values, pad=0.03), _HEAD + depth, _HEAD)
    figure_width = style.widest((t for row in rows for t in (row.before_text, row.after_text)), bold=True)
    left = label_width + _GAP + figure_width + 16
    right = canvas.width - left
    canvas.text(left, 6, heads[0], style.SMALL, style.MUTED, align="right")
    canvas.text(right, 6, heads[1], style.SMALL, style.MUTED)
    for x in (left, right):
        canvas.line([(x, _HEAD - 2), (x, _HEAD + depth)], style.BAND, 0.8)
    ends = [spread([at(getattr(row, name)) for row in rows], tall, _HEAD, _HEAD + depth, 0) for name in ("before", "after")]
    order = sorted(range(len(rows)), key=lambda i: rows[i].key in highlight)  # told ones on top
    for i in order:
        row, told = rows[i], rows[i].key in highlight
        color = style.ACCENT if told else style.LINE
        here = [(left, at(row.before)), (right, at(row.after))]
        canvas.line(here, color, 1.8 if told else 0.8)
        for point in here:
            canvas.mark(*point, "dot", 5.2 if told else 3.6, color, color)
        ink = color if told else style.INK
        for (x, y), side, toward in zip(here, ends, (-1, 1), strict=True):
            edge, text = x + toward * 13, row.before_text if toward < 0 else row.after_text
            canvas.line([(x + toward * 3.5, y), (edge - toward * 1.5, side[i])], style.BAND, 0.6)
            align = "right" if toward < 0 else "left"
            canvas.text(edge + (0 if toward < 0 else figure_width), side[i], text, bold=told, align="right", color=ink)
            canvas.lines(edge + toward * (figure_width + _GAP), side[i], labels[i], bold=told, align=align, color=ink)
    return canvas.svg(_HEAD + depth + 4)
