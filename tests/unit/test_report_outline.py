"""Numbers of headings, tables and figures; widths of columns."""

import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.report import component as c
from evaluation.report.outline import chinese, column_ems, outline


def test_chinese_numerals():
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("zh", ["一、", "二、", "（一）", "（二）", "1.", "三、"]),
        ("en", ["1", "2", "2.1", "2.2", "2.2.1", "3"]),
    ],
)
def test_headings_are_numbered_as_the_language_does(language, numbers):
    assert [line.number for line in outline(sample.data(language)).contents] == numbers


def test_tables_and_figures_are_numbered_apart_and_twins_have_no_number():
    def labels(items):
        for item in items:
            if item["kind"] == "section":
                yield from labels(item["children"])
            elif item["kind"] in ("table", "figure"):
                yield item["label"]

    report = outline(sample.data())
    assert list(labels(report.body)) == ["图 1", "表 1", "图 2", "图 3", "表 2", "表 3"]


def test_a_skipped_heading_level_is_refused():
    parts = [c.cover(sample.document(), "T"), c.heading(1, "甲"), c.heading(3, "乙")]
    with pytest.raises(Refused, match="heading '乙' of level 3 has no heading of level 2 above it"):
        outline([part.data for part in parts])


def test_an_anchor_used_twice_stays_unique():
    parts = [c.cover(sample.document(), "T"), *(c.section("same", [c.paragraph("x")]) for _ in range(2))]
    assert [item["anchor"] for item in outline([part.data for part in parts]).body] == ["same", "same~2"]


def test_figures_keep_their_width_and_text_gives_way():
    table = c.table(
        "t",
        "T",
        [c.column("指标"), c.column("说明"), c.column("金额", "万元", "right")],
        [c.row("短", "长" * 200, "1234567.89")],
    ).data
    name, text, amount = column_ems(table)
    assert amount >= 10 * 0.57
    assert text > name
    assert abs(name + text + amount - 49) < 0.01


def test_weights_share_what_unweighted_columns_leave():
    table = c.table(
        "t",
        "T",
        [c.column("号"), c.column("a", weight=3), c.column("b", weight=1)],
        [c.row("P01", "长" * 99, "长" * 99)],
    ).data
    number, wide, narrow = column_ems(table)
    assert number < 4
    assert abs(wide - 3 * narrow) < 0.01
