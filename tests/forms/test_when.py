"""Periods as delivered tables write them."""

import pytest

from tests.forms.forms import TRAINED

HEAD = ["地区", "期间", "人数"]
CUMULATIVE = TRAINED | {"kind": "cumulative"}


def periods(office, cells, column=TRAINED, years=None, **change):
    office.csv("t.csv", [HEAD, *(["武汉市", cell, str(n)] for n, cell in enumerate(cells, 1))])
    declared = {"file": "t.csv", "region": "地区", "period": "期间", "columns": {"人数": column}} | change
    read = office.read(declared, years=years)
    return [period for (_, period, _), _ in sorted(read.figures.items(), key=lambda item: item[1])], read.told


def test_months_since_the_years_start_are_the_quarter_that_they_end_with(office):
    said = ["2024年1-3月", "2024年1—6月累计", "2024年前三季度", "2024年1-12月"]
    assert periods(office, said, CUMULATIVE) == (["2024Q1", "2024Q2", "2024Q3", "2024Q4"], [])
    assert periods(office, ["2024年1-2月", "2024年1-3月", "2024年1-4月"], CUMULATIVE)[0] == ["2024M02", "2024M03", "2024M04"]
    assert periods(office, ["2024年1月", "2024年1-3月"], CUMULATIVE)[0] == ["2024M01", "2024M03"]


def test_months_of_a_figure_of_its_period_are_that_period(office):
    said = ["2024年1-3月", "2024年4-6月", "2024年7-12月", "Jan-Dec 2023"]
    assert periods(office, said) == (["2024Q1", "2024Q2", "2024H2", "2023"], [])
    found, told = periods(office, ["2024年1-9月"])
    assert found == []
    assert "'2024年1-9月' is no period of this table: 9 months are no period" in told[0]
    assert "Declare the columns 'kind: cumulative'" in told[0]


def test_months_with_their_years_at_both_ends_are_those_between(office):
    said = ["2024年1月至2024年3月", "2024.01-2024.06", "Jan 2023-Dec 2023", "2022-01 - 2022-12"]
    assert periods(office, said) == (["2024Q1", "2024H1", "2023", "2022"], [])
    assert periods(office, ["2024年6月至2024年1月"])[0] == []


def test_a_year_by_both_its_numbers_is_read_as_it_stands_where_years_are_called_so(office):
    april = {"starts": 4, "label": "both"}
    said = ["2008-2009", "2009–10", "2010/11", "2011-12"]
    assert periods(office, said, years=april)[0] == ["2008-09", "2009-10", "2010-11", "2011-12"]
    assert periods(office, ["2021/22 Q1"], years=april)[0] == ["2021-22Q1"]
    found, told = periods(office, ["2010/11", "Dec 2010"], years=april)
    assert found == ["2010M12"] and "'2010-11' stands among months" in told[0]
    assert periods(office, ["2021/23", "2021/22/05"], years=april)[0] == []
    assert periods(office, ["2021/22"])[0] == []


def test_a_stock_stands_at_the_end_of_the_months_that_are_named(office):
    stock = TRAINED | {"kind": "stock"}
    said = ["2024年1-3月", "2024年4-6月", "2024年前三季度", "2024年1-12月"]
    assert periods(office, said, stock) == (["2024Q1", "2024Q2", "2024Q3", "2024Q4"], [])


def test_a_count_from_another_month_is_refused_unless_it_is_declared(office):
    april = {"starts": 4, "label": "both"}
    found, told = periods(office, ["2023年1-9月"], CUMULATIVE, years=april)
    assert found == []
    assert "it counts from month 1, the cumulative columns from month 4" in told[0]
    assert periods(office, ["2023年4-9月"], CUMULATIVE, years=april)[0] == ["2023-24Q2"]
    assert periods(office, ["2023年1-9月"], CUMULATIVE | {"since": 1}, years=april)[0] == ["2023-24Q2"]


def test_a_quarter_by_its_number_is_asked_about_where_years_begin_otherwise(office):
    found, told = periods(office, ["2023年3季度"], years={"starts": 4, "label": "both"})
    assert found == []
    assert "which is meant, 2022-23Q3 (to 2022-12-31) or 2023-24Q2 (to 2023-09-30) or 2023-24Q3 (to 2023-12-31)" in told[0]
    assert periods(office, ["2023年12月", "Nov 2023"], years={"starts": 4, "label": "both"})[0] == ["2023M12", "2023M11"]


@pytest.mark.parametrize(
    ("year", "part", "period"),
    [
        ("2024", "Dec", "2024M12"),
        ("2024年", "6月", "2024M06"),
        ("2024", "三季度", "2024Q3"),
        ("2024", "Q2", "2024Q2"),
        ("2024年度", "上半年", "2024H1"),
    ],
)
def test_a_year_and_its_part_in_two_columns(office, year, part, period):
    office.csv("t.csv", [["地区", "年", "段", "人数"], ["武汉市", year, part, "1"]])
    read = office.read({"file": "t.csv", "region": "地区", "period": ["年", "段"], "columns": {"人数": TRAINED}})
    assert [p for _, p, _ in read.figures] == [period]


def test_days_stand_for_the_period_that_they_lie_in(office):
    assert periods(office, ["2024-03-01", "2024/6/30"], dates="quarter")[0] == ["2024Q1", "2024Q2"]
    assert periods(office, ["2024年3月31日"], dates="month")[0] == ["2024M03"]


def test_days_of_a_workbook(office):
    from datetime import datetime

    office.xlsx("t.xlsx", {"a": [["id", "A1"], [datetime(2024, 3, 1), 5], [datetime(2024, 6, 1), 6]]})
    declared = {"file": "t.xlsx", "fixed_region": "420100", "period": "id", "columns": {"A1": TRAINED}}
    read = office.read(declared | {"dates": "quarter"})
    assert {p: n for (_, p, _), n in read.figures.items()} == {"2024Q1": 5, "2024Q2": 6}
    assert "say which a day stands for ('dates: month')" in office.read(declared).told[0]


def test_a_decimal_is_no_month(office):
    assert periods(office, ["2024.10", "2024.01"])[0] == ["2024M10", "2024M01"]
    found, told = periods(office, ["2024.1"])
    assert found == []
    assert "October where a number cell lost the zero of 2024.10" in told[0]


@pytest.mark.parametrize(
    ("called", "number", "period"), [("月份", "12", "2024M12"), ("Month", "06", "2024M06"), ("季", "3", "2024Q3")]
)
def test_plain_numbers_are_what_their_column_is_called(office, called, number, period):
    office.csv("t.csv", [["地区", "年", called, "人数"], ["武汉市", "2024", number, "1"]])
    read = office.read({"file": "t.csv", "region": "地区", "period": ["年", called], "columns": {"人数": TRAINED}})
    assert [p for _, p, _ in read.figures] == [period]


def test_plain_numbers_of_nothing_are_refused(office):
    office.csv("t.csv", [["地区", "年", "期", "人数"], ["武汉市", "2024", "3", "1"]])
    read = office.read({"file": "t.csv", "region": "地区", "period": ["年", "期"], "columns": {"人数": TRAINED}})
    assert read.figures == {}
    assert "'2024 3' is not a period" in read.told[0]
