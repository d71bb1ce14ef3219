"""What the charts write: the same bytes again, plain SVG, characters of the shipped font, missing and missed marked."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import test_charts
from fontTools.ttLib import TTFont
from test_charts import CHARTS, MARK, bars, points, slopes, spine, waterfall
from test_charts_refusals import cumulative, pace

from evaluation.render import charts, fonts
from evaluation.render.charts import canvas, style

drawn = test_charts.drawn  # the fixture


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_bytes_repeat(draw):
    assert draw(17, "real", "zh") == draw(17, "real", "zh")


def test_bytes_repeat_in_another_process():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_charts as t;"
        "sys.stdout.buffer.write(''.join(d(2, 'wild', 'zh') for d in t.CHARTS).encode())"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    other = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}).stdout
    assert other == "".join(draw(2, "wild", "zh") for draw in CHARTS).encode()


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_svg_is_plain_and_self_contained(draw):
    svg = draw(17, "wild", "en")
    tree = ElementTree.fromstring(svg)
    assert tree.attrib["width"] == "442.2pt"
    assert {node.tag.rpartition("}")[2] for node in tree.iter()} == {"svg", "path", "text"}
    assert not any({"id", "class", "href", "clip-path"} & set(node.attrib) for node in tree.iter())
    assert "url(" not in svg and "nan" not in svg and "inf" not in svg.replace("infrastructure", "")


@cache
def in_font():
    return TTFont(fonts.REGULAR, lazy=True).getBestCmap()


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_all_characters_are_in_the_font(draw):
    strings = charts.texts(draw(17, "wild", "zh"))
    assert strings
    assert not {c for string in strings for c in string if ord(c) not in in_font()}


@pytest.mark.parametrize("draw", [d for d in CHARTS if d is not slopes], ids=lambda f: f.__name__)
def test_missing_is_printed_as_its_mark(draw):
    assert any(string == MARK for string in charts.texts(draw(7, "none", "zh")))


JUDGED = [d for d in CHARTS if d not in (waterfall, points, slopes)]


def diamond(item):
    """A marker of four corners, two of them on one vertical line."""
    corners = item.path.vertices if isinstance(item, canvas.Shape) else ()
    return len(corners) == 5 and corners[0][0] == corners[2][0] and corners[1][1] == corners[3][1]


def warned(item):
    return style.WARNING in {getattr(item, name, None) for name in ("fill", "edge", "color")}


@pytest.mark.parametrize("draw", JUDGED, ids=lambda f: f.__name__)
def test_only_missed_is_in_the_warning_colour_and_has_its_own_shape(draw, drawn):
    draw(7, "flat", "zh")
    draw(7, "low", "zh")
    met, missed = (surface.items for surface, _ in drawn)
    in_key = 1 if draw is spine else 0
    assert sum(map(warned, met)) == sum(map(diamond, met)) == in_key
    assert sum(map(warned, missed)) > in_key
    assert sum(map(diamond, missed)) > in_key


def test_minus_is_the_real_minus():
    assert any("−250.5" in string for string in charts.texts(bars(7, "wild", "zh")))
    assert not any("-" in string for string in charts.texts(bars(7, "wild", "zh")))


def test_markup_and_mathtext_are_text():
    stages = [charts.Stage(label="a<b> & $x^2$ \\alpha \"'", value=1, value_text="1")]
    assert charts.texts(charts.funnel(stages))[0] == "a<b> & $x^2$ \\alpha \"'"


LONG = "at most 30 thousand shillings per person with a job after three months (proposed)"


def test_a_label_is_broken_between_words_however_long_the_texts_beside_it_are():
    label = "Administrative expenditure per person re-employed"
    row = charts.SpineRow(
        label=label, value=1.0, value_text="27,879 shillings per person re-employed", target=2.0, target_text=LONG
    )
    names = [f.name for f in charts.SpineWords.__dataclass_fields__.values()]
    spine_svg = charts.spine([row, row], charts.SpineWords(**dict.fromkeys(names, "word")))
    bar = charts.ProgressRow(label=label, percent=90.0, percent_text="90.0 %", state="met", amounts_text=f"{LONG} / {LONG}")
    schedule = charts.Schedule(percent=None, text="", target_text="target", percent_text="%", amounts_text="actual / target")
    whole = {*label.split(), *LONG.split(), *row.value_text.split(), *("word", "target", "actual", "/", "90.0", "%")}
    for svg in (spine_svg, charts.progress([bar], schedule)):
        printed = {word for line in charts.texts(svg) for word in line.split()}
        assert printed <= whole
        assert printed >= {*label.split(), *LONG.split()}


@pytest.mark.parametrize("chart", [cumulative, pace])
@pytest.mark.parametrize(("state", "other"), [("missed", style.ACCENT), ("met", style.WARNING)])
def test_the_key_has_no_colour_that_no_line_has(chart, state, other):
    assert other not in chart(state=state)
