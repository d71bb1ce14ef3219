"""Long words of the PDF may break, and what the page does not show stays behind."""

import report_sample as sample

from evaluation.report import component as c
from evaluation.report.outline import annotated, outline
from evaluation.report.paged import breaking, paged

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
            return value.replace(ZWS, "")
        if isinstance(value, list):
            return [told(item) for item in value]
        if isinstance(value, dict):
            return {name: told(item) for name, item in value.items()}
        return value

    def without_twins(item):
        if item["kind"] == "section":
            return {**item, "children": [without_twins(child) for child in item["children"]]}
        return {**item, "table": None} if item["kind"] == "figure" else item

    for language in ("zh", "en"):
        for item in outline(sample.data(language)).body:
            assert told(paged(item)) == without_twins(item)


def test_a_word_breaks_in_the_column_it_does_not_fit_into():
    columns = [c.column("项"), *(c.column(f"第{n}列", weight=1) for n in range(7))]
    cells = ("甲", *["insurance_2007"] * 7)
    table = annotated(c.table("t", "T", columns, [c.row(*cells)]).data)
    assert paged(table)["rows"][0]["cells"] == ["甲", *[ZWS.join("insurance_2007")] * 7]
    wide = annotated(c.table("t", "T", columns[:3], [c.row(*cells[:3])]).data)
    assert paged(wide)["rows"][0]["cells"] == list(cells[:3])


def test_limits_have_narrow_columns():
    item = {"title": "x" * 16, "requirement": "x" * 17, "value": "1" * 12, "state": "met", "state_text": "x" * 12}
    limit = paged(c.limits("T", [item]).data)["items"][0]
    assert {name for name, text in limit.items() if ZWS in text} == {"title", "value"}
