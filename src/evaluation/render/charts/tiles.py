"""A map of equal tiles: every region as large as the others, where it roughly lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.heat import shade

_TALL, _GAP = 36.0, 2.5
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One region at ``row`` and ``column`` (from 1, row 1 in the north); None is without a figure, its text the mark."""

    label: str
    row: int
    column: int
    value: float | None
    text: str
    state: str = "not_judged"


def tiles(places: Sequence[Tile]) -> str:
    """SVG of the tiles, dark is high; a diamond marks a missed line."""
    places = check.rows("tiles", places, Tile, most=_MOST, name="tiles")
    taken: dict[tuple[int, int], str] = {}
    for tile in places:
        where = f"tile {tile.label!r}"
        check.number(where, tile.value)
        check.state(where, tile.state)
        check.missing(where, tile.value, tile.state, tile.text)
        if tile.row < 1 or tile.column < 1:
            raise ValueError(f"{where}: rows and columns count from 1, got {tile.row}, {tile.column}")
        if (tile.row, tile.column) in taken:
            raise ValueError(f"{where} lies on {taken[tile.row, tile.column]!r}; move one")
        taken[tile.row, tile.column] = tile.label
    first_row, first_column = min(t.row for t in places), min(t.column for t in places)
    across = max(t.column for t in places) - first_column + 1
    down = max(t.row for t in places) - first_row + 1
    canvas = Canvas()
    wide = min(canvas.width / across, 76.0)
    start = (canvas.width - wide * across) / 2
    known = [t.value for t in places if t.value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    for tile in places:
        x, y = start + (tile.column - first_column) * wide, (tile.row - first_row) * _TALL
        inner, tall = wide - _GAP, _TALL - _GAP
        if tile.value is None:
            canvas.rect(x + 0.3, y + 0.3, inner - 0.6, tall - 0.6, style.WHITE, style.HALF, 0.6)
        else:
            canvas.rect(x, y, inner, tall, shade(tile.value, low, high))
        middle, missed = x + inner / 2, tile.state == "missed"
        canvas.text(middle, y + tall * 0.3, tile.label, _fit(tile.label, inner - 4, style.SMALL), align="center")
        shift = 4 if missed else 0
        size = _fit(tile.text, inner - 18, style.BODY, True)
        color = style.MUTED if tile.value is None else style.INK
        canvas.text(middle + shift, y + tall * 0.7, tile.text, size, color, bold=True, align="center")
        if missed:
            edge = middle + shift - style.width(tile.text, size, True) / 2
            canvas.mark(edge - 6, y + tall * 0.7, "diamond", 7.0, style.WARNING, style.WHITE, 0.7)
    return canvas.svg(down * _TALL + 1)


def _fit(text: str, room: float, size: float, bold: bool = False) -> float:
    """``size``, or as much less as ``text`` needs to stay within ``room``."""
    return min(size, size * room / max(style.width(text, size, bold), 1e-9))
