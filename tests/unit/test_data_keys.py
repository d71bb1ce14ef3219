"""Rows that are told apart by several columns, and rows that a study leaves out."""

import pytest

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.data import delivery
from evaluation.data.findings import render
from evaluation.study.load import load
from evaluation.study.model import Region, Study, StudyFile

WORDS = {"zh": "表", "en": "table"}
REGIONS = tuple(
    Region(code=code, name_zh=name, name_en=name, short_zh=name, level=level, parent=parent, reports=level == "province")
    for code, name, level, parent in [
        ("IN", "INDIA", "country", ""),
        ("BR", "BIHAR", "province", "IN"),
        ("CG", "CHHATTISGARH", "province", "IN"),
        ("BR1", "PATNA", "prefecture", "BR"),
        ("BR2", "AURANGABAD", "prefecture", "BR"),
        ("CG1", "RAIPUR", "prefecture", "CG"),
        ("CG2", "AURANGABAD", "prefecture", "CG"),
    ]
)
TABLE = {
    "title": WORDS,
    "file": "a.csv",
    "region": ["state", "district"],
    "fixed_period": "2023",
    "columns": {"persons": {"unit": "人", "quantity": "trained"}},
}


@pytest.fixture
def deliver(tmp_path):
    (tmp_path / "data" / "s").mkdir(parents=True)

    def read(text, **change):
        file = StudyFile(
            title=WORDS,
            report_title=WORDS,
            region_system="free",
            region_vintage=2023,
            period="2023",
            cut_off="2023-12-31",
            author=WORDS,
            source_note=WORDS,
            indicators=("x",),
            tables={"t": TABLE | change},
        )
        (tmp_path / "data" / "s" / "a.csv").write_text("state,district,persons\n" + text)
        found = delivery.read(Study(name="s", file=file, regions=REGIONS), tmp_path)
        return {c.region: c.amount for c in found.cell_rows}, [render(f) for f in found.findings if f.code != "missing_table"]

    return read


def test_districts_of_one_name_are_told_apart_by_their_states(deliver):
    cells, told = deliver("BIHAR,AURANGABAD,1\nCHHATTISGARH,AURANGABAD,2\nBR,BR1,3\n CG ,RAIPUR,4\n")
    assert (cells, told) == ({"BR2": 1, "CG2": 2, "BR1": 3, "CG1": 4}, [])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("BIHAR,RAIPUR,1", "column 'district': nothing called 'RAIPUR' lies inside BR: CG1 is called so. Ask who delivers it"),
        ("BIHAR,PATNAA,1", "column 'district': 'PATNAA' is no region of BR. Did you mean 'PATNA'?"),
        ("BIHARR,PATNA,1", "column 'state': 'BIHARR' is no region of this study. Did you mean 'BIHAR'?"),
        ("INDIA,AURANGABAD,1", "column 'district': 'INDIA / AURANGABAD' names 2 regions (BR2, CG2). List the columns"),
        ("BIHAR,,1", "column 'district': the row names no region. If it is a note below the table, say how notes begin"),
        (",PATNA,1", "column 'state': the row names no region. If it is a note below the table, say how notes begin"),
    ],
)
def test_a_row_that_names_no_region_is_told_by_the_column_that_is_wrong(deliver, row, told):
    cells, found = deliver(row + "\n")
    assert (cells, len(found)) == ({}, 1)
    assert found[0].startswith(f"blocking: a.csv, line 2, {told}") and found[0].endswith("[region_unknown]")


def test_the_total_of_a_state_is_compared_with_its_districts_alone(deliver):
    rows = (
        "BIHAR,PATNA,1\nBIHAR,AURANGABAD,2\nBIHAR,Total,3\nCHHATTISGARH,RAIPUR,2\nCHHATTISGARH,AURANGABAD,3\nCHHATTISGARH,Total,6\n"
    )
    cells, (found,) = deliver(rows, total="Total")
    assert cells == {"BR1": 1, "BR2": 2, "CG1": 2, "CG2": 3}
    assert "line 7" in found and "the printed total is 6人, the rows add up to 5人" in found


def test_declared_rows_are_left_out_and_told_in_one_finding_a_reason(deliver):
    rows = "BIHAR,PATNA,1\nBIHAR,All,2\nCHHATTISGARH,All,2\nDELHI,NEW DELHI,3\nDELHI,OLD DELHI,x\nBIHAR,,5\n"
    cells, told = deliver(rows, rows={"ignore": {"district": ["All"]}, "unlisted": "ignored"})
    assert cells == {"BR1": 1}
    assert [t.rsplit(". ", 2)[0] for t in told] == [
        "blocking: a.csv, line 7, column 'district': the row names no region",
        "reportable: a.csv, column 'district': 2 rows are not read, as declared: All (2)",
        "reportable: a.csv, column 'district': 2 rows are not read: regions.csv does not list DELHI / NEW DELHI, DELHI / OLD DELHI",
    ]


def test_rows_are_left_out_by_a_column_that_nothing_else_reads(tmp_path, deliver):
    cells, told = deliver("BIHAR,PATNA,1\n", rows={"ignore": {"kind": ["revised"]}})
    assert cells == {} and "the declared column 'kind' is not in the file" in told[0]


def test_a_first_list_of_regions_is_drafted_from_a_delivery(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    for folder in ("params/s", "data/s", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notebooks/region.ipynb").write_text("{}")
    (tmp_path / "params/s/study.yml").write_text(
        "title: {en: Works}\nreport_title: {en: Report}\nregion_system: free\nregion_vintage: 2023\nperiod: '2023'\n"
        "levels: {nation: {en: Nation}, state: {en: State}, district: {en: District}}\n"
        "cut_off: 2023-12-31\nauthor: {en: Office}\nsource_note: {en: none}\nindicators: [train_emp_rate]\n"
        "tables:\n  t:\n    title: {en: Table}\n    file: a.csv\n    region: [state, district]\n    fixed_period: '2023'\n"
        "    total: All\n    columns: {persons: {unit: 人, quantity: participants}}\n"
    )
    (tmp_path / "data/s/a.csv").write_text(
        "state,district,persons\nBIHAR,PATNA,1\nBIHAR,All,1\nGOA,NORTH,2\nGOA,PATNA,3\n甲邦,乙县,1\n"
    )
    assert run_guarded(cli, ["regions", "s", "t"]) == 0
    assert (tmp_path / "params/s/regions.csv").read_text("utf-8-sig").splitlines() == [
        "code,name_zh,name_en,short_zh,level,parent,reports",
        "TOP,,Works,,nation,,false",
        "R01,,BIHAR,,state,TOP,true",
        "R01-01,,PATNA,,district,R01,false",
        "R02,,GOA,,state,TOP,true",
        "R02-01,,NORTH,,district,R02,false",
        "R02-02,,PATNA,,district,R02,false",
        "R03,甲邦,,甲邦,state,TOP,true",
        "R03-01,乙县,,乙县,district,R03,false",
    ]
    assert [r.code for r in load("s", tmp_path).reporting] == ["R01", "R02", "R03"]
    assert run_guarded(cli, ["regions", "s", "t"]) == 2 and run_guarded(cli, ["regions", "s", "u"]) == 2
