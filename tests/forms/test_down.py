"""Indicators down the rows, groups of rows, names that stand once for several rows, rows of one kind alone."""

from tests.forms.forms import PAID, TRAINED

FORM = [
    ["就业统计报表"],
    ["填报单位：武汉市", None, None, None, None],
    ["指标名称", "计量单位", "代码", "本月", "本年累计"],
    ["甲", "乙", "丙", "1", "2"],
    ["一、培训", None, None, None, None],
    ["培训人数", "人", "01", 3, 10],
    ["  其中：女", "人", "02", 1, 4],
    ["资金支出", "万元", "03", 0.5, 2.5],
    ["填报人：略"],
]
DECLARED = {
    "file": "t.xlsx",
    "title_rows": 2,
    "header_rows": 1,
    "stop": "填报人",
    "fixed_region": "420100",
    "fixed_period": "2024",
    "down": {"name": "代码", "values": "本年累计", "unit": "计量单位"},
    "ignore": ["指标名称", "本月", "02", "丙"],
    "columns": {"01": TRAINED, "03": PAID},
}


def test_a_statistical_form(office):
    office.xlsx("t.xlsx", {"a": FORM})
    read = office.read(DECLARED)
    assert read.figures == {("420100", "2024", "trained"): 10, ("420100", "2024", "paid"): 2_500_000}
    assert read.at["420100", "2024", "trained"] == ("t.xlsx", "a", "E6")
    assert read.at["420100", "2024", "paid"] == ("t.xlsx", "a", "E8")
    assert [told for told in read.told if "notes_below" not in told] == []


def test_rows_that_are_not_declared_and_units_that_differ(office):
    office.xlsx("t.xlsx", {"a": FORM})
    told = office.read(DECLARED | {"ignore": ["指标名称", "本月", "丙"]}).told
    assert "blocking: t.xlsx, sheet 'a', row 7, column '代码': 1 row is not declared for this table: 02" in told[0]
    told = office.read(DECLARED | {"columns": {"01": TRAINED, "04": PAID}, "ignore": "rest"}).told
    assert told[0].startswith("blocking: t.xlsx, sheet 'a', column '代码': the declared row '04' is not in the file. ")
    assert any("3 rows are not read, as declared: 丙, 02, 03" in x for x in told)
    told = office.read(DECLARED | {"columns": {"01": TRAINED, "03": PAID | {"unit": "元"}}}).told
    assert told[0].startswith(
        "blocking: t.xlsx, sheet 'a', row 8, column '计量单位': the file gives '03' in 万元, study.yml declares 元"
    )


def test_indicators_down_and_years_across(office):
    office.csv("t.csv", [["指标", "2024", "2023"], ["人数(人)", "5", "4"], ["支出(万元)", "1.5", ""], ["注：略", "", ""]])
    down = {"name": "指标", "values": "{period}"}
    columns = {"人数(人)": TRAINED, "支出(万元)": PAID}
    read = office.read({"file": "t.csv", "stop": "注", "fixed_region": "420100", "down": down, "columns": columns})
    assert read.figures == {
        ("420100", "2024", "trained"): 5,
        ("420100", "2023", "trained"): 4,
        ("420100", "2024", "paid"): 1_500_000,
    }
    assert read.marks == {("420100", "2023", "paid"): "missing"}
    assert read.at["420100", "2023", "trained"][2] == "C2"


def test_a_city_above_the_rows_of_its_indicators(office):
    rows = [["地区", "项目", "数"], ["武汉市", "人数", "5"], ["", "支出", "6"], ["黄石市", "人数", "7"], ["", "支出", "8"]]
    office.csv("t.csv", rows)
    declared = {
        "file": "t.csv",
        "region": "地区",
        "fill_down": "地区",
        "fixed_period": "2024",
        "down": {"name": "项目", "values": "数"},
        "columns": {"人数": TRAINED, "支出": PAID},
    }
    read = office.read(declared)
    assert [read.figures[c, "2024", q] for c in ("420100", "420200") for q in ("trained", "paid")] == [5, 6_000_000, 7, 8_000_000]
    office.csv("t.csv", [*rows, ["", "人数", "9"]])
    (told,) = office.read(declared).told
    assert told.startswith("blocking: t.csv, line 6: '人数' stands twice for the same region and period, in rows 4 and 6")


def test_blocks_under_the_row_that_names_them(office):
    rows = [["年龄", "人数"], ["总计", "30"], ["15-24", "10"], ["25-", "20"], ["男", "12"], ["15-24", "4"], ["25-", "8"]]
    office.csv("t.csv", rows)
    declared = {
        "file": "t.csv",
        "groups": {"性别": {"of": "年龄", "heads": ["总计", "男"]}},
        "fixed_region": "420100",
        "fixed_period": "2024",
        "down": {"name": ["性别", "年龄"], "values": "人数"},
        "ignore": "rest",
        "columns": {
            "总计 15-24": TRAINED,
            "男 15-24": {"unit": "人", "quantity": "men"},
            "男": {"unit": "人", "quantity": "all_men"},
        },
    }
    read = office.read(declared)
    assert {q: n for (_, _, q), n in read.figures.items()} == {"trained": 10, "men": 4, "all_men": 12}
    assert read.at["420100", "2024", "men"][2] == "B6"


def test_rows_of_one_kind_alone(office):
    rows = [
        ["level", "geo", "n"],
        ["National", "湖北省", "9"],
        ["Local", "武汉市", "4"],
        ["Local", "黄石市", "5"],
        ["Regional", "x", "9"],
    ]
    office.csv("t.csv", rows)
    only = {"rows": {"only": {"level": ["Local"]}}, "region": "geo", "fixed_period": "2024", "columns": {"n": TRAINED}}
    read = office.read({"file": "t.csv"} | only)
    assert sorted(read.figures.values()) == [4, 5]
    assert read.told == [
        "reportable: t.csv, column 'level': 2 rows are not read, as declared: National, Regional. "
        "Nothing to do if they are not to be evaluated; else correct 'rows' in study.yml. [rows_ignored]"
    ]
