"""How people move: each stage's count, and its share of the stage before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale

_BAR, _BETWEEN, _GAP = 16.0, 15.0, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage; ``share_text`` is its share of the stage before ("" for the first), with ``state`` if it is judged."""

    label: str
    value: float | None
    value_text: str
    share_text: str = ""
    state: str = "not_judged"


def funnel(stages: Sequence[Stage]) -> str:
    """SVG of the stages from top to bottom, bars from zero. ValueError on a negative count."""
    stages = check.rows("funnel", stages, Stage, name="stages")
    for stage in stages:
        where = f"funnel stage {stage.label!r}"
        check.number(f"{where} value", stage.value)
        check.state(where, stage.state)
        check.missing(where, stage.value, stage.state, stage.value_text)
        if stage.value is not None and stage.value < 0:
            raise ValueError(f"{where}: a count cannot be negative, got {stage.value!r}")
    canvas = Canvas()
    value_width = style.widest((s.value_text for s in stages), bold=True)
    labels, label_width = style.column((s.label for s in stages), 150.0)
    most = max((s.value for s in stages if s.value), default=1.0)
    at = Scale(0, most, label_width + _GAP, canvas.width - value_width - _GAP)
    y = 1.0
    before: tuple[float | None, float] | None = None
    for stage, label in zip(stages, labels, strict=True):
        tall = max(_BAR, style.height(len(label)))
        if before is not None:
            _between(canvas, stage, before, at, y, tall)
            y += _BETWEEN
        middle = y + tall / 2
        canvas.lines(0, middle, label)
        color = style.MUTED if stage.value is None else style.ACCENT
        canvas.text(canvas.width, middle, stage.value_text, bold=stage.value is not None, align="right", color=color)
        if stage.value is None:
            canvas.rect(at(0), middle - _BAR / 2, at.end - at(0), _BAR, style.FAINT)
        else:
            canvas.rect(at(0), middle - _BAR / 2, at(stage.value) - at(0), _BAR, style.ACCENT)
            canvas.line([(at(0), middle - _BAR / 2), (at(0), middle + _BAR / 2)], style.ACCENT, 0.8)
        before = (stage.value, middle + _BAR / 2)
        y += tall
    return canvas.svg(y + 1)


def _between(canvas: Canvas, stage: Stage, before: tuple[float | None, float], at: Scale, y: float, tall: float) -> None:
    """The passage from the stage before, in light grey, with the share that came through."""
    value, bottom = before
    top = y + _BETWEEN + tall / 2 - _BAR / 2
    if value is not None and stage.value is not None:
        canvas.polygon([(at(0), bottom), (at(value), bottom), (at(stage.value), top), (at(0), top)], style.FAINT)
    if not stage.share_text:
        return
    missed = stage.state == "missed"
    color = style.WARNING if missed else style.INK
    middle = (bottom + top) / 2
    canvas.mark(at(0) + 9, middle, "diamond" if missed else "down", 7.0 if missed else 6.0, color, None)
    canvas.text(at(0) + 17, middle, stage.share_text, style.SMALL, color, bold=missed)
