"""CSV tables: encodings, header, line numbers."""

import grids
import pytest
import yaml

from evaluation.data import delivery
from evaluation.data.findings import Unreadable, render
from evaluation.data.grid import unpack
from evaluation.study.model import Region, Study, StudyFile, Table
from evaluation.study.tables import SEPARATORS

TABLE = Table(
    title={"zh": "表", "en": "table"},
    file="a.csv",
    region="地区",
    period="期间",
    ignore=("备注",),
    columns={"人数": {"unit": "人", "quantity": "trained"}},
)


def read(content, table=TABLE):
    return grids.read(content, table, "a.csv")


def refusal(content, table=TABLE):
    with pytest.raises(Unreadable) as caught:
        read(content, table)
    return [render(f).removeprefix("blocking: a.csv") for f in caught.value.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_are_found_and_recorded(encoding):
    grid, findings = read("地区,期间,人数\n襄樊𠮷,2007,1\n".encode(encoding))
    assert (grid.encoding, findings) == (encoding, [])
    assert grid.rows[0].cells == {"地区": "襄樊𠮷", "期间": "2007", "人数": "1"}


def test_gbk_text_that_is_also_utf8_here_and_there_is_not_called_mixed():
    grid, _ = read("地区,期间,人数\n联通,2007,1\n武汉,2007,2\n".encode("gb18030"))
    assert [r.cells["地区"] for r in grid.rows] == ["联通", "武汉"]


def test_codes_and_empty_words_stay_text():
    grid, _ = read("地区,期间,人数\n010000,2007,NA\nnull,1e5,NULL\n")
    assert [tuple(r.cells.values()) for r in grid.rows] == [("010000", "2007", "NA"), ("null", "1e5", "NULL")]


def test_a_cell_keeps_every_character():
    cells = ["420100", "2007", "5\x1f,6\x1f"]
    grid, _ = read(f'地区,期间,人数\n420100,2007,"{cells[-1]}"\n')
    assert list(grid.rows[0].cells.values()) == list(unpack(grid.rows[0].cells).values()) == cells
    assert (grid.rows[0].cells["期间"], len(grid.rows[0].cells)) == ("2007", 3)


def test_titles_blank_lines_and_wrapped_headers():
    table = TABLE.model_copy(update={"title_rows": 2})
    grid, findings = read('二〇〇七年\n单位：人,\n地区,期间,"人\n数",备注\n\n420100,2007,5,x\n,,,\n', table)
    assert findings == []
    assert (grid.header_row, [(r.number, r.cells["人数"]) for r in grid.rows]) == (3, [(6, "5")])


def test_line_numbers_are_those_of_the_file():
    grid, _ = read('地区,期间,人数,备注\n420100,2007,5,"一\n二\n三"\n420200,2007,6,\n')
    assert [r.number for r in grid.rows] == [2, 5]


def test_every_header_problem_comes_at_once():
    assert refusal("地区,人 数,人数,人数合计\n") == [
        ", line 1, column '人数': the header '人数' stands in columns 2 and 3. "
        "Name the one that is meant by its place in study.yml: 'column C'. [header_twice]",
        ", line 1, column '人数合计': the column '人数合计' is not declared for this table. "
        "Did you mean '人数'? Declare it by the name it has here, or list it under 'ignore', in study.yml. [header_unknown]",
        ", line 1, column '期间': the declared column '期间' is not in the file. "
        "Known: 地区, 人 数, 人数, 人数合计. Ask for the column, or correct study.yml. [header_missing]",
    ]


def test_a_header_converted_wrongly_is_recognised():
    wrong = "就业资金".encode().decode("gb18030")
    first, *_ = refusal(f"地区,期间,人数,{wrong}\n")
    assert first.endswith(
        "Its bytes read '就业资金' as UTF-8: the file was converted wrongly. "
        "Ask who delivers it for it as it was before that, and keep this one. [header_unknown]"
    )


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_other_separators_are_named_once_and_nothing_else(mark, name):
    (told,) = refusal(f"地区{mark}期间{mark}人数\n")
    write = "tab" if mark == "\t" else f"'{mark}'"
    assert told == (
        f", line 1: the cells of the header are parted by {name}, not by commas. "
        f"Write 'separator: {write}' for this table in study.yml. [separator]"
    )


def test_a_separator_is_told_by_the_declared_columns_also_where_other_headers_hold_commas():
    (told,) = refusal("地区;期间;人数;其中：女, 男\n")
    assert "parted by semicolons, not by commas" in told
    assert "parted by commas, not by semicolons" in refusal("地区,期间,人数\n", TABLE.model_copy(update={"separator": ";"}))[0]
    assert [t.rsplit(" ", 1)[1] for t in refusal("一;二;三,四\n")] == ["[header_unknown]", *["[header_missing]"] * 3]


@pytest.mark.parametrize(("name", "sign"), SEPARATORS.items())
def test_every_separator_reads_the_same_table(name, sign):
    cells = [["地区", "期间", "人数"], ["420100", "2007", "5"], ["420200", "2007", ""]]
    text = "".join(sign.join(row) + "\n" for row in cells) + sign * 2 + "\n"
    grid, findings = read(text, TABLE.model_copy(update={"separator": name}))
    assert findings == [] and [list(r.cells.values()) for r in grid.rows] == cells[1:]


def test_a_workbook_has_no_separator():
    with pytest.raises(ValueError, match="a workbook has cells, not separators; remove it"):
        Table(**TABLE.model_dump(exclude={"fixed_period"}) | {"file": "a.xlsx", "separator": ";"})


def test_undeclared_columns_are_one_finding_whose_list_can_be_pasted():
    names = ["JobCards issued", "Wages(Rs. In Lakhs)", "% of NRM", "no", "100 Days", "it's", "a: b"]
    (told,) = refusal("地区,期间,人数," + ",".join(names) + "\n")
    assert told.startswith(", line 1: 7 columns are not declared for this table: JobCards issued, Wages(Rs. In Lakhs), % of NRM")
    pasted = told.split("or '", 1)[1].rsplit("'. [", 1)[0]
    assert yaml.load(pasted, Loader=yaml.BaseLoader) == {"ignore": names}
    assert "for the others write 'ignore: rest'" in told


def test_the_rest_is_ignored_where_the_study_says_so_and_told_in_one_finding():
    grid, (found,) = read("地区,期间,人数,甲,乙\n420100,2007,5,x,y\n", TABLE.model_copy(update={"ignore": "rest"}))
    assert grid.rows[0].cells == {"地区": "420100", "期间": "2007", "人数": "5"}
    assert render(found) == (
        "reportable: a.csv, line 1: 2 columns are not read (ignore: rest): 甲, 乙. "
        "Declare a column whose figures are needed; nothing to do for the others. [columns_ignored]"
    )
    with pytest.raises(ValueError, match="write a list of columns, or 'rest' for all that are not declared"):
        Table(**TABLE.model_dump(exclude={"fixed_period"}) | {"ignore": "甲"})


def test_row_problems_keep_the_other_rows():
    grid, findings = read("地区,期间,人数,\n420100,2007,5\n420200,2007,6,7\n420300,2007,8,\n")
    assert [r.number for r in grid.rows] == [3, 4]
    assert [render(f) for f in findings] == [
        "blocking: a.csv, line 2: the row has 3 cells, the header has 4. "
        "Check for a comma inside a cell that is not quoted, or for cells left "
        "out, and ask for a file with whole rows. [ragged_row]",
        "blocking: a.csv, line 3: a cell in position 4 has no header above it. "
        "If it belongs to the table, declare it as 'column D' in study.yml or ignore that; else say "
        "where the table stands ('cells: A:F'). [cell_without_header]",
    ]


def test_a_table_without_rows_or_header():
    _, findings = read("地区,期间,人数\n")
    assert [f.code for f in findings] == ["no_rows"]
    assert refusal("标题\n", TABLE.model_copy(update={"title_rows": 1})) == [
        ": the file ends before a header (title_rows is 1). Check 'title_rows' in study.yml. [no_header]"
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("region,period,n\nSão Paulo,2007,1\n", "cp1252"),
        ("région,period,n\nNorth,2007,1\n", "cp1252"),
        ("지역,period,n\nNorth,2007,1\n", "euc-kr"),
        ("region,period,n\n부산,2007,1\n", "euc-kr"),
        ("region,period,n\n大阪,2007,1\n", "shift-jis"),
        ("region,period,n\n臺北,2007,1\n", "big5"),
    ],
)
def test_a_file_in_another_encoding_is_not_advised_to_be_declared(tmp_path, text, encoding):
    found = _delivered(tmp_path, text.encode(encoding))
    assert found.blocking and not found.cell_rows
    for finding in (f for f in found.blocking if f.code != "missing_table"):
        assert finding.code == "encoding" or "is in another encoding" in finding.fix.partition("Else: ")[0], finding


def test_a_file_in_gb18030_whose_header_is_known_is_not_doubted(tmp_path):
    found = _delivered(tmp_path, "地区,period,n\n台北,2007,1\n".encode("gb18030"), region="地区")
    assert [f.code for f in found.blocking] == ["region_unknown"] and "encoding" not in found.blocking[0].fix


def _delivered(tmp_path, content, region="region"):
    words = {"zh": "表", "en": "table"}
    columns = {"n": {"quantity": "trained", "unit": "人"}}
    table = {"title": words, "file": "a.csv", "region": region, "period": "period", "columns": columns}
    named = {"title": words, "report_title": words, "author": words, "source_note": words, "indicators": ("x",)}
    study = StudyFile(region_system="free", region_vintage=2007, period="2007", cut_off="2007-12-31", tables={"t": table}, **named)
    top = Region(code="T", name_zh="全", name_en="All", short_zh="全", level="state", parent="", reports=False)
    one = Region(code="N", name_zh="北", name_en="North", short_zh="北", level="district", parent="T", reports=True)
    (tmp_path / "data" / "s").mkdir(parents=True)
    (tmp_path / "data" / "s" / "a.csv").write_bytes(content)
    return delivery.read(Study(name="s", file=study, regions=(top, one)), tmp_path)
