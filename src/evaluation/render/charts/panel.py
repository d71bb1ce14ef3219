"""Small panels side by side: shared frame of the cumulative and the pace charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluation.render.charts import style
from evaluation.render.charts.canvas import Canvas, Look, Point
from evaluation.render.charts.scale import Scale

_GUTTER, _FOOT, _BETWEEN = 16.0, 13.0, 12.0
PLOT = 84.0  # points, height of the drawing in a panel
SPARE = 14.0  # points above the highest value, for its label


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The lines above a panel: bold title, muted subtitle, and a verdict with a marker shape and its colour."""

    title: str
    subtitle: str = ""
    verdict: str = ""
    shape: str = ""
    color: str = style.INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a panel may draw: ``left``..``right`` and ``top``..``floor`` in points."""

    left: float
    right: float
    top: float
    floor: float


def place(canvas: Canvas, heads: Sequence[Head], draw: Callable[[int, Frame], None], y: float = 0.0) -> float:
    """Draws the heads in rows of up to four (two rows of three for six), aligned, calls ``draw``; returns the y below."""
    count = len(heads)
    across = count if count <= 4 else (3 if count in (5, 6, 9) else 4)
    wide = (canvas.width - _GUTTER * (across - 1)) / across
    if across == 1:
        wide = canvas.width * 0.62
    for first in range(0, count, across):
        batch = range(first, min(first + across, count))
        blocks = {i: _blocks(heads[i], wide) for i in batch}
        top = y + max(_depth(blocks[i]) for i in batch) + 3
        floor = top + SPARE + PLOT
        for i in batch:
            left = (i - first) * (wide + _GUTTER)
            _head(canvas, heads[i], blocks[i], left, y)
            draw(i, Frame(left=left, right=left + wide, top=top + SPARE, floor=floor))
        y = floor + _FOOT + (_BETWEEN if batch[-1] < count - 1 else 0)
    return y


def _blocks(head: Head, wide: float) -> list[list[str]]:
    return [
        style.wrap(head.title, wide, style.BODY, True),
        style.wrap(head.subtitle, wide, style.SMALL) if head.subtitle else [],
        style.wrap(head.verdict, wide - (10 if head.shape else 0), style.SMALL, True) if head.verdict else [],
    ]


def _depth(blocks: list[list[str]]) -> float:
    sizes = (style.BODY, style.SMALL, style.SMALL)
    return sum(style.height(len(block), size) + 1 for block, size in zip(blocks, sizes, strict=True) if block)


def _head(canvas: Canvas, head: Head, blocks: list[list[str]], left: float, y: float) -> None:
    looks: tuple[tuple[float, Look], ...] = (
        (style.BODY, {"bold": True}),
        (style.SMALL, {"color": style.MUTED}),
        (style.SMALL, {"color": head.color, "bold": True}),
    )
    for block, (size, how) in zip(blocks, looks, strict=True):
        if not block:
            continue
        verdict = block is blocks[2]
        tall = style.height(len(block), size)
        if verdict and head.shape:
            wide = 7.4 if head.shape == "diamond" else 5.6
            canvas.mark(left + 4, y + style.height(1, style.SMALL) / 2, head.shape, wide, head.color, head.color)
        canvas.lines(left + (10 if verdict and head.shape else 0), y + tall / 2, block, size, **how)
        y += tall + 1


def across(frame: Frame, count: int) -> Scale:
    """Scale of positions 0..count−1 over the panel, with room for half a marker at both ends."""
    return Scale(0, max(count - 1, 1), frame.left + 5, frame.right - 5)


def ticks(canvas: Canvas, texts: Sequence[str], at: Scale, frame: Frame) -> None:
    """As many tick labels as fit, always the last and, where it fits, the first."""
    canvas.line([(frame.left, frame.floor), (frame.right, frame.floor)], style.LINE, 0.7)
    places = []
    for index, text in enumerate(texts):
        half = style.width(text, style.SMALL) / 2
        places.append((min(max(at(index), frame.left + half), frame.right - half), half, text))
    chosen = list(range(len(texts)))
    for step in range(2, len(texts) + 1):
        pairs = pairwise(chosen)
        if all(places[b][0] - places[a][0] >= places[a][1] + places[b][1] + 3 for a, b in pairs):
            break
        few = len(texts) <= 5  # then the ends say it; in a longer row every second, third … up to the last
        chosen = [0, len(texts) - 1][step > 2 :] if few else list(range(len(texts) - 1, -1, -step))[::-1]
    for index in range(len(texts)):
        canvas.line([(at(index), frame.floor), (at(index), frame.floor + 2.2)], style.LINE, 0.6)
    for index in chosen:
        canvas.text(places[index][0], frame.floor + 8, places[index][2], style.SMALL, style.MUTED, align="center")


def runs(values: Sequence[float | None], x: Scale, y: Scale) -> list[list[Point]]:
    """The points of ``values`` in unbroken runs; a missing value interrupts the line."""
    found: list[list[Point]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            if found[-1]:
                found.append([])
        else:
            found[-1].append((x(index), y(value)))
    return [run for run in found if run]


def trace(
    canvas: Canvas,
    values: Sequence[float | None],
    x: Scale,
    y: Scale,
    color: str,
    line: float = 1.6,
    dash: tuple[float, float] | None = None,
) -> None:
    """The line through ``values``; a value alone between gaps is a small dot."""
    for run in runs(values, x, y):
        if len(run) > 1:
            canvas.line(run, color, line, dash)
        else:
            canvas.mark(*run[0], "dot", line * 1.6, color, None)


def last(values: Sequence[float | None]) -> tuple[int, float] | None:
    """Position of the last value that is there, and the value."""
    return next(((i, v) for i in range(len(values) - 1, -1, -1) if (v := values[i]) is not None), None)


def label(
    canvas: Canvas,
    frame: Frame,
    x: float,
    y: float,
    text: str,
    color: str,
    avoid: Sequence[float] = (),
    side: str = "above",
    limit: float | None = None,
) -> None:
    """The label of a line's last point: above it, lifted clear of level lines at the heights ``avoid``.

    ``side`` "after" sets it to the lower right where there is room, because another line passes above the point;
    "before" to the upper left, because one leaves it to the right (to the lower right up to ``limit`` where a level
    line is in the way); "below" under a line that falls.
    """
    wide = style.width(text, style.BODY, True)
    room = x + 6 + wide <= (frame.right if limit is None else limit) and y + 14 < frame.floor
    blocked = side == "before" and any(abs(level - (y - 9.5)) < 6 for level in avoid)
    if room and (side == "after" or blocked):
        canvas.text(x + 6, y + 6, text, style.BODY, color, True)
        return
    down = side == "below" and y + 17 < frame.floor
    middle = y + 10 if down else y - 9.5
    for level in sorted(avoid, reverse=not down):
        if abs(level - middle) < 6:
            middle = level + 6.5 if down else level - 6.5
    centre = x - wide / 2 if side == "before" else x
    centre = min(max(centre, frame.left + wide / 2), frame.right - wide / 2)
    canvas.rect(centre - wide / 2 - 1.5, middle - 5, wide + 3, 10, style.WHITE)
    canvas.text(centre, middle, text, style.BODY, color, True, "center")


def mark_missing(canvas: Canvas, frame: Frame, text: str) -> None:
    """The mark of a panel without any value, in its middle."""
    x, y, wide = (frame.left + frame.right) / 2, (frame.top + frame.floor) / 2, style.width(text)
    canvas.rect(x - wide / 2 - 4, y - 6, wide + 8, 12, style.WHITE)
    canvas.text(x, y, text, color=style.MUTED, align="center")
