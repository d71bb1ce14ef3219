"""Periods and regions side by side, in the names of files and sheets, and in several tables."""

import pytest

from tests.forms.forms import PAID, REGIONS, TRAINED


def by_period(read, quantity="trained"):
    return {(region, period): amount for (region, period, q), amount in read.figures.items() if q == quantity}


def test_years_side_by_side_newest_first(office):
    rows = [
        ["指标：人数"],
        ["地区", "2025年", "2024年", "2023年"],
        ["武汉市", "", "763", "755"],
        ["黄石市", "", "226", "219"],
        ["注：略"],
    ]
    office.csv("t.csv", rows, encoding="gb18030")
    declared = {"file": "t.csv", "title_rows": 1, "stop": "注", "region": "地区", "columns": {"{period}": TRAINED}}
    read = office.read(declared)
    assert by_period(read) == {("420100", "2024"): 763, ("420100", "2023"): 755, ("420200", "2024"): 226, ("420200", "2023"): 219}
    assert read.marks == {("420100", "2025", "trained"): "missing", ("420200", "2025", "trained"): "missing"}
    assert read.at["420200", "2023", "trained"] == ("t.csv", "", "D4")
    assert [told for told in read.told if told.startswith("blocking")] == []


def test_quantities_within_years_and_other_columns_beside(office):
    head = [["地区", "2023", None, None, "2024", None, None], [None, "人数", "支出", "增长%", "人数", "支出", "增长%"]]
    office.xlsx("t.xlsx", {"a": [*head, ["武汉市", 1, 2, 9, 3, 4, 9]]}, merged=["A1:A2", "B1:D1", "E1:G1"])
    columns = {"{period} 人数": TRAINED, "{period} 支出": PAID}
    declared = {"file": "t.xlsx", "header_rows": 2, "region": "地区", "ignore": ["{period} 增长%"], "columns": columns}
    read = office.read(declared)
    assert read.told == []
    assert by_period(read) == {("420100", "2023"): 1, ("420100", "2024"): 3}
    assert read.at["420100", "2024", "paid"][2] == "F3"
    (told,) = office.read(declared | {"ignore": []}).told
    assert told.startswith("blocking: t.xlsx, sheet 'a', row 2: 2 columns are not declared for this table: 2023 增长%, 2024 增长%")


def test_regions_side_by_side_with_their_total(office):
    office.csv("t.csv", [["月份", "武汉市", "黄石市", "合计"], ["2024年1月", "5", "6", "11"], ["2024年2月", "7", "8", "16"]])
    declared = {"file": "t.csv", "period": "月份", "total": "合计", "columns": {"{region}": TRAINED}}
    read = office.read(declared, regions=REGIONS[:3])
    assert by_period(read) == {
        ("420100", "2024M01"): 5,
        ("420200", "2024M01"): 6,
        ("420100", "2024M02"): 7,
        ("420200", "2024M02"): 8,
    }
    (told,) = read.told
    assert "the printed total is 16人, the rows add up to 15人" in told


def test_a_file_a_region_and_a_sheet_a_period(office):
    for region, more in (("武汉市", 0), ("黄石市", 100)):
        sheets = {name: [["项目", "人数"], ["全部", n + more]] for name, n in (("1月", 1), ("2月", 2), ("说明", 3))}
        office.xlsx(f"报表2024-{region}.xlsx", sheets)
    only = {"file": "报表{period}-{region}.xlsx", "sheet": "{period}", "ignore": ["项目"], "columns": {"人数": TRAINED}}
    read = office.read(only)
    assert by_period(read) == {
        ("420100", "2024M01"): 1,
        ("420100", "2024M02"): 2,
        ("420200", "2024M01"): 101,
        ("420200", "2024M02"): 102,
    }
    assert read.at["420200", "2024M02", "trained"] == ("报表2024-黄石市.xlsx", "2月", "B2")
    assert all("1 sheet is not read, not being called as the table's: 说明" in told for told in read.told)
    office.xlsx("报表2024-宜昌市.xlsx", {"1月": [["项目", "人数"], ["全部", 1]]})
    told = office.read(only).told[0]
    assert told.startswith("blocking: 报表2024-宜昌市.xlsx: the file is called as '报表{period}-{region}.xlsx' says, but")


def test_a_pattern_without_a_file(office):
    (told,) = office.read({"file": "{region}.csv", "fixed_period": "2024", "columns": {"n": TRAINED}}).told
    assert told == "blocking: {region}.csv: data/s/{region}.csv is not there. Put the declared files there. [file_missing]"


def test_one_quantity_in_several_tables(office):
    office.csv("a.csv", [["地区", "人数"], ["武汉市", "1"]])
    office.csv("b.csv", [["地区", "人数"], ["黄石市", "2"], ["十堰市", "3"]])
    tables = [{"file": f, "region": "地区", "fixed_period": "2024", "columns": {"人数": TRAINED}} for f in ("a.csv", "b.csv")]
    read = office.read(*tables)
    assert (sorted(read.figures.values()), read.told) == ([1, 2, 3], [])
    office.csv("b.csv", [["地区", "人数"], ["武汉市", "2"]])
    (told,) = office.read(*tables).told
    assert told.startswith(
        "blocking: b.csv, line 2, column '人数': trained of 420100 for 2024 is delivered here and in a.csv, line 2"
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"region": "地区", "columns": {"{period}": TRAINED, "人数": PAID}}, "all columns of figures leave the same open"),
        ({"columns": {"人数{period}": TRAINED}}, "give one of 'region'"),
        ({"region": "地区", "columns": {"人数": TRAINED}}, "give one of 'period'"),
        ({"region": "地区", "fixed_period": "2024", "columns": {"{period}": TRAINED}}, "give one of 'period'"),
        ({"region": "地区", "columns": {"{period}{period}": TRAINED}}, "stands in it twice"),
        (
            {"region": "地区", "fixed_period": "2024", "fill_down": "人数", "columns": {"人数": TRAINED}},
            "'fill_down' fills columns",
        ),
        ({"file": "{region}{period}.csv", "columns": {"人数": TRAINED}}, "nothing parts {region} from {period}"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(office, change, told):
    with pytest.raises(ValueError, match=told.replace("{", r"\{")):
        office.read({"file": "t.csv"} | change)


@pytest.mark.parametrize(("cell", "said"), [("3..5", "'2024 人数'"), ("−", "'2024 人数'"), ("1", None)])
def test_what_is_wrong_in_one_of_several_columns_is_told_by_what_stands_over_it(office, cell, said):
    head = [["地区", "2023", None, "2024", None], [None, "人数", "支出", "人数", "支出"]]
    rows = [["武汉市", "7..1" if said else "7", 2, cell, 4], ["黄石市", "", 2, "", 4]]
    office.xlsx("t.xlsx", {"a": [*head, *rows]}, merged=["A1:A2", "B1:C1", "D1:E1"])
    columns = {"{period} 人数": TRAINED, "{period} 支出": PAID}
    read = office.read({"file": "t.xlsx", "header_rows": 2, "region": "地区", "columns": columns})
    assert not [told for told in read.told if "{period}" in told]
    wrong = [told for told in read.told if told.startswith("blocking")]
    assert len(wrong) == (2 if said else 0)
    assert not said or (
        any(f"row 3, column {said}: " in told for told in wrong) and any("column '2023 人数'" in told for told in wrong)
    )
