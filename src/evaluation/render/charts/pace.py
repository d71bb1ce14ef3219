"""Is the training on pace: what was reached, what is needed until the last class that can still start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, key, panel, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.lines import end
from evaluation.render.charts.scale import Scale, span

_DOTS = (1.2, 2.2)
_LOOK = {
    "met": ("dot", style.ACCENT),
    "missed": ("diamond", style.WARNING),
    "not_judged": ("up", style.INK),
    "missing": ("", style.MUTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PacePanel:
    """One training stream. ``actual`` is cumulative, one value a tick, None where not reported or still to come.

    ``last_start`` is the position among ``ticks`` of the last feasible class start. ``verdict`` is printed beside a
    shape that follows ``state``: met (can be completed) dot, not_judged (more classes) triangle, missed diamond.
    """

    title: str
    ticks: tuple[str, ...]
    actual: tuple[float | None, ...]
    last_text: str
    verdict: str
    target: float | None = None
    last_start: int | None = None
    subtitle: str = ""
    state: str = "not_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceWords:
    """Words of the key; an empty word leaves its entry out."""

    actual: str
    needed: str
    target: str
    last_start: str


def pace(panels: Sequence[PacePanel], words: PaceWords) -> str:
    """SVG of one panel a stream, up to four in a row. ValueError on mismatched lengths or positions."""
    panels = check.rows("pace", panels, PacePanel, most=12, name="panels")
    for item in panels:
        _check(item)
    canvas = Canvas()
    heads = [
        panel.Head(
            title=item.title, subtitle=item.subtitle, verdict=item.verdict, shape=_LOOK[item.state][0], color=_LOOK[item.state][1]
        )
        for item in panels
    ]
    y = panel.place(canvas, heads, lambda i, frame: _pace(canvas, panels[i], frame))
    y = key.strip(
        canvas,
        0,
        y + 4,
        [
            (*key.judged_stroke(canvas, (p.state for p in panels), 1.6), words.actual),
            (*key.judged_stroke(canvas, (p.state for p in panels), 1.3, _DOTS), words.needed),
            (*key.stroke(canvas, style.INK, 0.9), words.target),
            (6.0, lambda x, y: _gate(canvas, x + 3, y - 5, y + 5), words.last_start),
        ],
    )
    return canvas.svg(y)


def _check(item: PacePanel) -> None:
    where = f"pace panel {item.title!r}"
    check.rows(where, item.ticks, str, name="ticks")
    check.same_length(where, ticks=item.ticks, actual=item.actual)
    check.numbers(f"{where} actual", item.actual)
    check.number(f"{where} target", item.target)
    check.state(where, item.state)
    _, reached = panel.last(item.actual) or (0, None)
    check.missing(where, reached, item.state, item.last_text)
    if item.last_start is not None and not 0 <= item.last_start < len(item.ticks):
        raise ValueError(f"{where}: last_start must be a position 0..{len(item.ticks) - 1}, got {item.last_start!r}")


def _gate(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.line([(x, top), (x, bottom)], style.LINE, 0.8)
    canvas.mark(x, top, "down", 5.0, style.LINE, None)


def _pace(canvas: Canvas, item: PacePanel, frame: panel.Frame) -> None:
    low, high = span([*item.actual, item.target], zero=True)
    x, y = panel.across(frame, len(item.ticks)), Scale(low, high, frame.floor, frame.top)
    panel.ticks(canvas, item.ticks, x, frame)
    if low < 0:
        canvas.line([(frame.left, y(0)), (frame.right, y(0))], style.HALF, 0.6)
    gate = None if item.last_start is None else x(item.last_start) - 2
    if item.last_start is not None:
        _gate(canvas, x(item.last_start), frame.top - 1, frame.floor)
    levels = []
    if item.target is not None:
        levels.append(y(item.target))
        canvas.line([(frame.left, levels[0]), (frame.right, levels[0])], style.INK, 0.9)
    color = style.of_state(item.state)
    found = panel.last(item.actual)
    if found is None:
        panel.mark_missing(canvas, frame, item.last_text)
        return
    at, value = found
    here = x(at), y(value)
    needs = False
    panel.trace(canvas, item.actual, x, y, color)
    if item.last_start is not None and item.target is not None:
        needs = item.last_start > at and value < item.target
        if needs:
            canvas.line([here, (x(item.last_start), y(item.target))], color, 1.3, _DOTS)
    panel.label(canvas, frame, *here, item.last_text, color, levels, "before" if needs else "above", gate)
    end(canvas, *here, color, item.state)
