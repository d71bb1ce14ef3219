"""Where a table stands: header rows, notes below, blocks, tables beside and below each other."""

import pytest

from tests.forms.forms import PAID, TRAINED

BASE = {"region": "地区", "fixed_period": "2024"}
TWO = {"trained": TRAINED, "paid": PAID}
NOTES = [["注：1.本表为试验数据。"], ["　　　2.2023年口径不同。"], ["资料来源：统计局"]]
NOT_READ = "3 rows below the table are not read, from '注：1.本表为试验数据。' on"


def test_a_yearbook_table_with_a_unit_line_and_notes(office):
    rows = [
        ["表 4-1 培训情况"],
        [None, None, "单位：万元"],
        ["地　区", "人数", "支出"],
        ["武汉市", 12, 1.5],
        ["黄石市", 7, 2],
        *NOTES,
    ]
    office.xlsx("t.xlsx", {"表": rows}, merged=["A1:C1", "A6:C6", "A7:C7", "A8:C8"])
    declared = {"file": "t.xlsx", "title_rows": 2, "stop": ["注", "资料来源"], "columns": {"人数": TRAINED, "支出": PAID}, **BASE}
    read = office.read(declared)
    assert read.figures == {
        ("420100", "2024", "trained"): 12,
        ("420100", "2024", "paid"): 1_500_000,
        ("420200", "2024", "trained"): 7,
        ("420200", "2024", "paid"): 2_000_000,
    }
    assert read.at["420200", "2024", "paid"] == ("t.xlsx", "表", "C5")
    (told,) = read.told
    assert told.startswith(f"reportable: t.xlsx, sheet '表', row 6: {NOT_READ}")
    # what begins as a note does is one without being declared
    assert office.read(declared | {"stop": []}).told == read.told
    rows[5] = ["本表为试验数据。"]
    office.xlsx("t.xlsx", {"表": rows}, merged=["A1:C1", "A6:C6", "A7:C7", "A8:C8"])
    assert "If it is no row of the table, say where it ends ('stop: …')" in office.read(declared | {"stop": []}).told[0]


def test_an_export_in_gbk_with_notes_of_one_cell(office):
    rows = [["数据库：分省"], ["指标：人数(人)"], ["地区", "人数", "支出"], ["武汉市", "12", "1.5"], *NOTES]
    office.csv("t.csv", rows, encoding="gb18030")
    declared = {"file": "t.csv", "title_rows": 2, "stop": ["注"], "columns": {"人数": TRAINED, "支出": PAID}, **BASE}
    read = office.read(declared)
    assert read.figures == {("420100", "2024", "trained"): 12, ("420100", "2024", "paid"): 1_500_000}
    assert NOT_READ in read.told[0]
    office.csv("t.csv", [*rows[:4], ["本表为试验数据。"]], encoding="gb18030")
    assert "If notes begin here, write 'stop: …' in study.yml" in office.read(declared | {"stop": []}).told[0]


def test_a_header_of_two_rows_merged_or_not(office):
    top, low = ["地区", "基金", None, "结余"], [None, "收入", "支出", None]
    rows = [top, low, ["武汉市", 1, 2, 3]]
    columns = {"基金 收入": PAID, "基金支出": {"unit": "万元", "quantity": "spent"}, "结余": {"unit": "万元", "quantity": "left"}}
    declared = {"header_rows": 2, "columns": columns, **BASE}
    office.xlsx("m.xlsx", {"a": rows}, merged=["A1:A2", "B1:C1", "D1:D2"])
    office.xlsx("p.xlsx", {"a": rows})
    office.csv("t.csv", rows)
    for file in ("m.xlsx", "p.xlsx", "t.csv"):
        read = office.read(declared | {"file": file})
        assert [a // 1_000_000 for a in read.figures.values()] == [3, 1, 2], file
        assert read.at["420100", "2024", "spent"][2] == "C3"
    (told,) = office.read(declared | {"file": "m.xlsx", "header_rows": 1}).told[:1]
    assert "Write 'header_rows: 2' for the table in study.yml, if its header ends with row 2" in told


def test_a_header_that_is_repeated_on_every_page(office):
    head = ["地区", "人数"]
    rows = [head, ["武汉市", 1], ["续表 1"], [], head, ["黄石市", 2], head, ["十堰市", 3], ["注：完"]]
    office.xlsx("t.xlsx", {"a": rows})
    read = office.read({"file": "t.xlsx", "stop": ["续", "注"], "columns": {"人数": TRAINED}, **BASE})
    assert list(read.figures.values()) == [1, 2, 3]
    assert read.at["420300", "2024", "trained"][2] == "B8"


def test_tables_below_and_beside_each_other(office):
    rows = [
        ["表一 人数", None, None, None, "表二 支出"],
        ["地区", "人数", None, None, "地区", "支出"],
        ["武汉市", 5, None, None, "武汉市", 6],
        ["表三"],
        [],
        ["单位：人"],
        ["地区", "结余"],
        ["武汉市", 7],
    ]
    office.xlsx("t.xlsx", {"a": rows})
    left = {"unit": "人", "quantity": "left"}
    read = office.read(
        {"file": "t.xlsx", "cells": "A1:B3", "title_rows": 1, "columns": {"人数": TRAINED}, **BASE},
        {"file": "t.xlsx", "cells": "E:F", "starts": "表二", "columns": {"支出": PAID}, **BASE},
        {"file": "t.xlsx", "starts": "表三", "title_rows": 1, "columns": {"结余": left}, **BASE},
    )
    assert (sorted(read.figures.values()), read.told) == ([5, 7, 6_000_000], [])
    assert read.at["420100", "2024", "paid"][2] == "F3"
    (told,) = office.read({"file": "t.xlsx", "starts": "表四", "columns": {"结余": left}, **BASE}).told[:1]
    assert "no cell begins with '表四'. Correct 'starts' in study.yml" in told


def test_columns_without_a_name_of_their_own_are_called_by_their_place(office):
    office.csv("t.csv", [["Code", "Code", "", "Code"], ["x", "420100", "8", "y"], ["x", "420200", "9", "y"]])
    named = {"file": "t.csv", "region": "column B", "fixed_period": "2024", "columns": {"column C": TRAINED}}
    read = office.read(named | {"ignore": ["Code"]})
    assert (list(read.figures.values()), read.told) == ([8, 9], [])
    told = office.read(named | {"region": "Code"}).told
    assert "Name the one that is meant by its place in study.yml: 'column B'" in told[0]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("titles", [["就业资金表"], ["就业资金表", "单位：人"], ["就业资金表", "", "填报单位：略"]])
@pytest.mark.parametrize("heads", [[["地区", "人数", "支出"]], [["地区", "本年", None], [None, "人数", "支出"]]])
def test_rows_above_the_header_are_told_with_their_number(office, kind, titles, heads):
    names = ["地区", "人数", "支出"] if len(heads) == 1 else ["地区", "本年 人数", "本年 支出"]
    declared = {"file": f"t.{kind}", "header_rows": len(heads), "columns": {names[1]: TRAINED, names[2]: PAID}, **BASE}
    rows = [*([title or None, None, None] for title in titles), *heads, ["武汉市", 5, 6], ["黄石市", 7, 8]]
    if kind == "csv":
        office.csv("t.csv", rows)
    else:
        office.xlsx("t.xlsx", {"表": rows}, merged=[f"A{n}:C{n}" for n, title in enumerate(titles, 1) if title])
    (told,) = office.read(declared).told
    assert f"Write 'title_rows: {len(titles)}' for the table in study.yml" in told
    read = office.read(declared | {"title_rows": len(titles)})
    assert read.told == [] and len(read.figures) == 4
