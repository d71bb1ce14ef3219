"""What the charts write: the same bytes again, plain SVG, characters of the shipped font, missing and missed marked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import test_charts
from fontTools.ttLib import TTFont
from test_charts import CHARTS, MARK, bars, points, spine, waterfall

from evaluation.report import charts, fonts
from evaluation.report import svg as drawing
from evaluation.report.charts import canvas, style

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
    other = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    ).stdout
    assert other == "".join(draw(2, "wild", "zh") for draw in CHARTS).encode()


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_svg_is_plain_and_self_contained(draw):
    svg = draw(17, "wild", "en")
    tree = ElementTree.fromstring(svg)
    assert tree.attrib["width"] == "442.2pt"
    assert {node.tag.rpartition("}")[2] for node in tree.iter()} <= {"svg", "path", "circle", "text"}
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


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_missing_is_printed_as_its_mark(draw):
    assert any(string == MARK for string in charts.texts(draw(7, "none", "zh")))


JUDGED = [d for d in CHARTS if d not in (waterfall, points)]


def diamond(item):
    """A marker of four corners, two of them on one vertical line."""
    corners = item.points if isinstance(item, canvas.Shape) and item.closed else ()
    return len(corners) == 4 and corners[0][0] == corners[2][0] and corners[1][1] == corners[3][1]


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


@pytest.mark.parametrize("draw", CHARTS, ids=lambda f: f.__name__)
def test_a_chart_is_written_as_the_check_of_drawings_leaves_it(draw):
    svg = draw(17, "wild", "en")
    assert drawing.checked(svg) == svg


def test_what_is_drawn_is_what_is_written():
    surface = canvas.Canvas(100)
    surface.rect(1, 2, 30, -4.0004, "#EEF0F2")
    surface.line([(0, 0), (0.126, 9)], "#7D858E", 0.7, (2.4, 1.8))
    surface.mark(5, 6, "dot", 6, None, "#1F4E79", 1)
    surface.mark(50, 6, "right", 4, "#1F4E79", None)
    surface.text(90, 10, " a  <b> ", 7.5, bold=True, align="right")
    surface.text(10, 40, "汉", upright=False)
    head, *body = re.findall(r"<[^/>][^>]*>[^<]*", surface.svg(60.5))
    assert 'width="100pt" height="60.5pt" viewBox="0 0 100 60.5"' in head
    assert 'font-family="Noto Sans SC" font-size="8.5" stroke-linejoin="round"' in head
    assert body == [
        '<path d="M1 2L31 2L31 -2L1 -2z" fill="#EEF0F2">',
        '<path d="M0 0L0.13 9" fill="none" stroke="#7D858E" stroke-width="0.7" stroke-dasharray="2.4 1.8">',
        '<circle cx="5" cy="6" r="3" fill="none" stroke="#1F4E79" stroke-width="1">',
        '<path d="M50 4L52 6L50 8z" fill="#1F4E79">',
        '<text x="90" y="12.78" font-size="7.5" font-weight="700" text-anchor="end" fill="#1C2126">a &lt;b&gt;',
        '<text x="13.14" y="40" transform="rotate(-90 13.14 40)" fill="#1C2126">汉',
    ]


def test_markup_and_mathtext_are_text():
    stages = [charts.Stage(label="a<b> & $x^2$ \\alpha \"'", value=1, value_text="1")]
    assert charts.texts(charts.funnel(stages))[0] == "a<b> & $x^2$ \\alpha \"'"
