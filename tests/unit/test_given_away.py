"""Suppressed figures that others give away: told where they stand, and worked out on no page."""

from __future__ import annotations

import drawn_study
import own_study
import test_breakdowns as sexes

import evaluation
from evaluation.cli.round import _given_away, _given_away_lines
from evaluation.data.findings import render
from evaluation.view import given_away
from evaluation.view.findings import describe
from evaluation.view.view import View

CODES = ("suppressed_follows", "suppressed_by_sum", "suppressed_by_total")
FIX = "Ask who delivers it whether a second figure is to be withheld too, or this one may be shown; no page works it out. "
REST = """\
  rest:
    title: {zh: 其余人数, en: The rest}
    value: workers - workers_women
    span: to_date
    direction: none
    why: {zh: 余下的, en: who is left}
"""


def told(opened):
    return [render(f) for f in opened.findings if f.code in CODES]


def totals(root, rows):
    """The study with a row of totals in its table of works, delivered as ``rows``."""
    own_study.write_study(root, rows=rows)
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8").replace("    file: works.csv\n", "    file: works.csv\n    total: Total\n")
    path.write_text(text, encoding="utf-8")
    return evaluation.open("tiny", root)


def quarters(root, cells):
    table = "region | period | reemp_laidoff\n" + "".join(f"A | {when} | {figure}\n" for when, figure in cells)
    return drawn_study.opened(drawn_study.Drawn(("reemp_laidoff",), table, period="2024"), root)


def test_a_member_beside_its_whole_and_the_other_one(tmp_path):
    opened = sexes.study(tmp_path, "*")
    assert told(opened) == [
        "reportable: works.csv, line 2, column 'men': R1 City one: Persons with work: Men is suppressed for 2007 and follows from "
        f"what must hold: Persons with work, added up by sex = Persons with work. {FIX}[suppressed_by_sum]"
    ]
    [finding] = [f for f in opened.findings if f.code in CODES]
    view = View(results=opened.results, region="R1", language="zh", key="0" * 64)
    assert describe(view, finding) == (
        "甲市2007上工人数：男性已抑制，但可由应有关系（上工人数（按性别合计） = 上工人数）推算；本报告不推算该数。",
        "请报送单位确认是否另抑制一项，或可否公布该数。",
    )


def with_total(root, men="*", total="Total,500,210,110000,35000,7500,152500,290\n"):
    """The breakdown by sex with a row of totals."""
    sexes.study(root, men)
    (root / "data/tiny/works.csv").write_text(sexes.ROWS.format(men=men) + total, encoding="utf-8")
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8").replace("    file: works.csv\n", "    file: works.csv\n    total: Total\n")
    path.write_text(text, encoding="utf-8")
    return evaluation.open("tiny", root)


def test_what_follows_by_a_sum_and_by_a_total_is_told_once_with_both(tmp_path):
    opened = with_total(tmp_path)
    assert told(opened) == [
        "reportable: works.csv, line 2, column 'men': R1 City one: Persons with work: Men is suppressed for 2007 and follows from "
        "what must hold: Persons with work, added up by sex = Persons with work, and also from the total over regions and the "
        f"other regions. {FIX}[suppressed_by_sum]"
    ]
    [finding] = [f for f in opened.findings if f.code in CODES]
    said, _ = describe(View(results=opened.results, region="R1", language="zh", key="0" * 64), finding)
    assert "可由应有关系（上工人数（按性别合计） = 上工人数），也可由地区合计数与其他各地区推算" in said


def test_one_way_that_needs_both_names_both(tmp_path):
    with_total(tmp_path)
    (tmp_path / "data/tiny/works.csv").write_text(
        sexes.ROWS.format(men="*").replace("R1,400", "R1,") + "Total,500,,110000,35000,7500,152500,\n", encoding="utf-8"
    )
    [said] = told(evaluation.open("tiny", tmp_path))
    assert "follows from what must hold: Persons with work, added up by sex = Persons with work with the total over regions" in said


def test_what_follows_by_other_periods_and_by_a_total_is_told_once_with_both(tmp_path):
    table = "region | period | reemp_laidoff\n" + "".join(
        f"{region} | 2024{when} | {figure}\n"
        for region, figures in (("A", (100, 20, 30, "*", 10)), ("B", (50, 10, 10, 10, 20)), ("P", (150, 30, 40, 50, 30)))
        for when, figure in zip(("", "Q1", "Q2", "Q3", "Q4"), figures, strict=True)
    )
    drawn_study.write(drawn_study.Drawn(("reemp_laidoff",), table, period="2024"), tmp_path)
    path = tmp_path / "params/drawn/regions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("P,地区P")), encoding="utf-8")
    [said] = told(evaluation.open("drawn", tmp_path))
    assert "for 2024Q3 and follows from the total over regions and the other regions, and also from figures of other" in said


def test_members_beside_their_sum_give_it_away_and_no_page_has_it(tmp_path):
    sexes.study(tmp_path)
    path = tmp_path / "data/tiny/works.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("R1,400,", "R1,*,"), encoding="utf-8")
    opened = evaluation.open("tiny", tmp_path)
    [said] = told(opened)
    assert "Persons with work is suppressed for 2007 and follows from what must hold" in said
    assert sexes.cells(opened, "R1", "en") == [
        ["Persons with work, by sex (persons)", "[suppressed]", "—"],
        ["Women", "150", "[suppressed]"],
        ["Men", "250", "[suppressed]"],
    ]
    assert [opened.results.value("R1", code).mark for code in ("share_women", "wages_per_worker")] == ["suppressed"] * 2


def test_no_side_of_an_indicator_is_the_figure_that_is_suppressed(tmp_path):
    entries = sexes.ENTRIES + REST
    own_study.write_study(tmp_path, entries, sexes.ROWS.format(men="*"))
    path = tmp_path / "params/tiny/study.yml"
    column = "      printed: {quantity: printed, unit: 元}\n"
    text = path.read_text(encoding="utf-8").replace(column, f"{column}      men: {{quantity: workers_men, unit: 人}}\n")
    path.write_text(text.replace("indicators: [", "indicators: [rest, "), encoding="utf-8")
    results = evaluation.open("tiny", tmp_path).results
    assert [(v.numerator, v.mark) for v in (results.value(r, "rest") for r in ("R1", "R2", "TOP"))] == [
        (None, "suppressed"),
        (40, ""),
        (40, ""),
    ]
    assert results.alone("R1", "rest", results.period).mark == "suppressed"


def test_a_row_beside_the_printed_total_and_the_others(tmp_path):
    rows = own_study.ROWS.replace("400,150", "*,150") + "Total,500,210,110000,35000,7500,152500\n"
    assert told(totals(tmp_path, rows)) == [
        "reportable: works.csv, line 2, column 'workers': R1 City one: Persons with work is suppressed for 2007 and follows "
        f"from the total over regions and the other regions. {FIX}[suppressed_by_total]"
    ]


def test_a_suppressed_total_is_no_sum_on_the_page_of_the_whole(tmp_path):
    opened = totals(tmp_path, own_study.ROWS + "Total,*,210,110000,35000,7500,152500\n")
    assert told(opened) == [
        "reportable: works.csv, line 4, column 'workers': TOP Province: Persons with work is suppressed for 2007 and follows "
        f"from the total over regions and the other regions. {FIX}[suppressed_by_total]"
    ]
    results = opened.results
    assert results.figures.at("TOP", "2007", "workers").mark == "suppressed"
    assert [results.value("TOP", code).mark for code in ("wages_per_worker", "share_women", "share_wages")] == [
        "suppressed",
        "suppressed",
        "",
    ]


def test_parts_of_a_year_beside_it_are_told_together(tmp_path):
    hidden = quarters(tmp_path, [("2024", 100), ("2024Q1", 20), ("2024Q2", 30), ("2024Q3", "*"), ("2024Q4", 10)])
    assert told(hidden) == [
        "reportable: t.csv, line 5, column 'reemp_laidoff': A Region A: laid-off persons re-employed is suppressed for 2024Q3 and "
        f"follows from figures of other periods. {FIX}[suppressed_follows]"
    ]


def test_two_that_are_suppressed_tell_nothing(tmp_path):
    assert told(quarters(tmp_path, [("2024", 100), ("2024Q1", "*"), ("2024Q2", 30), ("2024Q3", "*"), ("2024Q4", 10)])) == []


def test_rows_of_one_column_that_follow_alike_are_one_finding(tmp_path):
    cells = [(f"{y}{q}", "*" if q == "Q3" else 10 if q else 100) for y in (2023, 2024) for q in ("", "Q1", "Q2", "Q3", "Q4")]
    assert told(quarters(tmp_path, cells)) == [
        "reportable: t.csv, line 5, column 'reemp_laidoff': A Region A: laid-off persons re-employed is suppressed for 2023Q3, "
        f"2024Q3 (lines 5, 10) and follows from figures of other periods. {FIX}[suppressed_follows]"
    ]


def warned(opened, region, language="en"):
    return [
        str(text) for text in given_away.sentences(View(results=opened.results, region=region, language=language, key="0" * 64))
    ]


def test_the_first_page_of_the_region_and_of_the_whole_warns_of_it_and_no_other(tmp_path):
    opened = sexes.study(tmp_path, "*")
    then = "Settle with those who deliver them what is to be withheld before this report is given to others; see 'Data findings'."
    told = "1 quantity has suppressed figures that can be worked out from others: Persons with work: Men"
    assert warned(opened, "R1") == [f"{told}. {then}"]
    assert warned(opened, "TOP") == [f"{told} (City one). {then}"]
    assert warned(opened, "R2") == []
    assert "1项可由其他数字推出：上工人数：男性（甲市）" in warned(opened, "TOP", "zh")[0]
    assert told in str(opened.overview(language="en").conclusion().data)


def test_the_record_of_the_round_warns_of_it(tmp_path):
    opened = sexes.study(tmp_path, "*")
    [said] = _given_away(opened)
    assert said.startswith("R1 City one: Persons with work: Men is suppressed for 2007")
    assert _given_away_lines([said]) == ["warning: 1 suppressed figure can be worked out from what is shown:", f"  {said}"]
    assert _given_away_lines([]) == [] and _given_away(sexes.study(tmp_path / "none")) == []
    assert _given_away_lines([said] * 7)[-1] == "  and 2 more: see `evaluation check`"
