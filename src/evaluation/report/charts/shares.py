"""What the money is spent on: one stacked bar with direct labels, and the tested shares against their thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.report.charts import check, style
from evaluation.report.charts.canvas import Canvas
from evaluation.report.charts.scale import Scale

_BAR, _COMB, _TEST, _GAP = 33.0, 12.0, 20.0, 11.0
_FILLS = ("#1F4E79", "#4F7298", "#7F9DBB", "#AFC3D6", "#D3DFEA")  # one hue, dark to light
_OTHER = ("#6B747D", "#A9B1B9", "#D3D8DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
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


def structure(parts: Sequence[Part], tests: Sequence[TestedShare] = ()) -> str:
    """SVG of the spending structure, parts in the order given.

    ``value_text`` is printed beside each label (amount and share). Parts without a value are listed with their mark.
    ValueError on a negative part: refunds belong in the waterfall.
    """
    parts = check.rows("structure", parts, Part, name="parts")
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


def _stack(canvas: Canvas, parts: list[Part]) -> float:
    total = sum(part.value or 0 for part in parts)
    fills = _fills(parts)
    outside: list[tuple[float, Part]] = []
    left = 0.0
    if not total:
        canvas.rect(0, 0, canvas.width, _BAR, style.FAINT)
    for part, fill in zip(parts, fills, strict=True):
        wide = canvas.width * part.value / total if part.value and total else 0.0
        canvas.rect(left, 0, wide, _BAR, fill, style.WHITE if wide > 1.5 else None, 1.0)
        if not _inside(canvas, part, left, wide, fill):
            outside.append((left + wide / 2, part))
        left += wide
    return _comb(canvas, outside)


def _fills(parts: list[Part]) -> list[str]:
    """Neighbours always differ: each hue is walked from dark to light, again from the second when it ends."""
    counts, fills = {True: 0, False: 0}, []
    for part in parts:
        hues = _FILLS if part.tested else _OTHER
        index = counts[part.tested]
        fills.append(hues[index % len(hues)])
        counts[part.tested] += 1
    return fills


def _inside(canvas: Canvas, part: Part, left: float, wide: float, fill: str) -> bool:
    """Label and figure within the segment where they fit in two lines and one."""
    lines = style.wrap(part.label, wide - 8, style.SMALL) if wide > 30 else []
    whole = all(len(line) > 1 for line in lines)
    if not lines or len(lines) > 2 or not whole or style.width(part.value_text, style.SMALL, True) > wide - 8:
        return False
    color = style.WHITE if fill in (*_FILLS[:2], _OTHER[0]) else style.INK
    step = style.height(1, style.SMALL)
    middle = _BAR / 2
    for index, text in enumerate([*lines, part.value_text]):
        canvas.text(
            left + 5, middle + (index - len(lines) / 2) * step, text, style.SMALL, color, index == len(lines)
        )
    return True


def _comb(canvas: Canvas, outside: list[tuple[float, Part]]) -> float:
    """Labels of the other parts below the bar, each at the end of its own leader; no leader crosses a label.

    A label stands left of its leader, below those of the leaders it passes under; where the left has no room for
    it, right of its leader, mirrored and below the others.
    """
    if not outside:
        return _BAR + 2
    left = [(x, part, -1) for x, part in outside if x - 5 >= _length(part)]
    right = [(x, part, 1) for x, part in outside if x - 5 < _length(part)][::-1]
    rows: list[tuple[float, int]] = []
    base = 0
    for x, part, side in [*left, *right]:
        if side > 0 and rows and base == 0 and left:
            base = 1 + max(row for _, row in rows)
            rows = []
        reach = x + side * (_length(part) + 6)
        row = max((r + 1 for at, r in rows if (at - reach) * side < 0), default=base)
        rows.append((x, row))
        y = _BAR + 11 + row * _COMB
        if part.value:
            canvas.line([(x, _BAR + 1), (x, y), (x + 4 * side, y)], style.LINE, 0.6)
        _label(canvas, x + 6 * side, y, part, side)
    return _BAR + 11 + (max(row for _, row in rows) + 0.5) * _COMB + 2


def _length(part: Part) -> float:
    return style.width(part.label, style.SMALL) + 5 + style.width(part.value_text, style.SMALL, True) + 2


def _label(canvas: Canvas, x: float, y: float, part: Part, side: int) -> None:
    value = style.width(part.value_text, style.SMALL, True)
    if side < 0:
        canvas.text(x, y, part.value_text, style.SMALL, bold=True, align="right")
        canvas.text(x - value - 5, y, part.label, style.SMALL, align="right")
        return
    x = max(0.0, min(x, canvas.width - _length(part)))
    canvas.text(x, y, part.label, style.SMALL)
    canvas.text(x + style.width(part.label, style.SMALL) + 5, y, part.value_text, style.SMALL, bold=True)


def _tests(canvas: Canvas, tests: list[TestedShare], y: float) -> float:
    value_width = style.widest((t.percent_text for t in tests), bold=True)
    end = canvas.width - value_width - _GAP
    labels, label_width = style.column((t.label for t in tests), min(170.0, end - 150.0))
    known = [t.percent for t in tests if t.percent is not None]
    at = Scale(
        min([0.0, *known]), max([*known, *(t.threshold for t in tests)]) * 1.25 or 1.0, label_width + _GAP, end
    )
    canvas.line([(0, y), (canvas.width, y)], style.BAND, 0.6)
    y += 5
    for test, label in zip(tests, labels, strict=True):
        tall = max(_TEST + 5, style.height(len(label)) + 4)
        middle = y + tall / 2 + 4
        missed = test.state == "missed"
        color = style.WARNING if missed else style.ACCENT
        canvas.lines(0, middle, label)
        canvas.rect(at.start, middle - 4.2, at.end - at.start, 8.4, style.FAINT)
        x = at(test.threshold)
        if test.percent is not None:
            canvas.rect(at(0), middle - 4.2, at(test.percent) - at(0), 8.4, color)
        canvas.line([(x, middle - 7), (x, middle + 7)], style.WHITE, 2.6)
        canvas.line([(x, middle - 7), (x, middle + 7)], style.INK, 1.1)
        if missed:
            canvas.mark(at(test.percent), middle, "diamond", 9.6, color, style.WHITE, 1.0)
        half = style.width(test.threshold_text, style.SMALL) / 2
        canvas.text(
            min(max(x, at.start + half), at.end - half),
            middle - 13,
            test.threshold_text,
            style.SMALL,
            style.MUTED,
            align="center",
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
