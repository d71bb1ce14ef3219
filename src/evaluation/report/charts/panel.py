"""Small panels side by side: shared frame of the cumulative and the pace charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.report.charts import style
from evaluation.report.charts.canvas import Canvas, Point
from evaluation.report.charts.scale import Scale

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
        depth = [max(len(blocks[i][part]) for i in batch) for part in range(3)]
        tops = [y, y + style.height(depth[0]) + 1]
        tops.append(tops[1] + style.height(depth[1], style.SMALL) + (1 if depth[1] else 0))
        top = tops[2] + (style.height(depth[2], style.SMALL) + 1 if depth[2] else 0) + 2
        floor = top + SPARE + PLOT
        for i in batch:
            left = (i - first) * (wide + _GUTTER)
            _head(canvas, heads[i], blocks[i], left, tops)
            draw(i, Frame(left=left, right=left + wide, top=top + SPARE, floor=floor))
        y = floor + _FOOT + (_BETWEEN if batch[-1] < count - 1 else 0)
    return y


def _blocks(head: Head, wide: float) -> list[list[str]]:
    return [
        style.wrap(head.title, wide, style.BODY, True),
        style.wrap(head.subtitle, wide, style.SMALL) if head.subtitle else [],
        style.wrap(head.verdict, wide - (10 if head.shape else 0), style.SMALL, True) if head.verdict else [],
    ]


def _head(canvas: Canvas, head: Head, blocks: list[list[str]], left: float, tops: list[float]) -> None:
    indent = 10 if head.shape else 0
    looks = (
        {"size": style.BODY, "bold": True},
        {"size": style.SMALL, "color": style.MUTED},
        {"size": style.SMALL, "color": head.color, "bold": True},
    )
    for part, (block, top, how) in enumerate(zip(blocks, tops, looks, strict=True)):
        x = left + (indent if part == 2 else 0)
        canvas.lines(x, top + style.height(len(block), how["size"]) / 2, block, **how)
    if blocks[2] and head.shape:
        size = 7.4 if head.shape == "diamond" else 5.6
        canvas.mark(left + 4, tops[2] + style.height(1, style.SMALL) / 2, head.shape, size, head.color, head.color)


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
    chosen: list[int] = []
    step = 1
    while step <= len(texts):
        chosen = list(range(len(texts) - 1, -1, -step))[::-1]
        pairs = zip(chosen, chosen[1:], strict=False)
        if all(places[b][0] - places[a][0] >= places[a][1] + places[b][1] + 3 for a, b in pairs):
            break
        step += 1
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


def trace(canvas: Canvas, values: Sequence[float | None], x: Scale, y: Scale, color: str, line: float = 1.6,
          dash: tuple[float, float] | None = None) -> None:
    """The line through ``values``; a value alone between gaps is a small dot."""
    for run in runs(values, x, y):
        if len(run) > 1:
            canvas.line(run, color, line, dash)
        else:
            canvas.mark(*run[0], "dot", line * 1.6, color, None)


def last(values: Sequence[float | None]) -> int | None:
    """Position of the last value that is there."""
    return next((i for i in range(len(values) - 1, -1, -1) if values[i] is not None), None)


def label(canvas: Canvas, frame: Frame, x: float, y: float, text: str, color: str, avoid: Sequence[float] = ()) -> None:
    """The label of a line's last point: above it, lifted clear of level lines at the heights ``avoid``."""
    half = style.width(text, style.BODY, True) / 2
    middle = y - 9.5
    for level in sorted(avoid, reverse=True):
        if abs(level - middle) < 6:
            middle = level - 6.5
    canvas.text(min(max(x, frame.left + half), frame.right - half), middle, text, style.BODY, color, True, "center")
