"""A hair's breadth from the line: wherever a value, its line and what became of it stand together, the digits show it."""

from __future__ import annotations

import html
import re
from fractions import Fraction

import drawn_study
import pytest
from drawn_study import Drawn
from hypothesis import example, given
from hypothesis import strategies as st
from tests.studies.run import cells, project

from evaluation.measured.rounding import half_up
from evaluation.study.target import meets
from evaluation.view import apart
from evaluation.view.numbers import Numbers

RATE, TASK = "unemp_rate_reg", "trained_reemp"
LINES = st.fractions(min_value=0, max_value=120, max_denominator=1000) | st.decimals(0, 120, places=4).map(Fraction)
HAIRS = st.fractions(min_value=Fraction(-1, 10), max_value=Fraction(1, 10), max_denominator=10**9)
HALVES = st.integers(-(10**6), 10**6).map(lambda n: Fraction(2 * n + 1, 2 * 10**apart.MOST))
"""Of the last place, as parts of 32 have them."""


def sign(number):
    return (number > 0) - (number < 0)


@example(line=Fraction("43.8596"), hair=Fraction("-30.57835"), least=1)
@given(line=LINES, hair=HAIRS | HALVES, least=st.integers(0, 2))
def test_what_is_printed_lies_on_the_side_of_its_line_on_which_the_value_lies(line, hair, least):
    value = line + hair
    places = apart.places(value, line, least)
    if places is None:
        assert 0 < abs(hair) < Fraction(1, 10**apart.MOST), "what four decimals show is printed with them"
    else:
        assert places >= least
        printed = Fraction(half_up(value, places))
        assert sign(printed - apart.printed_line(line, places)) == sign(hair)
        if apart.ends(line, 0) or line == int(line):
            assert Fraction(half_up(hair, places)) == printed - line


@given(line=st.decimals(0, 120, places=3), hair=HAIRS)
def test_a_line_is_met_by_the_exact_value(line, hair):
    value = Fraction(line) + hair
    assert meets("at_least", value, Fraction(line)) is (hair >= 0)
    assert meets("at_most", value, Fraction(line)) is (hair <= 0)
    assert meets("equal", value, Fraction(line)) is (hair == 0)


HAIR = Drawn(
    (RATE, TASK),
    table="""
    region | period | reg_unemployed | unemp_base_long | trained_reemp
    A      | 2024   | 45             | 1000            | 100000000
    B      | 2024   | 45000001       | 1000000000      | 99999999
    C      | 2024   | 4501           | 100000          | 99960000
    D      | 2024   | 44999999       | 1000000000      | 100000001
    """,
    targets="""
    unemp_rate_reg | each | 2024 | at_most  | 4.5       | % | issued
    trained_reemp  | A    | 2024 | at_least | 100000000 | 人 | issued
    trained_reemp  | B    | 2024 | at_least | 100000000 | 人 | issued
    trained_reemp  | C    | 2024 | at_least | 100000000 | 人 | issued
    trained_reemp  | D    | 2024 | at_least | 100000000 | 人 | issued
    """,
    more=f"headline: [{RATE}, {TASK}]\nhard_limits: [{RATE}]\n",
)
AS_LINE = re.compile(r"(?<![\d.,<>≤≥=])(?:4\.50*|100(?:\.0+)?)(?![\d.,])")
"""The number of a line where it is not called one: a value that was rounded to it looks so."""
OFF = ("B", "C")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return drawn_study.opened(HAIR, project(tmp_path_factory.mktemp("hair")))


def parts(study, region, language):
    """What every cell of a report shows, as plain values."""
    report = study.report(region, language=language) if region else study.overview(language=language)
    names = study.study.file.notebooks
    return [eval(call, {"report": report}).data for _, call in cells(names.region if region else names.overview)]


def walk(content):
    if isinstance(content, dict):
        yield content
        for inner in content.values():
            yield from walk(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from walk(inner)


def beside(component):
    """Rows by the heads of their cells, and boxes of requirements under no head."""
    for node in walk(component):
        if "rows" in node and "columns" in node:
            heads = [c.get("title", "") for c in node["columns"]]
            for row in node["rows"]:
                told = dict(zip(heads, row["cells"], strict=False))
                yield told
        elif "requirement" in node:
            yield {"": f"{node['value']} {node['requirement']}"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["B", "C"])
def test_no_row_or_box_of_a_region_prints_a_missed_value_as_its_line(study, region, language):
    judged_heads = {"要求", "Required", "判断", "Judgement"}
    value_heads = {"数值", "完成率", "Value", "Completion", "Against schedule", "序时完成率"}
    seen = 0
    for component in parts(study, region, language):
        for told in beside(component):
            if "" in told:
                seen += 1
                assert not AS_LINE.search(told[""].split(" ")[0].rstrip("%")), told
            elif judged_heads & told.keys():
                for head in value_heads & told.keys():
                    seen += 1
                    assert not AS_LINE.fullmatch(str(told[head]).rstrip("%")), told
    assert seen >= 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_of_a_region_prints_a_missed_value_as_its_line(study, language):
    missed = re.compile("未达到|未完成|低[0-9]|超过|misse?[sd]?\\b|not met|below|above")
    seen = 0
    for region in OFF:
        for component in parts(study, region, language):
            texts = [t for node in walk(component) for t in (node.get("text"), node.get("title"), *(node.get("items") or ()))]
            texts = [t for t in texts if isinstance(t, str)]
            for sentence in (s for t in texts for s in re.split(r"[。；]|[.;] ", t) if missed.search(s) and "%" in s):
                seen += 1
                said = re.sub(r"(要求(?:为|不高于)?|required (?:at most )?|的要求|line of )4\.5%?", "", sentence)
                said = re.sub(r"(达到|meets the required|misses the required|不高于|at most) ?4\.5%?", "", said)
                assert not AS_LINE.search(said.replace("100%）", "").replace("target = 100%", "")), sentence
    assert seen >= 4


def labels(component):
    """Words drawn in the figures of a component, by the figure's name."""
    for node in walk(component):
        if node.get("kind") == "figure":
            yield node["id"], [html.unescape(t) for t in re.findall(r">([^<>]+)</t", node["svg"])]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_regions_side_by_side_only_the_one_at_its_line_is_printed_as_it(study, language):
    drawn = {name: words for component in parts(study, "", language) for name, words in labels(component)}
    for name in ("lines", "completions"):
        assert len([w for w in drawn[name] if AS_LINE.fullmatch(w)]) == 1, drawn[name]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", OFF)
def test_no_label_of_a_region_prints_a_missed_value_or_amount_as_what_was_asked(study, region, language):
    drawn = {name: words for component in parts(study, region, language) for name, words in labels(component)}
    assert [w for w in drawn["spine"] if AS_LINE.fullmatch(w.rstrip("%"))] == []
    pairs = [w.split(" / ") for w in drawn["targets"] if w.count(" / ") == 1 and any(c.isdigit() for c in w)]
    assert len(pairs) == 1
    assert pairs[0][0] != pairs[0][1]


@pytest.mark.parametrize(
    ("percent", "printed"),
    [
        (Fraction(8997, 90), "99.97"),
        (Fraction(100), "100.0"),
        (Fraction(10004, 100), "100.04"),
        (Fraction(9994, 100), "99.9"),
        (Fraction(10**10 - 1, 10**8), "99.99999999"),
    ],
)
def test_what_is_not_all_of_a_whole_is_not_rounded_to_it(percent, printed):
    assert Numbers("en").decimal(percent, unit="%") == printed
    assert Numbers("zh").percent(percent) == f"{printed}%"


@pytest.mark.parametrize(
    ("amount", "counts", "zh", "en"),
    [
        (780000, "money", "0.78万元", "0.0078 million yuan"),
        (150050, "money", "0.15005万元", "0.0015005 million yuan"),
        (3 * 10**10, "money", "3亿元", "300 million yuan"),
        (300000, "persons", "300,000人", "300,000 persons"),
    ],
)
def test_a_line_is_printed_with_the_digits_it_has(amount, counts, zh, en):
    assert (Numbers("zh").line(amount, counts), Numbers("en").line(amount, counts)) == (zh, en)
