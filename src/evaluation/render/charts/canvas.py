"""The surface charts draw on: points, y downward, no axes, no state shared between charts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypedDict, Unpack
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from evaluation.render import fonts
from evaluation.render.charts import style

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

_SETTINGS: Mapping[RcKeyType, Any] = {"svg.hashsalt": "evaluation", "path.simplify": False, "path.sketch": None}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_SURPLUS = re.compile(r'<(metadata|defs)>.*?</\1>|<g id="[^"]*"/?>|</g>')
_INDENT = re.compile("> +<")
_STROKES = 'stroke-linejoin="round" stroke-linecap="butt"'
_SHAPES = {
    "dot": Path.unit_circle(),
    "diamond": Path([(0, -1), (1, 0), (0, 1), (-1, 0), (0, -1)], closed=True),
    "right": Path([(0, -1), (1, 0), (0, 1), (0, -1)], closed=True),
    "left": Path([(0, -1), (-1, 0), (0, 1), (0, -1)], closed=True),
    "up": Path([(-1, 0.7), (1, 0.7), (0, -1), (-1, 0.7)], closed=True),
    "down": Path([(-1, -0.5), (1, -0.5), (0, 0.8), (-1, -0.5)], closed=True),
}

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
    """One path: filled, stroked or both; ``dash`` is (on, off) in points."""

    path: Path
    fill: str | None
    edge: str | None
    line: float
    dash: tuple[float, float] | None = None


class Look(TypedDict, total=False):
    """How :meth:`Canvas.text` draws, but for the size."""

    color: str
    bold: bool
    align: str
    upright: bool


class Canvas:
    """Collects what a chart draws; ``svg(height)`` fixes the height and returns the document."""

    def __init__(self, width: float = style.WIDTH) -> None:
        self.width = width
        self.items: list[Label | Shape] = []

    def polygon(self, points: Sequence[Point], fill: str | None, edge: str | None = None, line: float = 0.6) -> None:
        """A closed shape through ``points``."""
        corners = [(round(x, 2), round(y, 2)) for x, y in points]
        path = Path([*corners, corners[0]], closed=True)
        self.items.append(Shape(path=path, fill=fill, edge=edge, line=line))

    def rect(self, x: float, y: float, w: float, h: float, fill: str | None, edge: str | None = None, line: float = 0.6) -> None:
        """A rectangle from its upper left corner; a negative width runs to the left."""
        self.polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, edge, line)

    def line(
        self, points: Sequence[Point], color: str = style.LINE, line: float = 0.7, dash: tuple[float, float] | None = None
    ) -> None:
        """An open line through ``points``."""
        path = Path([(round(x, 2), round(y, 2)) for x, y in points])
        self.items.append(Shape(path=path, fill=None, edge=color, line=line, dash=dash))

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
        place = Affine2D().scale(size / 2).translate(round(x, 2), round(y, 2))
        self.items.append(Shape(path=_SHAPES[shape].transformed(place), fill=fill, edge=edge, line=line))

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
            Label(x=round(x, 2), y=round(y, 2), text=text, size=size, color=color, bold=bold, align=align, upright=upright)
        )

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = style.BODY, **how: Unpack[Look]) -> None:
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
        buffer = io.StringIO()
        with _settings():
            renderer = RendererSVG(self.width, height, buffer, metadata=_NO_METADATA)
            _replay(self.items, height, renderer)
            renderer.finalize()
        return _bare(buffer.getvalue())


@contextmanager
def _settings() -> Iterator[None]:
    """``_SETTINGS`` for a while; matplotlib's own ``rc_context`` copies all of its settings, as long as a chart takes."""
    before: Mapping[RcKeyType, Any] = {name: mpl.rcParams[name] for name in _SETTINGS}
    mpl.rcParams.update(_SETTINGS)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


_ANCHORS = {"left": "start", "right": "end", "center": "middle"}


@cache
def _face(size: float, color: str, bold: bool, align: str) -> str:
    weight = "font-weight: 700; " if bold else ""
    return f"{weight}font-size: {size:g}px; text-anchor: {_ANCHORS[align]}; fill: {color.lower()}"


def _replay(items: Sequence[Label | Shape], height: float, renderer: RendererSVG) -> None:
    """Draws straight on the renderer: a figure and an artist for each item take several times as long, and so does
    matplotlib's own way from a text to its element."""
    flip = Affine2D().scale(1, -1).translate(0, height)
    for item in items:
        if isinstance(item, Label):
            place = {"x": f"{item.x:g}", "y": f"{item.y:g}"}
            if not item.upright:
                place["transform"] = f"rotate(-90 {item.x:g} {item.y:g})"
            style_ = _face(item.size, item.color, item.bold, item.align)
            renderer.writer.element("text", item.text, attrib={"style": style_, **place})
            continue
        gc = renderer.new_gc()
        gc.set_joinstyle("round")
        gc.set_linewidth(item.line if item.edge else 0)
        gc.set_foreground(item.edge or style.INK)
        if item.dash:
            gc.set_dashes(0, item.dash)
        fill = mpl.colors.to_rgba(item.fill) if item.fill else None
        renderer.draw_path(gc, item.path, flip, fill)


def _bare(document: str) -> str:
    """Without prolog, metadata, global style rule and identifiers: several charts share one page."""
    document = _SURPLUS.sub("", document[document.index("<svg") :].replace("\n", ""))
    document = _INDENT.sub("><", document)
    return document.replace("<svg ", f'<svg font-family="{fonts.FAMILY}" {_STROKES} ', 1).strip() + "\n"


def texts(svg: str) -> tuple[str, ...]:
    """The strings that a chart draws, in drawing order."""
    return tuple(node.text or "" for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
