"""Lines over time: cumulative actuals against the schedule, and one rate against its target and the other regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.render.charts import check, key, panel, style
from evaluation.render.charts.canvas import Canvas, Look
from evaluation.render.charts.scale import Scale, span, spread, tick_texts, ticks

_TALL = 132.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativePanel:
    """One target over the year: ``actual`` and ``schedule`` are cumulative, one value a tick; None is not reported."""

    title: str
    ticks: tuple[str, ...]
    actual: tuple[float | None, ...]
    last_text: str
    subtitle: str = ""
    schedule: tuple[float | None, ...] | None = None
    target: float | None = None
    state: str = "not_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeWords:
    """Words of the key; an empty word leaves its entry out."""

    actual: str
    schedule: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A level to compare with: ``value`` alone, or the band ``value``..``upper``."""

    value: float
    text: str
    upper: float | None = None


def cumulative(panels: Sequence[CumulativePanel], words: CumulativeWords) -> str:
    """SVG of small multiples, up to four in a row. Zero baseline. ValueError on mismatched lengths."""
    panels = check.rows("cumulative", panels, CumulativePanel, most=12, name="panels")
    for item in panels:
        where = f"cumulative panel {item.title!r}"
        check.same_length(where, ticks=item.ticks, actual=item.actual, schedule=item.schedule)
        check.rows(where, item.ticks, str, name="ticks")
        check.numbers(f"{where} actual", item.actual)
        check.numbers(f"{where} schedule", item.schedule or ())
        check.number(f"{where} target", item.target)
        check.state(where, item.state)
        _, reached = panel.last(item.actual) or (0, None)
        check.missing(where, reached, item.state, item.last_text)
    canvas = Canvas()
    heads = [panel.Head(title=item.title, subtitle=item.subtitle) for item in panels]
    y = panel.place(canvas, heads, lambda i, frame: _cumulative(canvas, panels[i], frame))
    y = key.strip(
        canvas,
        0,
        y + 4,
        [
            (*key.judged_stroke(canvas, (p.state for p in panels), 1.6), words.actual),
            (*key.stroke(canvas, style.MUTED, 0.9, (2.4, 1.8)), words.schedule),
            (*key.stroke(canvas, style.INK, 0.9), words.target),
        ],
    )
    return canvas.svg(y)


def _cumulative(canvas: Canvas, item: CumulativePanel, frame: panel.Frame) -> None:
    low, high = span([*item.actual, *(item.schedule or ()), item.target], zero=True)
    x, y = panel.across(frame, len(item.ticks)), Scale(low, high, frame.floor, frame.top)
    panel.ticks(canvas, item.ticks, x, frame)
    if low < 0:
        canvas.line([(frame.left, y(0)), (frame.right, y(0))], style.HALF, 0.6)
    levels = []
    if item.target is not None:
        levels.append(y(item.target))
        canvas.line([(frame.left, levels[0]), (frame.right, levels[0])], style.INK, 0.9)
    if item.schedule:
        panel.trace(canvas, item.schedule, x, y, style.MUTED, 0.9, (2.4, 1.8))
    color = style.of_state(item.state)
    panel.trace(canvas, item.actual, x, y, color)
    found = panel.last(item.actual)
    if found is None:
        panel.mark_missing(canvas, frame, item.last_text)
        return
    at, value = found
    planned = item.schedule[at] if item.schedule else None
    behind = planned is not None and value < planned
    before = panel.last(item.actual[:at])
    falls = before is not None and before[1] > value
    side = "below" if falls else "after" if behind else "above"
    panel.label(canvas, frame, x(at), y(value), item.last_text, color, levels, side)
    end(canvas, x(at), y(value), color, item.state)


def end(canvas: Canvas, x: float, y: float, color: str, state: str) -> None:
    """The marker of a last point: a dot, or a diamond where the requirement is missed."""
    shape, size = ("diamond", 7.6) if state == "missed" else ("dot", 5.4)
    canvas.mark(x, y, shape, size + 1.8, style.WHITE, None)
    canvas.mark(x, y, shape, size, color, color)


def series(
    ticks_: Sequence[str],
    values: Sequence[float | None],
    last_text: str,
    *,
    target: Reference | None = None,
    others: Sequence[Sequence[float | None]] = (),
    others_text: str = "",
    state: str = "not_judged",
    suffix: str = "",
    comma: bool = False,
) -> str:
    """SVG of one line over ``ticks_``, its last point labelled, with a target line or band and other regions in grey.

    ``last_text`` is the label of the last point (or the mark when every value is missing); ``suffix`` follows the
    value on the axis, e.g. " %". ValueError on mismatched lengths.
    """
    labels = check.rows("series", ticks_, str, name="ticks")
    check.same_length("series", ticks=labels, values=values)
    check.numbers("series values", values)
    for index, other in enumerate(others):
        check.same_length(f"series others[{index}]", ticks=labels, values=other)
        check.numbers(f"series others[{index}]", other)
    check.state("series", state)
    bounds = _bounds(target)
    found = panel.last(values)
    check.missing("series", None if found is None else found[1], state, last_text)

    canvas = Canvas()
    low, high = span([*values, *(v for other in others for v in other), *bounds], pad=0.06)
    known = bool(bounds) or found is not None or any(panel.last(other) is not None for other in others)
    levels = ticks(low, high) if known else []
    texts = [text + suffix for text in tick_texts(levels, comma)]
    left = style.widest(texts, style.SMALL) + 7
    blocks = [
        [] if found is None else style.wrap(last_text, 96, style.BODY, True),
        style.wrap(target.text, 96, style.SMALL) if target else [],
    ]
    right = (
        max(
            style.widest(blocks[0], style.BODY, True),
            style.widest(blocks[1], style.SMALL),
            style.width(others_text, style.SMALL) if others else 0,
        )
        + 10
    )
    frame = panel.Frame(left=left, right=canvas.width - right, top=6, floor=6 + _TALL)
    x, y = panel.across(frame, len(labels)), Scale(low, high, frame.floor, frame.top)
    for level, text in zip(levels, texts, strict=True):
        canvas.line([(left, y(level)), (frame.right, y(level))], style.FAINT, 0.6)
        canvas.text(left - 5, y(level), text, style.SMALL, style.MUTED, align="right")
    panel.ticks(canvas, labels, x, frame)
    if target and target.upper is not None:
        canvas.rect(left, y(target.upper), frame.right - left, y(target.value) - y(target.upper), style.BAND)
    for other in others:
        panel.trace(canvas, other, x, y, style.HALF, 0.6)
    if target and target.upper is None:
        canvas.line([(left, y(target.value)), (frame.right, y(target.value))], style.INK, 0.9, (4, 2))
    color = style.of_state(state)
    panel.trace(canvas, values, x, y, color, 1.8)
    if found is None:
        panel.mark_missing(canvas, frame, last_text)
    else:
        end(canvas, x(found[0]), y(found[1]), color, state)
    _ends(canvas, frame, y, None if found is None else found[1], blocks, bounds, others, others_text, color)
    return canvas.svg(frame.floor + 14)


def _bounds(target: Reference | None) -> tuple[float, ...]:
    if target is None:
        return ()
    if target.upper is None:
        check.number("series target", target.value, optional=False)
        return (target.value,)
    check.check_order("series target", (target.value, target.upper))
    return (target.value, target.upper)


def _ends(
    canvas: Canvas,
    frame: panel.Frame,
    y: Scale,
    value: float | None,
    blocks: Sequence[Sequence[str]],
    bounds: Sequence[float],
    others: Sequence[Sequence[float | None]],
    others_text: str,
    color: str,
) -> None:
    """The labels right of the plot, at the heights of what they name, pushed apart where they would touch."""
    wanted: list[tuple[float, Sequence[str], Look, float]] = []
    if value is not None:
        wanted.append((y(value), blocks[0], {"bold": True, "color": color}, style.BODY))
    if bounds:
        wanted.append((y(sum(bounds) / len(bounds)), blocks[1], {"color": style.INK}, style.SMALL))
    ends = [found[1] for other in others if (found := panel.last(other)) is not None]
    if ends and others_text:
        wanted.append((y(sorted(ends)[len(ends) // 2]), [others_text], {"color": style.MUTED}, style.SMALL))
    heights = [style.height(len(block), size) for _, block, _, size in wanted]
    places = spread([w[0] for w in wanted], heights, 0, frame.floor + 6, gap=1)
    for place, (_, block, how, size) in zip(places, wanted, strict=True):
        canvas.lines(frame.right + 6, place, block, size, **how)
