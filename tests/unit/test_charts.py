"""Every chart, with realistic and with extreme rows: no label clipped, no two overlapping."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from evaluation.render import charts, fonts
from evaluation.render.charts import canvas

MARK = "…"
NAMES = {
    "zh": ("武汉市", "恩施土家族苗族自治州", "培训、鉴定和职业介绍补贴支出占全部支出比", "就业"),
    "en": ("Wuhan", "Enshi Tujia and Miao Autonomous Prefecture", "Training, certification and matching subsidies", "Jobs"),
}
WORDS = {
    "zh": ("本地区", "要求", "较差", "较好", "各市州范围", "中间一半", "全省", "要求", "本地区", "不能确定", "未达到"),
    "en": (
        "Region",
        "Requirement",
        "worse",
        "better",
        "Range over regions",
        "Middle half",
        "Province",
        "Requirement",
        "This region",
        "Interval spans the requirement",
        "Missed",
    ),
}


def label(language, i):
    return f"{NAMES[language][i % 4]} {i}"


def values(count, mood, seed=1):
    """``count`` values: realistic rates; flat (zero range); wild (missing, negative, far above 100 %); or none at all."""
    draw = random.Random(seed)
    if mood == "flat":
        return [100.0] * count
    if mood == "low":
        return [50.0] * count
    if mood == "none":
        return [None] * count
    if mood == "wild":
        return [(None, -250.5, 0.0, 1234.5, 99.9)[i % 5] for i in range(count)]
    return [round(draw.gauss(85, 15), 1) for _ in range(count)]


def text(value):
    return MARK if value is None else f"{value:,.1f} %".replace("-", "−")


def state(value):
    return "missing" if value is None else "missed" if value < 80 else "met"


def around(value, by=6.0):
    return None if value is None else (value - by, value + by)


def spine(count, mood, language):
    names = [f.name for f in charts.SpineWords.__dataclass_fields__.values()]
    rows = [
        charts.SpineRow(
            label=label(language, i),
            value=v,
            value_text=text(v),
            group=f"{NAMES[language][3]} {i // 6}",
            low=None if i % 7 == 3 else 60.0,
            high=None if i % 7 == 3 else 120.0,
            q1=None if i % 7 == 3 else 80.0,
            q3=None if i % 7 == 3 else 100.0,
            province=90.0,
            target=80.0,
            target_text="≥ 80 %" if i % 2 else "",
            better=("high", "low", None)[i % 3],
            interval=around(v) if i % 2 else None,
            state=state(v),
        )
        for i, v in enumerate(values(count, mood))
    ]
    return charts.spine(rows, charts.SpineWords(**dict(zip(names, WORDS[language], strict=True))))


def progress(count, mood, language):
    rows = [
        charts.ProgressRow(
            label=label(language, i),
            percent=v,
            percent_text=text(v),
            state=state(v),
            group=NAMES[language][i // 9 % 4],
            amounts_text="71.2 万人 / 70 万人",
        )
        for i, v in enumerate(values(count, mood))
    ]
    schedule = charts.Schedule(percent=91.7, text="序时进度 91.7 %", target_text="目标 100 %", percent_text="完成率")
    return charts.progress(rows, schedule)


def cumulative(count, mood, language):
    ticks = ("一季度", "二季度", "三季度", "四季度")
    panels = []
    for i in range(min(count, 12)):
        actual = tuple(values(4, mood, i))
        last = next((v for v in reversed(actual) if v is not None), None)
        panels.append(
            charts.CumulativePanel(
                title=label(language, i),
                subtitle="年度目标 100 万人",
                ticks=ticks,
                actual=actual,
                schedule=(25.0, 50.0, 75.0, 100.0) if i % 2 else None,
                target=100.0 if i % 3 else None,
                last_text=text(last),
                state=state(last),
            )
        )
    return charts.cumulative(panels, charts.CumulativeWords(actual="累计实绩", schedule="序时进度", target="年度目标"))


def series(count, mood, language):
    ticks = [f"{2000 + i}Q1" for i in range(count)]
    line = values(count, mood)
    last = next((v for v in reversed(line) if v is not None), None)
    target = charts.Reference(value=80, upper=90 if count % 2 else None, text=f"{NAMES[language][1]} ≥ 80 %")
    return charts.series(
        ticks,
        line,
        MARK if last is None else f"{NAMES[language][1]} {text(last)}",
        target=target,
        suffix=" %",
        others=[values(count, "real", s) for s in range(5)],
        others_text=NAMES[language][0],
        state=state(last),
    )


def structure(count, mood, language):
    parts = [
        charts.SharePart(label=label(language, i), value=None if v is None else abs(v), value_text=text(v), tested=i % 3 > 0)
        for i, v in enumerate(values(count, mood))
    ]
    tests = [
        charts.TestedShare(
            label=NAMES[language][2], percent=v, percent_text=text(v), threshold=30, threshold_text="要求 ≥ 30 %", state=state(v)
        )
        for v in values(2, mood)
    ]
    return charts.structure(parts, tests)


def waterfall(count, mood, language):
    steps = [charts.Step(label=label(language, i), value=v, value_text=text(v)) for i, v in enumerate(values(count, mood))]
    return charts.waterfall(steps)


def regions(count, mood, language):
    return [
        charts.DotRow(key=str(i), label=label(language, i), value=v, value_text=text(v), interval=around(v), state=state(v))
        for i, v in enumerate(values(count, mood))
    ]


def dots(count, mood, language):
    target, province = charts.Reference(value=80, text="要求 80 %"), charts.Reference(value=81, text="全省 81.0 %")
    return charts.dots(regions(count, mood, language), "0", target=target, province=province, suffix=" %")


def bars(count, mood, language):
    return charts.bars(regions(count, mood, language), "0", descending=False, comma=True)


def pace(count, mood, language):
    panels = []
    for i in range(min(count, 12)):
        actual = (*values(9, mood, i), None, None, None)
        last = next((v for v in reversed(actual) if v is not None), None)
        panels.append(
            charts.PacePanel(
                title=label(language, i),
                subtitle="目标 100 人",
                ticks=tuple(f"{m} 月" for m in range(1, 13)),
                actual=actual,
                target=100.0,
                last_start=(10, 3, None)[i % 3],
                last_text=text(last),
                verdict="难以完成：月均需 3700 人，为最好三月均值的 4.1 倍",
                state=state(last),
            )
        )
    words = charts.PaceWords(actual="累计参加人数", needed="所需进度", target="目标", last_start="最后可行开班")
    return charts.pace(panels, words)


def funnel(count, mood, language):
    stages = [
        charts.Stage(
            label=label(language, i),
            value=None if v is None else abs(v),
            value_text=text(v),
            state=state(v),
            share_text="" if i == 0 else text(v),
        )
        for i, v in enumerate(values(count, mood))
    ]
    return charts.funnel(stages)


def heat(count, mood, language):
    columns = [label(language, i) for i in range(min(count, 9))]
    rows = [label(language, i) for i in range(count)]
    cells = [
        [charts.HeatCell(value=v, text=text(v).removesuffix(" %"), state=state(v)) for v in values(len(columns), mood, i)]
        for i in range(count)
    ]
    return charts.heat(rows, columns, cells, highlight=rows[-1])


def points(count, mood, language):
    groups = []
    for i in range(count):
        items = tuple(
            charts.ScoreItem(achieved=None if v is None else min(abs(v), 100) / 10, available=10) for v in values(3, mood, i)
        )
        groups.append(
            charts.ScoreGroup(
                label=label(language, i),
                items=items,
                total=i == count - 1,
                note=NAMES[language][2] if i % 2 else "",
                text=MARK if mood == "none" else "24.1 / 30",
            )
        )
    return charts.points(groups)


def slopes(count, mood, language):
    befores, afters = ([0.0 if v is None else v for v in values(count, mood, seed)] for seed in (1, 2))
    rows = [
        charts.Slope(key=str(i), label=label(language, i), before=b, after=a, before_text=text(b), after_text=text(a))
        for i, (b, a) in enumerate(zip(befores, afters, strict=True))
    ]
    return charts.slopes(rows, ("原始率", "Adjusted"), ["0"])


def tiles(count, mood, language):
    return charts.tiles(
        [
            charts.Tile(label=label(language, i), row=2 + i // 7, column=3 + i % 7, value=v, text=text(v), state=state(v))
            for i, v in enumerate(values(count, mood))
        ]
    )


CHARTS = (spine, progress, cumulative, series, structure, waterfall, dots, bars, pace, funnel, heat, points, slopes, tiles)
CASES = [
    pytest.param(draw, count, mood, language, id=f"{draw.__name__}-{count}-{mood}-{language}")
    for draw in CHARTS
    for mood in ("real", "flat", "wild", "none")
    for language, count in (("zh", 1), ("zh", 31), ("en", 2), ("en", 17))
]


@pytest.fixture
def drawn(monkeypatch):
    """The (canvas, height) of every chart drawn in the test; nothing is written."""
    seen = []
    monkeypatch.setattr(canvas.Canvas, "svg", lambda self, height: seen.append((self, height)) or "")
    return seen


SLACK = 0.4  # points
FINE = 10  # measured ten times larger, because the raster renderer rounds to whole pixels
AGG = RendererAgg(100, 100, 72 * FINE)


@cache
def extent(item):
    """Left, top, right, bottom of a label's ink, measured by matplotlib's raster renderer and not by our own sums."""
    face = fonts.BOLD if item.bold else fonts.REGULAR  # by file: an installed font of the same name is another
    font = FontProperties(fname=str(face), size=item.size)
    measured = AGG.get_text_width_height_descent(item.text, font, False)
    wide, tall, descent = (v / FINE for v in measured)
    start = {"left": 0.0, "center": wide / 2, "right": wide}[item.align]
    if item.upright:
        return item.x - start, item.y - (tall - descent), item.x - start + wide, item.y + descent
    return item.x - (tall - descent), item.y - wide + start, item.x + descent, item.y + start


@pytest.mark.parametrize(("draw", "count", "mood", "language"), CASES)
def test_no_label_is_clipped_or_overlaps(drawn, draw, count, mood, language):
    draw(count, mood, language)
    surface, height = drawn[0]
    boxes = [(extent(item), item.text) for item in surface.labels]
    for (left, top, right, bottom), string in boxes:
        assert left >= -SLACK and top >= -SLACK, (string, left, top)
        assert right <= surface.width + SLACK and bottom <= height + SLACK, (string, right, bottom)
    for (a, first), (b, second) in combinations(boxes, 2):
        apart = a[2] <= b[0] + SLACK or b[2] <= a[0] + SLACK or a[3] <= b[1] + SLACK or b[3] <= a[1] + SLACK
        assert apart, f"{first!r} {a} overlaps {second!r} {b}"
