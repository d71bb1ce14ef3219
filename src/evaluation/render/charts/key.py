"""Words for glyphs: the key strip under a chart, and the labels over its reference lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evaluation.render.charts import style
from evaluation.render.charts.canvas import Canvas

Glyph = tuple[float, Callable[[float, float], None], str]
Drawn = tuple[float, Callable[[float, float], None]]
_GAP, _SPACE, _STEP = 4.0, 13.0, 12.5
_STROKE = 16.0


def strip(canvas: Canvas, x: float, y: float, glyphs: Sequence[Glyph], limit: float | None = None) -> float:
    """Draws (width, draw(x, y), word) one after the other from ``x``, breaking at ``limit``; returns the y below.

    Entries without a word are left out.
    """
    limit = canvas.width if limit is None else limit
    shown = [glyph for glyph in glyphs if glyph[2]]
    at, middle = x, y + _STEP / 2
    for wide, draw, word in shown:
        whole = wide + _GAP + style.width(word, style.SMALL)
        if at > x and at + whole > limit:
            at, middle = x, middle + _STEP
        draw(at, middle)
        canvas.text(at + wide + _GAP, middle, word, style.SMALL, style.MUTED)
        at += whole + _SPACE
    return middle + _STEP / 2 if shown else y


def stroke(canvas: Canvas, color: str, line: float, dash: tuple[float, float] | None = None, long: float = _STROKE) -> Drawn:
    """(width, draw) of a level line, for a key entry."""
    return long, lambda x, y: canvas.line([(x, y), (x + long, y)], color, line, dash)


def judged_stroke(canvas: Canvas, states: Iterable[str], line: float, dash: tuple[float, float] | None = None) -> Drawn:
    """(width, draw) of a level line in each colour that lines of these ``states`` have, for one key entry."""
    colors = sorted({style.of_state(state) for state in states if state != "missing"}) or [style.ACCENT]
    strokes = [stroke(canvas, color, line, dash, _STROKE / len(colors)) for color in colors]

    def draw(x: float, y: float) -> None:
        for n, (wide, part) in enumerate(strokes):
            part(x + n * wide, y)

    return _STROKE, draw


def marker(canvas: Canvas, shape: str, fill: str | None, edge: str, size: float = 6.0) -> Drawn:
    """(width, draw) of a marker, for a key entry."""
    return size + 1.4, lambda x, y: canvas.mark(x + size / 2 + 0.7, y, shape, size, fill, edge)


def box(canvas: Canvas, fill: str | None, edge: str | None = None, long: float = 14.0, tall: float = 7.0) -> Drawn:
    """(width, draw) of a filled box, for a key entry."""
    return long, lambda x, y: canvas.rect(x, y - tall / 2, long, tall, fill, edge)


def over(canvas: Canvas, y: float, rules: Sequence[tuple[float, str, str]], low: float, high: float) -> None:
    """The labels of one or two vertical lines (x, text, colour) on one level within ``low``..``high``.

    Each stands over its line; two that would touch stand to the left and to the right of theirs.
    """
    rules = sorted(rules, key=lambda rule: rule[0])
    wide = [style.width(text, style.SMALL) for _, text, _ in rules]
    starts = [min(max(x - w / 2, low), high - w) for (x, _, _), w in zip(rules, wide, strict=True)]
    if len(rules) == 2 and starts[0] + wide[0] + 6 > starts[1]:
        starts[1] = min(max(rules[1][0] - 2, rules[0][0] + 4), high - wide[1])
        starts[0] = max(min(rules[0][0] + 2, starts[1] - 6) - wide[0], low)
        starts[1] = max(starts[1], starts[0] + wide[0] + 6)
    for (_, text, color), x in zip(rules, starts, strict=True):
        canvas.text(x, y, text, style.SMALL, color)
