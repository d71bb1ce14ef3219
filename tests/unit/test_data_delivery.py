"""A delivery as a whole: contracts, totals, coverage, frames and the files that were read."""

import hashlib

import openpyxl
import pytest
import study_files

from evaluation.data import checks, csv_reader, delivery, tall
from evaluation.data.files import files_of
from evaluation.data.findings import render
from evaluation.errors import Refused
from evaluation.study.model import Region, Study, StudyFile

WORDS = {"zh": "表", "en": "table"}
REGIONS = tuple(
    Region(code=code, name_zh=zh, name_en=en, short_zh=short, level=level, parent=parent, reports=level == "prefecture")
    for code, zh, en, short, level, parent in [
        ("420000", "湖北省", "Hubei", "湖北", "province", ""),
        ("420100", "武汉市", "Wuhan", "武汉", "prefecture", "420000"),
        ("420102", "江岸区", "Jiang'an", "江岸", "county", "420100"),
        ("420200", "黄石市", "Huangshi", "黄石", "prefecture", "420000"),
        ("012345", "恩施州", "Enshi", "江岸", "prefecture", "420000"),
    ]
)
COLUMNS = {"人数": {"unit": "万人", "quantity": "trained"}, "支出": {"unit": "元", "quantity": "paid"}}
TABLE = {"title": WORDS, "file": "a.csv", "region": "地区", "fixed_period": "2007", "total": "合计", "columns": COLUMNS}
HEAD = "地区,人数,支出\n"
FULL = HEAD + "420100,1.2,100\n420200,1.3,200\n012345,1.4,300\n"


def study(*tables, period="2007"):
    file = StudyFile(
        title=WORDS,
        report_title=WORDS,
        region_system="free",
        region_vintage=2007,
        period=period,
        cut_off="2007-12-31",
        author=WORDS,
        source_note=WORDS,
        indicators=("x",),
        tables={f"t{i}": t for i, t in enumerate(tables)},
    )
    return Study(name="s", file=file, regions=REGIONS)


@pytest.fixture
def deliver(tmp_path):
    folder = tmp_path / "data" / "s"
    folder.mkdir(parents=True)

    def read(text, *tables, of="2007", **change):
        (folder / "a.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return delivery.read(study(TABLE | change, *tables, period=of), tmp_path)

    read.folder, read.root = folder, tmp_path
    return read


def told(found, *codes):
    return [render(f) for f in found.findings if f.code in codes or not codes]


def test_figures_come_in_base_units_in_one_order(deliver):
    found = deliver(HEAD + '012345,1.4,3\n武汉,…,"1,000"\nHuangshi,1.3,—\n')
    assert found.findings == ()
    assert list(found.cells.columns) == list(tall.CELLS)
    assert {n: str(t) for n, t in found.cells.dtypes.items()} == tall.CELLS
    assert found.cells[["region", "quantity", "mark", "row", "column", "text", "unit"]].to_numpy().tolist() == [
        ["012345", "paid", "", 2, "支出", "3", "元"],
        ["012345", "trained", "", 2, "人数", "1.4", "万人"],
        ["420100", "paid", "", 3, "支出", "1,000", "元"],
        ["420100", "trained", "missing", 3, "人数", "…", "万人"],
        ["420200", "paid", "not_applicable", 4, "支出", "—", "元"],
        ["420200", "trained", "", 4, "人数", "1.3", "万人"],
    ]
    assert found.cells["amount"].fillna(-1).tolist() == [300, 14000, 100000, -1, -1, 13000]
    assert found.cells["bound"].tolist() == [0, 500, 0, 0, 0, 500]
    assert set(found.cells["kind"]) == {"current"}


def test_files_are_recorded_as_they_were_read(deliver):
    (file,) = deliver(FULL).files
    assert (file.path, file.rows, file.encoding, file.table, file.sheet) == ("data/s/a.csv", 3, "utf-8", "t0", None)
    assert (file.sha256, file.bytes) == (hashlib.sha256(FULL.encode()).hexdigest(), len(FULL.encode()))


def test_files_are_known_by_content_without_reading_rows(deliver):
    (deliver.folder / "c.csv").write_bytes(b"\x00")
    (deliver.folder / "d.csv").write_text(FULL, encoding="utf-8")
    tables = [TABLE | {"file": name} for name in ("b.csv", "c.csv", "d.csv", "d.csv")]
    found = deliver(FULL, *tables)
    light = files_of(study(TABLE, *tables), deliver.root)
    assert [f.path.removeprefix("data/s/") for f in light] == ["a.csv", "c.csv", "d.csv", "d.csv"]
    assert [(f.path, f.sha256, f.bytes, f.table) for f in light] == [(f.path, f.sha256, f.bytes, f.table) for f in found.files]
    (deliver.folder / "d.csv").write_text(FULL + "\n", encoding="utf-8")
    changed = files_of(study(TABLE, *tables), deliver.root)
    assert [a.sha256 == b.sha256 for a, b in zip(light, changed, strict=True)] == [True, True, False, False]


def test_a_file_that_is_too_large_has_no_content_either(deliver, monkeypatch):
    monkeypatch.setattr("evaluation.data.readers.LARGEST_FILE", 10)
    assert deliver(FULL).files == files_of(study(TABLE), deliver.root) == ()


def test_row_order_does_not_matter(deliver):
    lines = FULL.splitlines()
    other = "\n".join([lines[0], *reversed(lines[1:])]) + "\n"
    first, second = deliver(FULL).cells, deliver(other).cells
    assert first.drop(columns=["row", "cell"]).equals(second.drop(columns=["row", "cell"]))


def test_a_total_is_compared_and_never_added(deliver):
    found = deliver(FULL + "合　计,3.9,600\n")
    assert found.findings == ()
    assert set(found.cells["region"]) == {"420100", "420200", "012345"}
    assert found.totals[["region", "quantity", "amount", "row"]].to_numpy().tolist() == [
        ["420000", "paid", 60000, 5],
        ["420000", "trained", 39000, 5],
    ]


def test_a_total_that_only_rounding_parts_from_its_rows(deliver):
    assert told(deliver(FULL + "合计,4.0,600\n")) == [
        "reportable: a.csv, line 5, column '人数': the printed total is 4万人, the rows add up to 3.9万人; "
        "rounding explains up to 0.2万人. Nothing to do: the rows are used. [total_rounding]"
    ]


def test_a_total_that_differs(deliver):
    assert told(deliver(FULL + "合计,4.2,600.01\n")) == [
        "reportable: a.csv, line 5, column '人数': the printed total is 4.2万人, the rows add up to 3.9万人; "
        "rounding explains up to 0.2万人, not this. Ask which is right; the rows are used, not the total. "
        "[total_differs]",
        "reportable: a.csv, line 5, column '支出': the printed total is 600.01元, the rows add up to 600元; "
        "rounding explains up to 0元, not this. Ask which is right; the rows are used, not the total. [total_differs]",
    ]


def test_a_total_beside_suppressed_figures_is_not_compared_and_not_repeated(deliver):
    found = deliver(FULL.replace("200\n", "*\n") + "合计,3.9,612.5\n")
    assert [f.code for f in found.findings] == ["total_not_compared"] and "612.5" not in str(found.findings)
    two = deliver(FULL.replace("200\n", "*\n").replace("300\n", "*\n") + "合计,3.9,612.5\n")
    assert [f.code for f in two.findings] == ["total_not_compared"]


def test_a_total_with_a_missing_part_is_not_compared(deliver):
    found = deliver(FULL.replace("1.3", "").replace("200\n", "\n").replace("300\n", "不适用\n") + "合计,9,9\n")
    assert told(found) == [
        "reportable: a.csv, line 5, column '人数': 2 printed totals of the row were not compared with the rows: "
        "no figure for 420200. Ask for figures that are missing and not withheld. [total_not_compared]"
    ]
    assert [f.value for f in found.findings if f.code == "total_not_compared"] == [None]


def test_county_rows_are_not_added_to_the_prefecture_they_lie_in(deliver):
    assert deliver(FULL + "420102,0.5,50\n合计,3.9,600\n").findings == ()


def test_less_than_the_printed_precision_is_within_its_bound(deliver):
    columns = {"人数": COLUMNS["人数"] | {"zero": "below_precision", "decimals": 1}, "支出": COLUMNS["支出"]}
    found = deliver(FULL.replace("1.4", "0.0") + "合计,2.7,600\n", columns=columns)
    assert [f.code for f in found.findings] == ["total_rounding"]
    assert found.cells["mark"].tolist().count("below_precision") == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("420100,,1", "420200,…,2", "012345, ,—"),
            [
                "reportable: a.csv, column '人数': every cell of the column is blank, in 3 rows. "
                "Deliver the figures, or take the column out of study.yml. [column_blank]"
            ],
        ),
        (
            ("420100,,", "420200,…,—", "012345,*,"),
            [
                "reportable: a.csv: the table holds no figure: every cell of its 3 rows is blank or marked as having none. "
                "Deliver the figures, or report the table as without data. [no_figures]"
            ],
        ),
        (("420100,*,1", "420200,*,2", "012345,—,3"), []),
        (("420100,,0", "420200,0.1,2", "012345,,3"), []),
    ],
)
def test_a_blank_column_and_a_table_without_a_figure_are_told(deliver, rows, said):
    assert told(deliver(HEAD + "\n".join(rows) + "\n")) == said


def test_a_figure_below_the_printed_precision_is_one(deliver):
    columns = {"人数": COLUMNS["人数"] | {"zero": "below_precision", "decimals": 1}}
    assert told(deliver("地区,人数\n420100,0.0\n420200,0.0\n012345,0.0\n", columns=columns)) == []


@pytest.mark.parametrize(
    ("came", "kind", "of", "gone"),
    [
        ("M01 M03 M04 M06", "current", "2007H1", "2007M02, 2007M05"),
        ("M03 M04", "current", "2007H1", "2007M01, 2007M02, 2007M05, 2007M06"),
        ("M03 M05", "cumulative", "2007H1", "2007M04, 2007M06"),  # what went before is in the first
        ("M06", "stock", "2007H1", ""),
        ("M04 M05 M06", "current", "2007Q2", ""),
        ("M01 M02 Q2", "current", "2007H1", "2007M03"),
        ("Q1 Q2 Q4", "current", "2007", "2007Q3"),
        ("", "current", "2007", ""),  # the year alone
        ("M01 M02 M03 M04 M05 M06", "current", "2007H1", ""),
    ],
)
def test_periods_that_no_region_delivered_are_due_all_the_same(deliver, came, kind, of, gone):
    table = {"fixed_period": None, "period": "期间", "kind": kind, "columns": {"人数": {"quantity": "unemployed", "unit": "人"}}}
    if kind != "stock":
        table["columns"] = {"人数": {"quantity": "new_employed", "unit": "人"}}
    rows = [f"{region},2007{part},1" for part in came.split() or [""] for region in ("420100", "420200", "012345")]
    found = deliver("地区,期间,人数\n" + "\n".join(rows) + "\n", of=of, **table)
    told_of = [dict(f.facts)["periods"] for f in found.findings if f.code == "missing_everywhere"]
    assert told_of == ([gone] if gone else [])
    assert ", ".join(p.spelled for periods in found.gone.values() for p in periods) == gone


def test_regions_without_rows_are_named(deliver):
    table = {"fixed_period": None, "period": "期间"}
    found = deliver("地区,期间,人数,支出\n420100,2007Q1,1,1\n420100,2007Q2,1,1\n420200,2007Q2,1,1\n", of="2007H1", **table)
    assert told(found) == [
        "reportable: a.csv: 420200 Huangshi has no row for 2007Q1. "
        "Deliver the rows, or report the periods as without data. [missing_rows]",
        "reportable: a.csv: 012345 Enshi has no row in 'table'. Deliver its rows, or report it as without data. [missing_table]",
    ]
    assert [f.region for f in found.findings] == ["420200", "012345"]


def test_unknown_regions(deliver):
    text = HEAD + "武汉市区,1,1\n江岸,1,1\n12345,1,1\n,1,1\n本表单位万元,,\n"
    assert told(deliver(text), "region_unknown") == [
        "blocking: a.csv, line 2, column '地区': '武汉市区' is no region of this study. Did you mean '武汉市'? If it is "
        "that one, write the name as it is here into the column "
        "'also' of regions.csv. [region_unknown]",
        "blocking: a.csv, line 3, column '地区': '江岸' names 2 regions (012345, 420102). "
        "List the columns that say where it lies in study.yml, as 'region: [state, district]', or a column of "
        "codes. [region_unknown]",
        "blocking: a.csv, line 4, column '地区': '12345' is no region of this study. Did you mean '012345'? If it "
        "is that one, write the name as it is here into the column "
        "'also' of regions.csv. [region_unknown]",
        "blocking: a.csv, line 5, column '地区': the row names no region. If it is a note below the table, say how "
        "notes begin in study.yml: 'stop: …'; if the region stands in a row above, 'fill_down'; else ask for "
        "the region. [region_unknown]",
        "blocking: a.csv, line 6, column '地区': '本表单位万元' is no region of this study. If it is a region of the "
        "study, write this name into the column 'also' of regions.csv; if it is a total or a note below the table, declare it in "
        "study.yml ('total', 'stop'); else leave out such rows by 'rows: {unlisted: ignored}' there. [region_unknown]",
    ]


@pytest.mark.parametrize(
    ("total", "label", "told_so"),
    [
        (
            "All district",
            "All Districts",
            "Did you mean the total 'All district'? 'total' takes one label, as the table writes it: where these are the totals, "
            "write 'total: \"All Districts\"' in study.yml; where both are, 'rows: {ignore: {地区: [\"All Districts\"]}}' there "
            "leaves such rows out.",
        ),
        (
            "合计",
            "All districts",
            "'total' of the table is '合计', and takes one label: where these are the totals, write 'total: \"All districts\"' in "
            "study.yml; where both are, 'rows: {ignore: {地区: [\"All districts\"]}}' there leaves such rows out.",
        ),
        (
            None,
            "全市合计",
            "If it is the total of other rows, write 'total: \"全市合计\"' for the table in study.yml, to compare them; else "
            "'rows: {ignore: {地区: [\"全市合计\"]}}' there leaves such rows out.",
        ),
    ],
)
def test_a_total_by_another_name_is_told_with_its_declaration(deliver, total, label, told_so):
    [said] = told(deliver(f"{HEAD}{label},1,1\n", total=total), "region_unknown")
    assert said == f"blocking: a.csv, line 2, column '地区': '{label}' is no region of this study. {told_so} [region_unknown]"


def test_fullwidth_codes_are_read_once_and_reported(deliver):
    found = deliver(FULL.replace("420100", "４２０１００"))
    assert told(found) == [
        "reportable: a.csv, line 2, column '地区': the code was delivered in fullwidth digits and is read as 420100. "
        "Nothing to do: it is the same code. [code_normalised]"
    ]
    assert "420100" in set(found.cells["region"])


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        (
            "2007Q5",
            "If it is a note below the table, say how notes begin in study.yml: 'stop: …'; else ask who delivers it for periods as "
            "a year (2007), a half (2007H2), a quarter (2007Q3) or a month (2007M03), and keep this one",
        ),
        ("2007.1", "It may be January, or October where a number cell lost the zero of 2007.10: ask for the column as text"),
        ("2007-09-01", "Say in study.yml which period a day stands for: 'dates: month'"),
        (
            "三季度",
            "Say of which year in study.yml: 'period: [year, part]' with both columns, or {period} in the name of the file or "
            "sheet",
        ),
    ],
)
def test_periods_are_not_guessed(deliver, cell, fix):
    found = deliver(f"地区,期间,人数,支出\n420100,{cell},1,1\n", fixed_period=None, period="期间")
    assert told(found, "period") == [f"blocking: a.csv, line 2, column '期间': '{cell}' is not a period. {fix}. [period]"]
    assert found.cells.empty


@pytest.mark.parametrize(("year", "said"), [("1386", "621 years before"), ("2550", "543 years after"), ("1428M03", "579 years")])
def test_a_year_of_another_calendar_is_told_and_due_of_nobody(deliver, year, said):
    found = deliver(f"地区,期间,人数,支出\n420100,{year},1,1\n420200,2007,1,1\n", fixed_period=None, period="期间")
    assert [(f.severity, f.row, said in f.message) for f in found.findings if f.code == "period"] == [("blocking", 2, True)]
    assert {str(c.period) for c in found.cell_rows} == {"2007"} and "another calendar" in found.blocking[0].fix
    assert "missing_rows" not in {f.code for f in found.findings}  # nobody owes that year


def test_years_before_the_study_are_read(deliver):
    found = deliver("地区,期间,人数,支出\n420100,1949,1,1\n420200,2007,1,1\n", fixed_period=None, period="期间")
    assert not found.blocking


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2007年第三季度", "2007Q3"),
        ("2007q1", "2007Q1"),
        ("2007年", "2007"),
        ("200712", "2007M12"),
        ("2007年11月", "2007M11"),
        ("2007.10", "2007M10"),
        ("Dec 2007", "2007M12"),
        ("2007年下半年", "2007H2"),
        ("2007年1-6月", "2007H1"),
    ],
)
def test_periods_as_offices_write_them(deliver, cell, period):
    found = deliver(f"地区,期间,人数,支出\n420100,{cell},1,1\n", fixed_period=None, period="期间")
    assert {c.period.spelled for c in found.cell_rows} == {period}
    assert not found.blocking


def test_a_region_that_stands_twice(deliver):
    found = deliver(FULL + "武汉市,1.2,100\n")
    assert told(found) == [
        "blocking: a.csv, line 5, column '地区': region 420100 stands twice for 2007, in lines 2 and 5. "
        "Where they are of different things, say which are read in study.yml ('rows: {only: …}', 'down') or name the column "
        "that tells their regions apart; else ask who delivers it which one counts. [row_twice]"
    ]
    assert "420100" not in set(found.cells["region"])


def test_a_total_that_stands_twice(deliver):
    assert told(deliver(FULL + "合计,3.9,600\n合计,3.9,600\n"), "row_twice") == [
        "blocking: a.csv, line 6, column '地区': the total stands twice for 2007, in lines 5 and 6. "
        "Where they are of different things, say which are read in study.yml ('rows: {only: …}', 'down') or name the column "
        "that tells their regions apart; else ask who delivers it which one counts. [row_twice]"
    ]


def test_negative_figures_and_refunds(deliver):
    text = FULL.replace("100\n", "-100.50\n")
    found = deliver(text)
    assert told(found) == [
        "blocking: a.csv, line 2, column '支出': the figure is negative (-100.5元). "
        "If refunds are booked in the column, write 'negative: refund' for it in study.yml; else ask who delivers it for the right "
        "figure, and keep this one. [negative]"
    ]
    assert len(found.cells) == 5
    found = deliver(text, columns=COLUMNS | {"支出": COLUMNS["支出"] | {"negative": "refund"}})
    assert told(found) == [
        "reportable: a.csv, line 2, column '支出': a negative amount of -100.5元 is kept as a refund. "
        "Confirm the refund with the unit that delivered it. [refund]"
    ]
    assert -10050 in found.cells["amount"].tolist()


def test_a_figure_may_be_called_region(deliver):
    columns = {"region": COLUMNS["支出"], "period": COLUMNS["人数"]}
    found = deliver("地区,region,period\n420100,-1,1\n420200,1,1\n012345,1,1\n", columns=columns)
    assert told(found) == [
        "blocking: a.csv, line 2, column 'region': the figure is negative (-1元). "
        "If refunds are booked in the column, write 'negative: refund' for it in study.yml; else ask who delivers it for the right "
        "figure, and keep this one. [negative]"
    ]
    assert len(found.cells) == 5


def test_a_row_with_a_wrong_key_tells_its_negative_figures_as_well(deliver):
    found = deliver(FULL + "武汉市区,-1,1\n")
    assert [f.code for f in found.findings] == ["negative", "region_unknown"]
    assert len(found.cells) == 6


def test_a_refused_cell_leaves_the_rest_of_its_row(deliver):
    found = deliver(FULL.replace("100\n", "1.2万\n"))
    assert told(found) == [
        "blocking: a.csv, line 2, column '支出': '1.2万' carries 万, the column is declared in 元. "
        "Declare the whole column in 万元 in study.yml if all of it is; else ask for this figure in 元 (12000). [unit_mixed]"
    ]
    assert (len(found.cells), found.blocking) == (5, found.findings)


def test_stated_rates_stay_apart_and_exact(deliver):
    columns = COLUMNS | {"就业率": {"unit": "%", "states": "emp_rate", "decimals": 2}}
    text = "地区,人数,支出,就业率\n420100,1,1,28.8\n420200,1,1,—\n012345,1,1,30％\n合计,3,3,29.1\n"
    found = deliver(text, columns=columns)
    assert list(found.stated.columns) == list(tall.STATED)
    assert [(r.region, r.indicator, str(r.value), r.mark, r.decimals) for r in found.stated.itertuples()] == [
        ("012345", "emp_rate", "3/10", "", 2),
        ("420000", "emp_rate", "291/1000", "", 2),
        ("420100", "emp_rate", "36/125", "", 2),
        ("420200", "emp_rate", "None", "not_applicable", 2),
    ]
    assert "emp_rate" not in set(found.cells["quantity"])


def test_a_rate_that_is_a_figure_is_a_whole_number_of_its_base_units(deliver):
    text = "地区,人数,支出,就业率\n420100,1,1,86.2\n420200,1,1,-3.25％\n012345,1,1,*\n合计,3,3,…\n"
    found = deliver(text, columns=COLUMNS | {"就业率": {"unit": "%", "quantity": "satisfaction"}})
    mine = found.cells[found.cells["quantity"] == "satisfaction"]
    assert [(r.region, r.amount is not None and str(r.amount), r.mark, r.bound) for r in mine.itertuples()] == [
        ("012345", "<NA>", "suppressed", 0),
        ("420100", "86200000000", "", 0),
        ("420200", "-3250000000", "", 0),
    ]


def test_a_figure_delivered_by_two_tables(deliver):
    (deliver.folder / "b.csv").write_text("地区,人数\n420100,12000\n420200,13000\n012345,14000\n", encoding="utf-8")
    other = TABLE | {"file": "b.csv", "columns": {"人数": {"unit": "人", "quantity": "trained"}}}
    found = deliver(FULL, other)
    first, *_ = told(found) or [""]
    assert first == (
        "blocking: b.csv, line 2, column '人数': trained of 420100 for 2007 is delivered here and in a.csv, line 2, "
        "column '人数'. Where one file is a later delivery of the other, declare one table with the days of both ('as_of: {a.csv: "
        "2024-01-20, b.csv: …}'); else declare one column for a quantity and list the other under 'ignore' in study.yml. "
        "[delivered_twice]"
    )
    assert len(found.blocking) == 3


def test_current_and_cumulative_figures_of_one_quantity_are_not_mixed(deliver):
    columns = COLUMNS | {"累计": COLUMNS["支出"] | {"kind": "cumulative"}}
    found = deliver(HEAD.replace("\n", ",累计\n") + "420100,1,1,1\n420200,1,1,1\n012345,1,1,1\n", columns=columns)
    assert [f.code for f in found.findings] == ["delivered_twice"] * 3


def test_a_workbook_with_merged_title_total_row_and_hidden_sheet(deliver):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in [
        ["二〇〇七年情况表"],
        ["地区", "人数\n（万人）", "支出"],
        ["420100", 1.2, 100],
        ["黄石市", 1.3, 200.5],
        ["Enshi", "…", 300],
        ["合　计", 2.5, 600.5],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    workbook.create_sheet("底稿").sheet_state = "hidden"
    workbook.save(deliver.folder / "b.xlsx")
    columns = {"人数（万人）": COLUMNS["人数"], "支出": COLUMNS["支出"]}
    table = TABLE | {"file": "b.xlsx", "title_rows": 1, "columns": columns}
    found = delivery.read(study(table), deliver.root)
    assert told(found) == [
        "reportable: b.xlsx, sheet 'Sheet', row 6, column '人数（万人）': the printed total was not compared with the "
        "rows: no figure for 012345. Ask for figures that are missing and not withheld. [total_not_compared]",
        "reportable: b.xlsx, sheet '底稿': the workbook holds a hidden sheet; it is not read. "
        "Ask who delivers it what it is for. [hidden_sheet]",
    ]
    assert found.cells["amount"].fillna(-1).tolist() == [30000, -1, 10000, 12000, 20050, 13000]
    assert found.totals["amount"].tolist() == [60050, 25000]
    assert (found.files[0].encoding, found.files[0].sheet, found.files[0].rows) == ("xlsx", "Sheet", 4)


def test_missing_broken_and_undeclared_files_do_not_stop_the_others(deliver):
    (deliver.folder / "b2.csv").write_text("x\n", encoding="utf-8")
    (deliver.folder / "c.csv").write_bytes(b"\x00")
    found = deliver(FULL, TABLE | {"file": "b.csv"}, TABLE | {"file": "c.csv"})
    assert told(found) == [
        "blocking: b.csv: data/s/b.csv is not there. Put it there; did you mean 'b2.csv'? [file_missing]",
        "blocking: c.csv: the file is UTF-16, as 'Unicode Text' of a spreadsheet program is. "
        "Save a copy as CSV UTF-8 (comma delimited) beside the one delivered, which is kept, and declare that "
        "in study.yml. [utf16]",
        "reportable: b2.csv: data/s/b2.csv is in no table. "
        "Declare it in study.yml if its figures are needed; else nothing to do: it was not read. [file_undeclared]",
    ]
    assert len(found.cells) == 6
    assert [f.path for f in found.files] == ["data/s/a.csv", "data/s/c.csv"]


def test_a_study_without_a_data_folder(tmp_path):
    found = delivery.read(study(TABLE), tmp_path)
    assert told(found) == ["blocking: a.csv: data/s/a.csv is not there. Put the declared files there. [file_missing]"]
    assert (list(found.cells.columns), len(found.cells)) == (list(tall.CELLS), 0)


def test_figures_after_the_cut_off(deliver):
    found = deliver(FULL, fixed_period="2008Q1")
    assert told(found) == [
        "reportable: a.csv: figures for 2008Q1 reach beyond the data cut-off 2007-12-31. "
        "If they came later than that, correct cut_off in study.yml; else ask who delivers them of which period "
        "they are. [after_cut_off]"
    ]


def test_a_file_that_changes_while_it_is_read(deliver, monkeypatch):
    original = csv_reader.read

    def slow(content, table, file):
        (deliver.folder / "a.csv").write_text(FULL + "\n", encoding="utf-8")
        return original(content, table, file)

    monkeypatch.setattr(csv_reader, "read", slow)
    with pytest.raises(Refused, match=r"a\.csv changed while it was being read; wait until it is written"):
        deliver(FULL)


def test_a_file_that_is_too_large_is_not_opened(deliver, monkeypatch):
    monkeypatch.setattr("evaluation.data.readers.LARGEST_FILE", 10)
    assert told(deliver(FULL)) == [
        "blocking: a.csv: the file is larger than 0 MB. "
        "Ask who delivers it for the declared table alone, and keep this one. [too_large]"
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "../../etc/x",
        "..\\\\x",
        "C:x",
        "CON",
        "nul.txt",
        "a.",
        "420100.html",
        "1e5",
        "NO",
        "null",
        "x" * 300,
        "420100\u200b",
        "江\u202e苏",
        "４２０１０",
        "=HYPERLINK(1)",
        "420100 420200",
    ],
)
def test_hostile_region_cells_are_refused(deliver, cell):
    found = deliver(HEAD + f"{cell},1,1\n")
    assert [f.code for f in found.blocking] == ["region_unknown"]
    assert found.cells.empty
    assert "\u202e" not in render(found.blocking[0])


OWN = HEAD + "420100,1.2,100\n420200,1.3,200\n012345,1.4,300\n420000,3.9,{paid}\n"


@pytest.mark.parametrize(("paid", "differs"), [("600", 0), ("601", 1)])
def test_a_row_of_the_whole_is_compared_with_its_regions_as_a_printed_total_is(deliver, paid, differs):
    found = deliver(OWN.format(paid=paid))
    assert told(found, "row_of_whole") == [
        "reportable: a.csv, line 5: 1 row is of 420000 Hubei, the whole: it is the sum of the regions that report, so their "
        "figures are compared with that sum and not used. Nothing to do where they agree; a figure that no region delivers is to "
        "be delivered for each of them. [row_of_whole]"
    ]
    assert len(told(found, "total_differs")) == differs
    assert "420000" not in set(found.cells["region"]) and set(found.totals["region"]) == {"420000"}


def test_what_is_never_added_over_regions_is_the_wholes_own(deliver, tmp_path):
    (deliver.folder / "a.csv").write_text(OWN.format(paid="250"), encoding="utf-8")
    found = delivery.read(study(TABLE), tmp_path, alone={"paid"})
    assert [(c.quantity, c.amount) for c in found.cell_rows if c.region == "420000"] == [("paid", 25000)]
    assert told(found, "total_differs") == []


def test_the_row_of_a_whole_that_no_region_reports_to_is_its_own(deliver, tmp_path):
    alone = study(TABLE)
    top = alone.regions[0].model_copy(update={"reports": True})
    (deliver.folder / "a.csv").write_text(HEAD + "420000,3.9,600\n", encoding="utf-8")
    found = delivery.read(Study(name="s", file=alone.file, regions=(top,)), tmp_path)
    assert told(found) == [] and {c.region for c in found.cell_rows} == {"420000"}


NO_PERIOD = "'合计' names no period. Figures of longer periods are made from their parts: 'rows: {ignore: {季: [合计]}}'"
PARTS = {"period": ["年", "季"], "fixed_period": None}


@pytest.mark.parametrize(
    ("row", "told_so"),
    [
        ("420100,2007,合计", NO_PERIOD),
        ("420100,合计,合计", NO_PERIOD),
        ("合计,2007,合计", NO_PERIOD),
        ("420100,2007,", "the row names the year 2007 and no part of it. Ask who delivers it of which part of the year it is"),
    ],
)
def test_a_total_over_periods_that_names_none_is_refused(deliver, row, told_so):
    found = deliver(f"地区,年,季,人数,支出\n{row},1.2,100\n", **PARTS)
    assert [f.code for f in found.blocking] == ["period"] and told_so in render(found.blocking[0])


def test_a_name_behind_a_total_is_refused(deliver):
    found = deliver("市,县,人数,支出\n合计,江岸区,1.2,100\n", region=["市", "县"])
    assert [render(f) for f in found.blocking] == [
        "blocking: a.csv, line 2, column '市': the row is a total, and '江岸区' stands behind '合计'. Ask who delivers it what it "
        "is the total of; only blank cells, or the same, follow it. [region_unknown]"
    ]


def test_totals_are_compared_with_the_rows_of_every_file_of_the_table(deliver):
    for name, people in (("武汉市", 1.2), ("黄石市", 1.3), ("Enshi", 1.4), ("合计", 4)):
        (deliver.folder / f"f-{name}.csv").write_text(f"人数,支出\n{people},\n", encoding="utf-8")
    table = {k: v for k, v in TABLE.items() if k != "region"} | {"file": "f-{region}.csv"}
    found = delivery.read(study(table), deliver.root)
    assert [(f.code, f.file) for f in found.findings if f.code.startswith("total")] == [("total_rounding", "f-合计.csv")]


def test_an_issued_table_that_targets_name_as_their_source_is_evidence(tmp_path):
    (tmp_path / "data" / "small").mkdir(parents=True)
    for name in ("目标表.csv", "表.csv"):  # the end of the other's name
        (tmp_path / "data" / "small" / name).write_text("x\n", encoding="utf-8")
    small = study_files.made(tmp_path, ("targets.csv", "万人,issued,HB-0", "万人,issued,目标表.csv，第3行"))
    assert [f.file for f in checks.undeclared_files(small, tmp_path)] == ["表.csv"]
