"""Long words of the PDF may break, and what the page does not show stays behind."""

import re

import report_sample as sample
from hypothesis import example, given
from hypothesis import strategies as st

from evaluation.render import component as c
from evaluation.render.columns import ems
from evaluation.render.lines import fold
from evaluation.render.outline import annotate, outline
from evaluation.render.paged import breaking, paginate

ZWS = "\u200b"


def test_only_long_words_may_break_and_hyphens_and_blanks_do_already():
    assert breaking("a" * 17) == "a" * 17
    assert breaking("a" * 18) == ZWS.join("a" * 18)
    assert breaking("汉字" * 20) == "汉字" * 20
    assert breaking("fund-use_of_the-funds and the rest of it") == "fund-use_of_the-funds and the rest of it"
    assert breaking("甲unemployment_insurance乙") == f"甲{ZWS.join('unemployment_insurance')}乙"


def test_every_text_stays_what_it_is_but_for_its_breaks():
    def told(value):
        if isinstance(value, str):
            return re.sub(r"\s", "", value.replace(ZWS, ""))
        if isinstance(value, list):
            return [told(item) for item in value]
        if isinstance(value, dict):
            return {name: told(item) for name, item in value.items() if name not in ("lines", "head")}
        return value

    def without_twins(item):
        if item["kind"] == "section":
            return {**item, "children": [without_twins(child) for child in item["children"]]}
        return {**item, "table": None} if item["kind"] == "figure" else item

    for language in ("zh", "en"):
        for item in outline(sample.data(language)).body:
            assert told(paginate(item)) == told(without_twins(item))


def test_a_word_breaks_in_the_column_it_does_not_fit_into():
    word = "insurance_participants_2007_q4"
    columns = [c.column("项"), *(c.column(f"第{n}列", weight=1) for n in range(7))]
    cells = ("甲", *[word] * 7)
    table = annotate(c.table("t", "T", columns, [c.row(*cells)]).data)
    first, *others = paginate(table)["rows"][0]["cells"]
    assert first == "甲" and {len(cell.split("\n")) for cell in others} == {2}
    assert {cell.replace("\n", "") for cell in others} == {word}
    wide = annotate(c.table("t", "T", columns[:3], [c.row(*cells[:3])]).data)
    assert paginate(wide)["rows"][0]["cells"] == list(cells[:3])


def test_limits_have_narrow_columns():
    item = {"title": "x" * 16, "requirement": "x" * 17, "value": "1" * 12, "state": "met", "state_text": "x" * 12}
    limit = paginate(c.limits("T", [item]).data)["items"][0]
    assert {name for name, text in limit.items() if ZWS in text} == {"title", "value"}


def test_a_line_ends_beside_chinese_after_blanks_and_hyphens_and_never_before_a_closing_mark():
    assert fold("失业保险金发放率", 4.0) == ("失业保险", "金发放率")
    assert fold("失业保险，金发放率", 4.0) == ("失业保", "险，金发", "放率")
    assert fold("再（就业）", 2.5) == ("再", "（就", "业）")
    assert fold("rate of re-employment HB-20", 12.0) == ("rate of re-employment", "HB-20")
    assert fold("re-employment", 6.5) == ("re-", "employment")
    assert fold("rate of HB-20", 4.6) == ("rate of", "HB-20")
    assert fold("甲\n乙丙", 1.0) == ("甲", "乙", "丙")
    assert fold("，，，", 1.0) is None and fold("unemployment", 3.0) is None
    assert fold(ZWS.join("1" * 20), 6.0) == ("1" * 10, "1" * 10)


@example("-W1WW国", 3.0)
@given(st.text("国民a1，。（） -ÀW%", min_size=1, max_size=60), st.sampled_from([3.0, 7.5, 20.0]))
def test_no_letter_is_lost_and_no_line_is_too_wide(text, room):
    lines = fold(text, room)
    if lines is not None:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(ems(line.rstrip(" ")) <= room + 1e-9 for line in lines)
