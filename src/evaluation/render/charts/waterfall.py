"""From what was available to what is left: carry-over and income by source, less spending, to the balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.scale import Scale, span

_ROW, _BAR, _GAP = 15.5, 9.6, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``kind`` "change" adds ``value`` (negative: spending, refund) to what is there; "total" restates the running sum."""

    label: str
    value: float | None
    value_text: str
    kind: str = "change"


def waterfall(steps: Sequence[Step], tolerance: float = 1e-6) -> str:
    """SVG of the steps from top to bottom; a first total sets the start.

    A missing change is drawn as its mark and leaves the sum as it is. ValueError when a later total differs from the
    running sum by more than ``tolerance`` of the largest step, unless a change before it is missing.
    """
    steps = check.rows("waterfall", steps, Step, name="steps")
    places = _places(steps, tolerance)
    canvas = Canvas()
    value_width = style.widest((s.value_text for s in steps), bold=True)
    labels, label_width = style.column((s.label for s in steps), 165.0)
    low, high = span([v for place in places if place for v in place], zero=True)
    at = Scale(low, high, label_width + _GAP, canvas.width - value_width - _GAP)
    y, before = 2.0, None
    for step, place, label in zip(steps, places, labels, strict=True):
        tall = max(_ROW, style.height(len(label)) + 4)
        middle, total = y + tall / 2, step.kind == "total"
        if total and step is not steps[0]:
            canvas.line([(0, y), (canvas.width, y)], style.BAND, 0.6)
        canvas.lines(0, middle, label, bold=total)
        canvas.text(
            canvas.width, middle, step.value_text, bold=total, align="right", color=style.MUTED if step.value is None else style.INK
        )
        if place:
            if before:
                canvas.line([(at(before[0]), before[1]), (at(before[0]), middle - _BAR / 2)], style.LINE, 0.6)
            _bar(canvas, step, place, at, middle)
            before = (place[1], middle + _BAR / 2)
        y += tall
    canvas.line([(at(0), 2), (at(0), y)], style.LINE, 0.8)
    return canvas.svg(y + 2)


def _bar(canvas: Canvas, step: Step, place: tuple[float, float], at: Scale, y: float) -> None:
    left, right = sorted((at(place[0]), at(place[1])))
    wide = max(right - left, 0.8)
    if step.kind == "total":
        canvas.rect(left, y - _BAR / 2, wide, _BAR, style.ACCENT)
    elif place[1] >= place[0]:
        canvas.rect(left, y - _BAR / 2, wide, _BAR, style.TINT)
    else:  # an outline, so that what leaves differs from what arrives in greyscale too
        canvas.rect(left + 0.4, y - _BAR / 2 + 0.4, max(wide - 0.8, 0.4), _BAR - 0.8, style.WHITE, style.MUTED, 0.9)


def _places(steps: list[Step], tolerance: float) -> list[tuple[float, float] | None]:
    """From and to of every bar; None for a missing one."""
    running, known = 0.0, True
    places: list[tuple[float, float] | None] = []
    largest = max((abs(s.value) for s in steps if isinstance(s.value, (int, float))), default=0.0)
    for index, step in enumerate(steps):
        where = f"waterfall step {step.label!r}"
        check.number(where, step.value)
        check.missing(where, step.value, "not_judged", step.value_text)
        if step.kind not in ("change", "total"):
            raise ValueError(f"{where}: kind must be 'change' or 'total', got {step.kind!r}")
        if step.value is None:
            known = False
            places.append(None)
        elif step.kind == "change":
            places.append((running, running + step.value))
            running += step.value
        else:
            if index and known and abs(step.value - running) > tolerance * max(largest, 1e-12):
                raise ValueError(f"{where}: total is {step.value!r} but the steps before it sum to {running!r}")
            running, known = float(step.value), True
            places.append((0.0, running))
    return places
