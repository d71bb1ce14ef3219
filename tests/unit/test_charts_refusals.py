"""What charts refuse: mismatched rows get a ValueError that names the chart, the row and what was given."""

from __future__ import annotations

import pytest

from evaluation.render import charts
from evaluation.render.charts import canvas, style

SPINE_WORDS = charts.SpineWords(**dict.fromkeys(charts.SpineWords.__dataclass_fields__, "词"))
LINE_WORDS = charts.CumulativeWords(actual="a", schedule="b", target="c")
PACE_WORDS = charts.PaceWords(actual="a", needed="b", target="c", last_start="d")
SCHEDULE = charts.Schedule(percent=75)


def spine(**change):
    return charts.spine([charts.SpineRow(**{"label": "甲", "value": 1, "value_text": "1", **change})], SPINE_WORDS)


def progress(**change):
    return charts.progress([charts.ProgressRow(**{"label": "甲", "percent": 1, "percent_text": "1 %", **change})], SCHEDULE)


def cumulative(**change):
    panel = {"title": "甲", "ticks": ("Q1", "Q2"), "actual": (1, 2), "last_text": "2", **change}
    return charts.cumulative([charts.CumulativePanel(**panel)], LINE_WORDS)


def pace(**change):
    panel = {"title": "甲", "ticks": ("Q1", "Q2"), "actual": (1, 2), "last_text": "2", "verdict": "", **change}
    return charts.pace([charts.PacePanel(**panel)], PACE_WORDS)


def dot(**change):
    return charts.DotRow(**{"key": "a", "label": "甲", "value": 1, "value_text": "1", **change})


def step(label, value, kind="change"):
    return charts.Step(label=label, value=value, value_text=str(value), kind=kind)


def item(achieved, available):
    return [charts.ScoreGroup(label="甲", items=(charts.ScoreItem(achieved=achieved, available=available),), text="1")]


def slope(**change):
    given = {"key": "a", "label": "甲", "before": 1, "after": 2, "before_text": "1", "after_text": "2", **change}
    return charts.slopes([charts.Slope(**given)], ("前", "后"), ["a"])


def tile(**change):
    first = charts.Tile(label="甲", row=1, column=1, value=1, text="1")
    return charts.tiles([first, charts.Tile(**{"label": "乙", "row": 1, "column": 2, "value": 1, "text": "1", **change})])


CELL = charts.HeatCell(value=1, text="1")
NAN = float("nan")

REFUSED = {
    "slope without a value": (lambda: slope(after=None), "slopes row '甲' after: a finite number is needed, got None"),
    "slope without a text": (lambda: slope(before_text=" "), "slopes row '甲' before: its text is empty"),
    "slope told of nobody": (lambda: slope(key="b"), "slopes: highlight 'a' is not the key of a row"),
    "two tiles on one place": (lambda: tile(column=1), "tile '乙' lies on '甲'; move one"),
    "tile off the map": (lambda: tile(row=0), "tile '乙': rows and columns count from 1, got 0, 2"),
    "tile without a figure": (lambda: tile(value=None, state="met"), "tile '乙': state 'met' needs a value"),
    "no rows": (lambda: charts.spine([], SPINE_WORDS), "spine: 1 to 40 rows can be drawn, got 0"),
    "too many rows": (lambda: charts.bars([dot(key=str(i)) for i in range(41)]), "bars: 1 to 40 rows.*got 41; split"),
    "wrong kind": (lambda: charts.dots([step("甲", 1)]), r"dots: rows\[0\] must be a DotRow, got Step"),
    "nan": (lambda: spine(value=NAN), "spine row '甲' value: a finite number or None .*nan"),
    "bool": (lambda: spine(target=True), "spine row '甲' target: a finite number"),
    "text": (lambda: progress(percent="101.7"), "progress row '甲' percent: .*'101.7'"),
    "range upside down": (lambda: spine(low=3, high=1), r"low\.\.high: low must not exceed high, got \(3, 1\)"),
    "half a range": (lambda: spine(q1=3), r"q1 and q3 are given together or not at all, got \(3, None\)"),
    "interval upside down": (lambda: spine(interval=(2, 1)), "interval: low must not exceed high"),
    "interval of one": (lambda: charts.dots([dot(interval=(2,))]), r"interval: \(low, high\) or None is needed, got \(2,\)"),
    "direction": (lambda: spine(better="up"), "better must be 'high', 'low' or None, got 'up'"),
    "state": (lambda: progress(state="mised"), "unknown state 'mised'; did you mean 'missed'"),
    "missing and missed": (lambda: spine(value=None, state="missed"), "state 'missed' needs a value, got None"),
    "value and missing": (lambda: spine(state="missing"), "state 'missing' but a value is given"),
    "no mark": (lambda: progress(percent=None, percent_text=" "), "its text is empty; .* the mark '…' or '—'"),
    "lengths": (lambda: cumulative(actual=(1,)), "lengths differ: ticks 2, actual 1"),
    "schedule length": (lambda: cumulative(schedule=(1, 2, 3)), "ticks 2, actual 2, schedule 3"),
    "series length": (lambda: charts.series(["Q1"], [1, 2], "2"), "series: lengths differ: ticks 1, values 2"),
    "other length": (lambda: charts.series(["Q1"], [1], "1", others=[[1, 2]]), r"series others\[0\]: lengths differ"),
    "last start": (lambda: pace(last_start=2), r"last_start must be a position 0\.\.1, got 2"),
    "negative part": (lambda: charts.structure([charts.SharePart(label="甲", value=-1, value_text="−1")]), "no negative part"),
    "negative stage": (lambda: charts.funnel([charts.Stage(label="甲", value=-1, value_text="−1")]), "cannot be negative"),
    "wrong total": (
        lambda: charts.waterfall([step("结转", 5, "total"), step("支出", -2), step("结余", 4, "total")]),
        r"waterfall step '结余': total is 4 but the steps before it sum to 3\.0",
    ),
    "step kind": (lambda: charts.waterfall([step("结转", 5, "sum")]), "kind must be 'change' or 'total', got 'sum'"),
    "highlight": (lambda: charts.dots([dot(key="420100")], "42010"), "'42010' is not the key of a row; did you mean '420100'"),
    "same key": (lambda: charts.dots([dot(), dot()]), "two rows share the key 'a'"),
    "band": (lambda: charts.dots([dot()], target=charts.Reference(value=1, upper=2, text="t")), "must be a line"),
    "cells": (lambda: charts.heat(["甲"], ["一", "二"], [[CELL]]), "row '甲' has 1 cells for 2 columns"),
    "lines of cells": (lambda: charts.heat(["甲", "乙"], ["一"], [[CELL]]), "2 rows are named but 1 rows of cells"),
    "cell kind": (lambda: charts.heat(["甲"], ["一"], [[1]]), "heat cell '甲', '一': must be a Cell, got int"),
    "more than available": (lambda: charts.points(item(6, 5)), r"achieved 6 is not within 0\.\.5"),
    "nothing available": (lambda: charts.points(item(0, 0)), "needs available points above 0, got 0"),
    "glyph": (lambda: progress(label="𠮷林"), r"no glyph for '𠮷' \(U\+20BB7"),
    "control character": (lambda: progress(label="a\x00b"), r"no glyph for '\\x00' \(U\+0000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    draw, message = REFUSED[name]
    with pytest.raises(ValueError, match=message):
        draw()


def test_a_total_after_a_missing_step_is_believed():
    charts.waterfall([step("结转", 5, "total"), step("支出", None), step("结余", 4, "total")])


@pytest.mark.parametrize(
    ("interval", "state", "hollow"),
    [((34, 38), "missed", False), ((38, 42), "missed", True), (None, "missed", False), ((38, 42), "not_judged", False)],
)
def test_the_spine_dot_is_hollow_only_when_its_interval_spans_the_target(interval, state, hollow, monkeypatch):
    marks = []
    original = canvas.Canvas.mark
    monkeypatch.setattr(canvas.Canvas, "mark", lambda self, *a, **k: marks.append(a) or original(self, *a, **k))
    spine(value=36, target=40, interval=interval, state=state)
    last = [m for m in marks if len(m) == 7 and m[6] == 1.3]  # the region's own mark, not those of the key
    assert [m[4] == style.WHITE for m in last] == [hollow]
