"""Who is behind where: numbers in a grid of regions by indicators or quarters, shaded in one hue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.errors import near
from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.largest import MOST_COLUMNS

_ROW, _GAP = 14.0, 8.0
_LIGHT, _DARK = (0xEF, 0xF4, 0xF8), (0x6F, 0x9A, 0xC0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One number as drawn and as printed; None is not reported and its text is the mark."""

    value: float | None
    text: str
    state: str = "not_judged"


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HeatCell]],
    *,
    highlight: str | None = None,
    by_column: bool = True,
    dark: str = "high",
) -> str:
    """SVG of the grid, ``cells[row][column]``.

    ``by_column`` shades each column from its own lowest to its own highest (indicators in different units), otherwise
    the whole grid shares one scale (one indicator over quarters); ``dark`` says which end is dark, "high" or "low".
    """
    rows = check.rows("heat", rows, str)
    columns = check.rows("heat", columns, str, most=MOST_COLUMNS, name="columns")
    grid = _grid(rows, columns, cells)
    if dark not in ("high", "low"):
        raise ValueError(f"heat: dark must be 'high' or 'low', got {dark!r}")
    if highlight is not None and highlight not in rows:
        raise ValueError(f"heat: highlight {highlight!r} is not a row; {near(highlight, rows)}")
    canvas = Canvas()
    room = style.widest((cell.text for line in grid for cell in line), style.SMALL, True) + 14
    most = canvas.width - _GAP - room * len(columns)
    labels, label_width = style.column(rows, min(130.0, max(most, 60.0)), bold=True)
    left = label_width + _GAP
    wide = min((canvas.width - 1 - left) / len(columns), 90.0)
    size = style.SMALL if room <= wide else max(style.SMALL * wide / room, 5.0)
    y = _heads(canvas, columns, left, wide)
    bounds, frame = _bounds(grid, by_column), None
    for name, label, line in zip(rows, labels, grid, strict=True):
        tall = max(_ROW, style.height(len(label)) + 3)
        canvas.lines(0, y + tall / 2, label, bold=name == highlight, color=style.ACCENT if name == highlight else style.INK)
        for index, cell in enumerate(line):
            _cell(canvas, cell, left + index * wide, y, wide, tall, bounds[index], dark, size)
        if name == highlight:
            frame = left, y, wide * len(columns), tall
        y += tall
    if frame:
        canvas.rect(*frame, None, style.ACCENT, 1.3)
    return canvas.svg(y + 1.5)


def _grid(rows: Sequence[str], columns: Sequence[str], cells: Iterable[Iterable[HeatCell]]) -> list[list[HeatCell]]:
    grid = [list(line) for line in cells]
    if len(grid) != len(rows):
        raise ValueError(f"heat: {len(rows)} rows are named but {len(grid)} rows of cells are given")
    for name, line in zip(rows, grid, strict=True):
        if len(line) != len(columns):
            raise ValueError(f"heat: row {name!r} has {len(line)} cells for {len(columns)} columns")
        for column, cell in zip(columns, line, strict=True):
            where = f"heat cell {name!r}, {column!r}"
            if not isinstance(cell, HeatCell):
                raise ValueError(f"{where}: must be a Cell, got {type(cell).__name__}")
            check.number(where, cell.value)
            check.state(where, cell.state)
            check.missing(where, cell.value, cell.state, cell.text)
    return grid


def _heads(canvas: Canvas, columns: list[str], left: float, wide: float) -> float:
    """Column heads over their columns; turned upright together when one has a word wider than its column."""
    blocks = [style.wrap(text, wide - 4, style.SMALL) for text in columns]
    words = [word for text in columns for word in text.split() if word.isascii()]
    flat = style.widest(words, style.SMALL) <= wide - 4 and max(map(len, blocks)) <= 4
    if flat:
        tall = style.height(max(map(len, blocks)), style.SMALL) + 4
        for index, block in enumerate(blocks):
            middle = tall - 3 - style.height(len(block), style.SMALL) / 2
            canvas.lines(left + (index + 0.5) * wide, middle, block, style.SMALL, color=style.MUTED, align="center")
        return tall
    limit = 96.0
    blocks = [style.wrap(text, limit, style.SMALL) for text in columns]
    tall = max(style.widest(block, style.SMALL) for block in blocks) + 6
    for index, block in enumerate(blocks):
        middle = left + (index + 0.5) * wide
        step = style.SMALL * style.LEADING
        for row, text in enumerate(block):
            x = middle + (row - (len(block) - 1) / 2) * step
            canvas.text(x, tall - 4, text, style.SMALL, style.MUTED, upright=False)
    return tall


def _bounds(grid: list[list[HeatCell]], by_column: bool) -> list[tuple[float, float]]:
    columns = [[cell.value for cell in column if cell.value is not None] for column in zip(*grid, strict=True)]
    whole = [value for column in columns for value in column]
    pools = columns if by_column else [whole] * len(columns)
    return [(min(pool), max(pool)) if pool else (0.0, 0.0) for pool in pools]


def _cell(
    canvas: Canvas,
    cell: HeatCell,
    x: float,
    y: float,
    wide: float,
    tall: float,
    bounds: tuple[float, float],
    dark: str,
    size: float,
) -> None:
    if cell.value is None:
        canvas.rect(x, y, wide, tall, style.WHITE, style.BAND, 0.5)
        canvas.text(x + wide / 2, y + tall / 2, cell.text, size, style.MUTED, align="center")
        return
    canvas.rect(x, y, wide, tall, shade(cell.value, *bounds, dark), style.WHITE, 0.8)
    missed = cell.state == "missed"
    canvas.text(x + wide / 2 + (3 if missed else 0), y + tall / 2, cell.text, size, bold=missed, align="center")
    if missed:
        edge = x + wide / 2 + 3 - style.width(cell.text, size, True) / 2
        canvas.mark(edge - 5.5, y + tall / 2, "diamond", 6.6, style.WARNING, style.WHITE, 0.7)


def shade(value: float, low: float, high: float, dark: str = "high") -> str:
    """Colour of ``value`` between ``low`` and ``high`` in the one hue of the page."""
    share = 0.35 if high == low else (value - low) / (high - low)
    share = share if dark == "high" else 1 - share
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(_LIGHT, _DARK, strict=True))
    return f"#{red:02X}{green:02X}{blue:02X}"
