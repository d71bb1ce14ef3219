"""What the money is spent on: one stacked bar with direct labels, and the tested shares against their thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, style
from evaluation.render.charts.canvas import Canvas
from evaluation.render.charts.comb import Tooth, comb
from evaluation.render.charts.scale import Scale

_BAR, _TEST, _GAP = 33.0, 25.0, 11.0
_FILLS = ("#1F4E79", "#4F7298", "#7F9DBB", "#AFC3D6", "#D3DFEA")  # one hue, dark to light
_OTHER = ("#6B747D", "#A9B1B9", "#D3D8DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePart:
    """One item of spending; ``tested`` items are counted in a tested share and drawn in the accent hue, others grey."""

    label: str
    value: float | None
    value_text: str
    tested: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TestedShare:
    """A share in per cent that the clause sets a threshold for, e.g. social insurance subsidies at least 30 %."""

    label: str
    percent: float | None
    percent_text: str
    threshold: float
    threshold_text: str
    state: str = "not_judged"


def structure(parts: Sequence[SharePart], tests: Sequence[TestedShare] = ()) -> str:
    """SVG of the spending structure, parts in the order given.

    ``value_text`` is printed beside each label (amount and share). Parts without a value are listed with their mark.
    ValueError on a negative part: refunds belong in the waterfall.
    """
    parts = check.rows("structure", parts, SharePart, name="parts")
    tests = check.rows("structure", tests, TestedShare, most=8, name="tests") if tests else []
    for part in parts:
        check.number(f"structure part {part.label!r} value", part.value)
        check.missing(f"structure part {part.label!r}", part.value, "not_judged", part.value_text)
        if part.value is not None and part.value < 0:
            raise ValueError(
                f"structure part {part.label!r}: a stacked bar has no negative part, got {part.value!r}; "
                f"show refunds in the waterfall"
            )
    for test in tests:
        where = f"structure test {test.label!r}"
        check.number(f"{where} percent", test.percent)
        check.number(f"{where} threshold", test.threshold, optional=False)
        check.state(where, test.state)
        check.missing(where, test.percent, test.state, test.percent_text)
    canvas = Canvas()
    y = _stack(canvas, parts)
    return canvas.svg(_tests(canvas, tests, y + 8) if tests else y)


def _stack(canvas: Canvas, parts: list[SharePart]) -> float:
    total = sum(part.value or 0 for part in parts)
    fills = _fills(parts)
    outside: list[Tooth] = []
    left = 0.0
    if not total:
        canvas.rect(0, 0, canvas.width, _BAR, style.FAINT)
    for part, fill in zip(parts, fills, strict=True):
        wide = canvas.width * part.value / total if part.value and total else 0.0
        canvas.rect(left, 0, wide, _BAR, fill, style.WHITE if wide > 1.5 else None, 1.0)
        if not _inside(canvas, part, left, wide, fill):
            outside.append(
                Tooth(
                    x=left + wide / 2,
                    label=part.label,
                    value_text=part.value_text,
                    fill=style.WHITE if part.value is None else fill,
                    leader=bool(part.value),
                )
            )
        left += wide
    return comb(canvas, outside, _BAR) + 2


def _fills(parts: list[SharePart]) -> list[str]:
    """Neighbours always differ: each hue is walked from dark to light, again from the second when it ends."""
    counts, fills = {True: 0, False: 0}, []
    for part in parts:
        hues = _FILLS if part.tested else _OTHER
        index = counts[part.tested]
        fills.append(hues[index % len(hues)])
        counts[part.tested] += 1
    return fills


def _inside(canvas: Canvas, part: SharePart, left: float, wide: float, fill: str) -> bool:
    """Label and figure within the segment where they fit in two lines and one."""
    lines = style.wrap(part.label, wide - 8, style.SMALL) if wide > 30 else []
    whole = all(len(line) > 1 for line in lines)
    if not lines or len(lines) > 2 or not whole or style.width(part.value_text, style.SMALL, True) > wide - 8:
        return False
    color = style.WHITE if fill in (*_FILLS[:2], _OTHER[0]) else style.INK
    step = style.height(1, style.SMALL)
    middle = _BAR / 2
    for index, text in enumerate([*lines, part.value_text]):
        canvas.text(left + 5, middle + (index - len(lines) / 2) * step, text, style.SMALL, color, index == len(lines))
    return True


def _tests(canvas: Canvas, tests: list[TestedShare], y: float) -> float:
    value_width = style.widest((t.percent_text for t in tests), bold=True)
    end = canvas.width - value_width - _GAP
    labels, label_width = style.column((t.label for t in tests), min(170.0, end - 150.0))
    known = [t.percent for t in tests if t.percent is not None]
    at = Scale(min([0.0, *known]), max([*known, *(t.threshold for t in tests)]) * 1.25 or 1.0, label_width + _GAP, end)
    canvas.line([(0, y), (canvas.width, y)], style.BAND, 0.6)
    y += 5
    for test, label in zip(tests, labels, strict=True):
        tall = max(_TEST, style.height(len(label)) + 4)
        middle = y + tall / 2 + 4
        missed = test.state == "missed"
        color = style.of_state(test.state)
        canvas.lines(0, middle, label)
        canvas.rect(at.start, middle - 4.2, at.end - at.start, 8.4, style.FAINT)
        x = at(test.threshold)
        if test.percent is not None:
            canvas.rect(at(0), middle - 4.2, at(test.percent) - at(0), 8.4, color)
        canvas.line([(x, middle - 7), (x, middle + 7)], style.WHITE, 2.6)
        canvas.line([(x, middle - 7), (x, middle + 7)], style.INK, 1.1)
        if missed and test.percent is not None:
            canvas.mark(at(test.percent), middle, "diamond", 9.6, color, style.WHITE, 1.0)
        half = style.width(test.threshold_text, style.SMALL) / 2
        canvas.text(
            min(max(x, at.start + half), at.end - half), middle - 13, test.threshold_text, style.SMALL, style.MUTED, align="center"
        )
        canvas.text(
            canvas.width,
            middle,
            test.percent_text,
            bold=test.percent is not None,
            align="right",
            color=color if test.percent is not None else style.MUTED,
        )
        canvas.line([(at(0), middle - 7), (at(0), middle + 7)], style.LINE, 0.8)
        y += tall
    return y + 4
