"""What the signs of a source mean: marks, flags, separators, rounding, and numbers as a spreadsheet keeps them."""

import time

import pytest

from tests.forms.forms import PAID, REGIONS, TRAINED

BASE = {"file": "t.csv", "region": "geo", "fixed_period": "2024", "columns": {"n": TRAINED}}


def of(read):
    return {region[3]: n for (region, _, _), n in read.figures.items()}, {region[3]: m for (region, _, _), m in read.marks.items()}


def three(office, *cells):
    codes = ("420100", "420200", "420300")
    office.csv("t.csv", [["geo", "n"], *([code, cell] for code, cell in zip(codes, cells, strict=True))])


def test_marks_of_the_source(office):
    three(office, "[c]", "[low]", ":")
    marks = {"suppressed": ["[c]"], "below_precision": ["[low]"], "missing": [":"]}
    assert of(office.read(BASE | {"marks": marks})) == ({}, {"1": "suppressed", "2": "below_precision", "3": "missing"})
    told = office.read(BASE).told
    assert "declare for the table in study.yml 'marks: {suppressed: [\"[c]\"]}' where it is kept back" in told[0]
    # a key stands once: one line to paste declares all of them
    line = '\'marks: {suppressed: ["[c]"], below_precision: ["[low]"], missing: [":"]}\''
    assert len([text for text in told if line in text]) == 3
    with pytest.raises(ValueError, match="'0' is a figure"):
        office.read(BASE | {"marks": {"missing": ["0"]}})


def test_flags_stay_with_their_figures(office):
    three(office, "1234 p", "2100 bu", ": c")
    flags = {"p": {"en": "provisional"}, "b": {"en": "break"}, "u": {"en": "unreliable"}}
    read = office.read(BASE | {"flags": flags, "marks": {"suppressed": [": c"]}})
    assert of(read) == ({"1": 1234, "2": 2100}, {"3": "suppressed"})
    assert {region[3]: said for (region, _, _), said in read.flags.items()} == {"1": "p", "2": "b u"}
    assert [told.split(": ", 2)[2].split(". ")[0] for told in read.told] == [
        "1 figure is flagged p by the source (provisional), in n",
        "1 figure is flagged b by the source (break), in n",
        "1 figure is flagged u by the source (unreliable), in n",
    ]
    assert "letters or signs stand behind the figure, as a source's flag does" in office.read(BASE).told[0]


@pytest.mark.parametrize("cell", ["6OO", "12o", "4O2", "l0", "1I", "1,OOO", "1.O"])
def test_letters_for_digits_are_no_flags(office, cell):
    three(office, cell, "1", "2")
    assert "letters that look like digits" in office.read(BASE).told[0] and "flags" not in office.read(BASE).told[0]


def test_figures_that_bear_a_flag_are_told_with_all_their_rows(office):
    office.csv("t.csv", [["geo", "when", "n"], ["420100", "2023", "1p"], ["420100", "2024", "2p"], ["420200", "2024", "3p"]])
    declared = {**BASE, "period": "when", "flags": {"p": {"en": "provisional"}}}
    del declared["fixed_period"]
    told = [message.split(": ", 2)[2].split(". ")[0] for message in office.read(declared).told if "flagged" in message]
    assert told == [
        "2 figures are flagged p by the source (provisional), in n, rows 2, 3",
        "1 figure is flagged p by the source (provisional), in n",
    ]


@pytest.mark.parametrize("cell", ["12 399", "12\u00a0399", "12\u202f399", "12\u2009399", "12’399", "12'399", "12,399"])
def test_thousands_parted_in_every_way(office, cell):
    three(office, cell, "1", "2")
    assert of(office.read(BASE))[0]["1"] == 12399


@pytest.mark.parametrize("cell", ["20 0", "1 2345", "12 34", "1 234,567"])
def test_groups_that_are_none_are_refused(office, cell):
    three(office, cell, "1", "2")
    assert office.read(BASE).told[0].startswith("blocking")


def test_decimals_behind_a_comma(office):
    three(office, "1.234,5", "2,25", "—")
    read = office.read(BASE | {"decimal": ",", "columns": {"n": PAID}})
    assert of(read) == ({"1": 1_234_500_000, "2": 2_250_000}, {"3": "not_applicable"})
    three(office, "1.234", "12.345", "7")
    read = office.read(BASE | {"decimal": ",", "columns": {"n": PAID}})
    assert of(read)[0] == {"1": 1_234_000_000, "2": 12_345_000_000, "3": 7_000_000}


def test_rounding_to_a_base_bounds_the_sum(office):
    rows = [["geo", "n"], ["湖北", "340"], ["420100", "120"], ["420200", "105"], ["420300", "110"]]
    office.csv("t.csv", rows)
    rounded = BASE | {"total": "湖北", "columns": {"n": TRAINED | {"rounded_to": 5}}}
    (told,) = office.read(rounded).told
    assert "[total_rounding]" in told
    assert "rounding explains up to 8人" in told
    told = office.read(BASE | {"total": "湖北"}).told[0]
    assert "[total_differs]" in told and "'rounded_to: 5' of the column in study.yml says so" in told
    office.csv("t.csv", [rows[0], ["420100", "122"]])
    assert "'122' is no multiple of 5, to which the column is declared to be rounded" in office.read(rounded).told[0]


def test_numbers_of_a_workbook_are_read_as_it_shows_them(office):
    rows = [["geo", "n"], ["420100", 0.1 + 0.2], ["420200", 57.699999999999996], ["420300", 4.35 * 100]]
    office.xlsx("t.xlsx", {"a": rows})
    read = office.read(BASE | {"file": "t.xlsx", "columns": {"n": PAID}})
    assert of(read)[0] == {"1": 300_000, "2": 57_700_000, "3": 435_000_000}


def test_a_code_is_read_with_the_zeros_that_its_format_shows(office):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["geo", "n"])
    book.active.append([1001, 7])
    book.active["A2"].number_format = "00000"
    book.active["B2"].number_format = "000"
    book.save(office.folder / "t.xlsx")
    alabama = REGIONS[1].model_copy(update={"code": "01001"})
    read = office.read(BASE | {"file": "t.xlsx"}, regions=(REGIONS[0], alabama))
    assert read.figures == {("01001", "2024", "trained"): 7}


@pytest.mark.parametrize(
    ("header", "unit", "differs"), [("支出（万元）", "元", True), ("支出(元)", "万元", True), ("支出（万元）", "万元", False)]
)
def test_a_unit_in_the_header_is_the_declared_one(office, header, unit, differs):
    office.csv("t.csv", [["geo", header], ["420100", "1"]])
    told = office.read(BASE | {"columns": {header: PAID | {"unit": unit}}}).told
    assert any("[unit_differs]" in x and f"study.yml declares {unit}" in x for x in told) is differs


def test_signs_of_a_cell_cost_no_more_than_the_cell(office):
    three(office, "p" * 30_000 + "x", "pp" * 15_000, "7 pp")
    flags = {"p": {"en": "provisional"}, "pp": {"en": "preliminary"}}
    started = time.process_time()
    read = office.read(BASE | {"flags": flags, "columns": {"n": TRAINED}})
    assert time.process_time() - started < 2
    assert of(read)[0] == {"3": 7}
    assert any("flagged pp by the source (preliminary)" in told for told in read.told)
    long = "2024" * 3_500
    office.csv("w.csv", [["geo", f"a{long}b{long}"], ["420100", "1"]])
    started = time.process_time()
    told = office.read({"file": "w.csv", "columns": {"a{region}b{period}": TRAINED}}).told
    assert time.process_time() - started < 2
    assert any("[header_unknown]" in x for x in told)


def test_what_is_found_in_a_file_or_sheet_of_one_region_is_of_that_region(office):
    rows = [["期间", "人数"], ["2024", 5], ["注：略", None]]
    for name in ("武汉市", "黄石市"):
        office.csv(f"报表-{name}.csv", [["" if x is None else x for x in row] for row in rows])
    office.xlsx("各市.xlsx", {"十堰市": rows})
    by_file = {"file": "报表-{region}.csv", "period": "期间", "columns": {"人数": TRAINED}}
    of = office.read(by_file, by_file | {"file": "各市.xlsx", "sheet": "{region}"}).of
    assert sorted(region for code, region in of if code == "notes_below") == ["420100", "420200", "420300"]
