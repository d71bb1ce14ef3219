"""Figures whose cells say their own units, and totals that stand over several columns of regions."""

from __future__ import annotations

import openpyxl
import own_study
import pytest

import evaluation
from evaluation.data.findings import render
from evaluation.errors import Refused
from evaluation.tables import tables

HEAD = "region,workers,women,wages,material,admin,printed"
ROWS = ('R1,400人,150人,8万元,20000元,"5,000 元",0.105百万元', "R2,0.01万人,60人,3万元,1.5万元,0.25 万元,47500元")


def study(root, rows=ROWS, change=("", ""), unit="in_cells", more=""):
    """The study of works, of whose table every figure is in the ``unit``."""
    own_study.write_study(root, rows="\n".join([HEAD, *rows]) + "\n")
    path = root / "params/tiny/study.yml"
    before, mark, after = path.read_text(encoding="utf-8").partition("    file: works.csv\n")
    table, end, rest = after.partition("indicators:")
    table = table.replace("unit: 人", f"unit: {unit}").replace("unit: 元", f"unit: {unit}")
    path.write_text(before + mark + (more + table).replace(*change) + end + rest, encoding="utf-8")
    return evaluation.open("tiny", root)


def told(opened):
    return [render(f) for f in opened.findings if f.severity == "blocking" or f.code.startswith("total")]


def test_each_cell_is_read_exactly_in_the_unit_that_it_says(tmp_path):
    opened = study(tmp_path)
    figures = opened.results.figures
    assert [figures.at("R1", "2007", q).amount for q in ("workers", "wages", "admin", "printed")] == [
        400,
        8000000,
        500000,
        10500000,
    ]
    assert [figures.at("R2", "2007", q).amount for q in ("workers", "material")] == [100, 1500000]
    header, rows = tables(opened.results, "R2")["cells"]
    units = {row[header.index("quantity")]: row[header.index("unit")] for row in rows}
    assert (units["workers"], units["admin"], units["printed"]) == ("万人", "万元", "元")
    assert told(opened) == []


def test_a_cell_without_a_figure_needs_no_unit(tmp_path):
    opened = study(tmp_path, (ROWS[0].replace("150人", ""), ROWS[1].replace("60人", "*")))
    assert [opened.results.figures.at(r, "2007", "workers_women").mark for r in ("R1", "R2")] == ["missing", "suppressed"]


ASK = (
    "Ask who delivers it for the unit of the figure, and keep this one; where one unit holds for the whole column, write that in "
    "study.yml"
)
WITH = "Ask who delivers it for the figure with its unit, as 3亿元 or 1.2万人, and keep this one"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("150", f"'150' has no unit, and each cell of the column says its own. {ASK}."),
        ("0", f"'0' has no unit, and each cell of the column says its own. {ASK}."),
        ("3亿", f"'3亿' says how many (亿) and not of what, and each cell of the column says its own. {ASK}."),
        (
            "150元",
            "'150元' is in 元, and workers_women counts persons. Correct the quantity of the column in study.yml, or ask who",
        ),
        ("15%", "'15%' is in %, and the column holds counts or money."),
        ("150人次", "'150人次' is in 人次, and workers_women counts persons."),
        ("150 person", ""),
        ("150 persns", f"'150 persns': 'persns' is no unit. Did you mean 'persons'? {WITH}."),
        ("1.5人", "'1.5人' 人 is not a whole number of 人."),
        ("1亿5000万人", "'1亿5000万人': '亿5000万人' is no unit."),
        ("about", "'about' is not a figure"),
    ],
)
def test_a_cell_that_does_not_say_a_unit_that_fits_is_refused_with_its_place(tmp_path, cell, said):
    found = told(study(tmp_path, (ROWS[0].replace("150人", cell), ROWS[1])))
    assert len(found) == (1 if said else 0)
    assert all(text.startswith(f"blocking: works.csv, line 2, column 'women': {said}") for text in found)


def test_a_negative_figure_is_told_in_its_own_unit(tmp_path):
    [said] = told(study(tmp_path, (ROWS[0].replace("8万元", "-8万元"), ROWS[1])))
    assert "the figure is negative (-8万元). If refunds are booked in the column" in said


def test_a_printed_total_is_compared_whatever_the_units(tmp_path):
    wrong = "合计,500人,210人,12万元,3.5万元,7500元,152500元"
    [said] = told(study(tmp_path, (*ROWS, wrong), more="    total: 合计\n"))
    assert "the printed total is 12万元, the rows add up to 11万元; rounding explains up to 1.5万元, not this" not in said
    assert "the printed total is 12万元, the rows add up to 11万元" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("workers, unit: in_cells", "workers, unit: in_cells, decimals: 1"), "'decimals' is of figures in one unit"),
        (("workers, unit: in_cells", "workers, unit: in_cells, rounded_to: 5"), "'rounded_to' is of figures in one unit"),
        (("workers, unit: in_cells", "workers, unit: in_cells, zero: below_precision"), "'zero' is of figures in one unit"),
        (("quantity: workers, unit", "target: share_women, unit"), "'unit: in_cells' is of figures of a quantity"),
        (("workers, unit: in_cells", "workers, unit: in_cell"), "'in_cell' is no unit"),
    ],
)
def test_what_does_not_go_with_units_in_cells_is_refused(tmp_path, change, said):
    with pytest.raises(Refused) as refused:
        study(tmp_path, change=change)
    assert said in str(refused.value) and "study.yml:\n  line " in str(refused.value)


@pytest.mark.parametrize(("total", "of"), [("合计,", "TOP"), ("合计,合计", "TOP"), (" 合　计 ,", "TOP"), ("全省,合计", "TOP")])
def test_a_total_that_stands_over_the_columns_of_regions_is_that_of_what_stands_before_it(tmp_path, total, of):
    rows = [
        "全省,R1,400,150,80000,20000,5000,105000",
        "全省,R2,100,60,30000,15000,2500,47500",
        f"{total},500,210,1,35000,7500,152500",
    ]
    own_study.write_study(tmp_path, rows="\n".join([f"市州,{HEAD}", *rows]) + "\n")
    path = tmp_path / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("    file: works.csv")
    path.write_text(
        text[:start] + text[start:].replace("    region: region\n", "    region: [市州, region]\n    total: 合计\n", 1),
        encoding="utf-8",
    )
    opened = evaluation.open("tiny", tmp_path)
    [said] = told(opened)
    assert said.startswith("reportable: works.csv, line 4, column 'wages': the printed total is 1元, the rows add up to 110000元")
    assert [f.region for f in opened.findings if f.code == "total_differs"] == [of]


def test_a_total_merged_over_the_columns_of_regions_in_a_workbook_is_that_of_the_whole(tmp_path):
    own_study.write_study(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    cells = [line.split(",") for line in own_study.ROWS.splitlines()]
    figures = [[city, *map(int, rest)] for city, *rest in cells[1:]]
    total = ["合计", None, *(sum(row[n] for row in figures) for n in range(1, 7))]
    for row in (["市州", *cells[0]], ["全省", *figures[0]], [None, *figures[1]], [*total[:-1], total[-1] + 1]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:B4")
    book.save(tmp_path / "data/tiny/works.xlsx")
    path = tmp_path / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8")
    keys = "    file: works.xlsx\n    region: [市州, region]\n    total: 合计\n"
    path.write_text(text.replace("    file: works.csv\n    region: region\n", keys), encoding="utf-8")
    (tmp_path / "data/tiny/works.csv").unlink()
    opened = evaluation.open("tiny", tmp_path)
    assert [(f.code, f.region, f.column) for f in opened.findings if f.code.startswith(("total", "merged"))] == [
        ("total_differs", "TOP", "printed")
    ]
    assert opened.results.figures.at("TOP", "2007", "workers").amount == 500
