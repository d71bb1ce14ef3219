"""Numbers of headings, tables and figures; widths of columns."""

import pytest
import report_sample as sample

from evaluation.errors import Refused
from evaluation.render import component as c
from evaluation.render.columns import column_ems
from evaluation.render.outline import chinese, outline


def test_chinese_numerals():
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == ["一", "九", "十", "十一", "二十", "二十一", "九十九"]


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("zh", ["一、", "二、", "（一）", "（二）", "1.", "三、"]), ("en", ["1", "2", "2.1", "2.2", "2.2.1", "3"])],
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
        "t", "T", [c.column("指标"), c.column("说明"), c.column("金额", "万元", "right")], [c.row("短", "长" * 200, "1234567.89")]
    ).data
    (name, text, amount), scale = column_ems(table)
    assert scale == 1
    assert amount >= 9 * 0.56 + 0.3
    assert text > name
    assert abs(name + text + amount - 49) < 0.01


def test_weights_share_what_unweighted_columns_leave():
    table = c.table(
        "t", "T", [c.column("号"), c.column("a", weight=3), c.column("b", weight=1)], [c.row("P01", "长" * 99, "长" * 99)]
    ).data
    (number, wide, narrow), _ = column_ems(table)
    assert number < 4
    assert abs(wide - 3 * narrow) < 0.01


def test_figures_are_never_broken_a_wide_table_gets_smaller_type_instead():
    amounts = [c.column(f"金额{n}", "元", "right") for n in range(7)]
    table = c.table("t", "T", [c.column("指标"), *amounts], [c.row("城镇新增就业人数", *["264,497,200.00"] * 7)]).data
    widths, scale = column_ems(table)
    assert all(width >= 11 * 0.56 + 3 * 0.3 for width in widths[1:])
    assert widths[0] >= 7
    assert sum(widths) == pytest.approx(49 * scale)
    assert 1 < scale < 1.5


def test_short_texts_stay_on_one_line_beside_long_ones():
    table = c.table("t", "T", [c.column("单位"), c.column("公式"), c.column("理由")], [c.row("人/月", "长" * 40, "长" * 90)])
    (unit, formula, reason), _ = column_ems(table.data)
    assert unit >= 3 * 0.57 + 1.4
    assert formula < reason < 2 * formula


def test_a_total_in_bold_needs_more_room():
    columns = [c.column("说明"), c.column("金额", "元", "right")]
    cells = ("长" * 60, "39,544.39")
    plain = c.table("t", "T", columns, [c.row(*cells)]).data
    total = c.table("t", "T", columns, [c.row(*cells, role="total")]).data
    assert column_ems(total)[0][1] > column_ems(plain)[0][1]
