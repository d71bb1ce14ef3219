"""The surface charts draw on: points, y downward, written as plain SVG; no state is shared between charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from re import findall

from evaluation.report import fonts
from evaluation.report.charts import style

_CORNERS = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "right": ((0, -1), (1, 0), (0, 1)),
    "left": ((0, -1), (-1, 0), (0, 1)),
    "up": ((-1, 0.7), (1, 0.7), (0, -1)),
    "down": ((-1, -0.5), (1, -0.5), (0, 0.8)),
}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of text: ``x``, ``y`` are its anchor on the baseline, in points from the upper left corner."""

    x: float
    y: float
    text: str
    size: float
    color: str
    bold: bool
    align: str
    upright: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape, filled, stroked or both: a polygon, an open line, or with ``radius`` a circle about its one point.

    ``dash`` is (on, off) in points.
    """

    points: tuple[Point, ...]
    closed: bool
    radius: float | None = None
    fill: str | None
    edge: str | None
    line: float
    dash: tuple[float, float] | None = None


class Canvas:
    """Collects what a chart draws; ``svg(height)`` fixes the height and returns the document."""

    def __init__(self, width: float = style.WIDTH) -> None:
        self.width = width
        self.items: list[Label | Shape] = []

    def polygon(
        self, points: Sequence[Point], fill: str | None, edge: str | None = None, line: float = 0.6
    ) -> None:
        """A closed shape through ``points``."""
        corners = tuple((round(x, 2), round(y, 2)) for x, y in points)
        self.items.append(Shape(points=corners, closed=True, fill=fill, edge=edge, line=line))

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str | None, edge: str | None = None, line: float = 0.6
    ) -> None:
        """A rectangle from its upper left corner; a negative width runs to the left."""
        self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, edge, line)

    def line(
        self,
        points: Sequence[Point],
        color: str = style.LINE,
        line: float = 0.7,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """An open line through ``points``."""
        corners = tuple((round(x, 2), round(y, 2)) for x, y in points)
        self.items.append(Shape(points=corners, closed=False, fill=None, edge=color, line=line, dash=dash))

    def mark(
        self,
        x: float,
        y: float,
        shape: str = "dot",
        size: float = 6.0,
        fill: str | None = style.ACCENT,
        edge: str | None = style.ACCENT,
        line: float = 1.1,
    ) -> None:
        """A marker ``size`` points across: dot, diamond, or a triangle pointing right, left, up or down."""
        x, y, radius = round(x, 2), round(y, 2), size / 2
        if shape == "dot":
            found = Shape(points=((x, y),), closed=True, radius=radius, fill=fill, edge=edge, line=line)
        else:
            corners = tuple((x + dx * radius, y + dy * radius) for dx, dy in _CORNERS[shape])
            found = Shape(points=corners, closed=True, fill=fill, edge=edge, line=line)
        self.items.append(found)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = style.BODY,
        color: str = style.INK,
        bold: bool = False,
        align: str = "left",
        upright: bool = True,
    ) -> None:
        """One line of text whose optical middle is at ``y``; empty text draws nothing.

        ``upright=False`` sets it bottom to top: its middle on ``x``, its start at ``y``.
        """
        text = " ".join(text.split())
        if not text:
            return
        style.width(text, size, bold)  # refuses a character the font lacks
        drop = style.MIDDLE * size
        x, y = (x, y + drop) if upright else (x + drop, y)
        self.items.append(
            Label(
                x=round(x, 2),
                y=round(y, 2),
                text=text,
                size=size,
                color=color,
                bold=bold,
                align=align,
                upright=upright,
            )
        )

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = style.BODY, **how) -> None:
        """A block of lines whose middle is at ``y``; ``how`` as for ``text``."""
        step = size * style.LEADING
        for index, text in enumerate(lines):
            self.text(x, y + (index - (len(lines) - 1) / 2) * step, text, size, **how)

    @property
    def labels(self) -> list[Label]:
        """Every line of text drawn so far."""
        return [item for item in self.items if isinstance(item, Label)]

    def svg(self, height: float) -> str:
        """The document, ``height`` points tall: a bare ``<svg>`` element, the same bytes each time."""
        width, height = _number(self.width), _number(height)
        body = "".join(_label(item) if isinstance(item, Label) else _shape(item) for item in self.items)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" version="1.1" '
            f'font-family="{fonts.FAMILY}" font-size="{_number(style.BODY)}" stroke-linejoin="round">{body}</svg>'
        )


def _number(value: float) -> str:
    """At most three decimals, a thousandth of a point, and none that say nothing."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _label(item: Label) -> str:
    x, y = _number(item.x), _number(item.y)
    size = "" if item.size == style.BODY else f' font-size="{_number(item.size)}"'
    weight = ' font-weight="700"' if item.bold else ""
    anchor = "" if item.align == "left" else f' text-anchor="{_ANCHORS[item.align]}"'
    turn = "" if item.upright else f' transform="rotate(-90 {x} {y})"'
    text = escape(item.text, quote=False)
    return f'<text x="{x}" y="{y}"{size}{weight}{anchor}{turn} fill="{item.color}">{text}</text>'


def _shape(item: Shape) -> str:
    look = f' fill="{item.fill or "none"}"'
    if item.edge:
        look += f' stroke="{item.edge}" stroke-width="{_number(item.line)}"'
    if item.dash:
        look += f' stroke-dasharray="{_number(item.dash[0])} {_number(item.dash[1])}"'
    if item.radius is not None:
        ((x, y),) = item.points
        return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(item.radius)}"{look}></circle>'
    track = "L".join(f"{_number(x)} {_number(y)}" for x, y in item.points)
    return f'<path d="M{track}{"z" if item.closed else ""}"{look}></path>'


def texts(svg: str) -> tuple[str, ...]:
    """The strings that a chart draws, in drawing order."""
    return tuple(unescape(text) for text in findall(r"<text[^>]*>([^<]*)</text>", svg))
