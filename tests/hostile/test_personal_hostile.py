"""Numbers of persons anywhere in a delivery, a declaration or a register reach no message, page, record or table."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
import small
from click.testing import CliRunner

from evaluation.cli import cli
from evaluation.data import units
from evaluation.data.findings import Problem
from evaluation.study.unit import WrittenUnit

RESIDENT, MOBILE, CARD = "440524188001010014", "138-1234-5678", "6212345678901232"
NUMBERS = (RESIDENT, "11010519491231002X", MOBILE, "１３８１２３４５６７８", CARD, "6212 3456 7890 1232")
CALLED = MOBILE.replace("-", "")
HEADER = ("region", "income", "outlay", "balance")
ROW = ("R1", "1", "2", "3")


def book(title, *rows, hidden=""):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    if hidden:
        made.create_sheet(hidden).sheet_state = "hidden"
    raw = io.BytesIO()
    made.save(raw)
    return raw.getvalue()


def table(header, *rows):
    return "".join(",".join(row) + "\n" for row in (header, *rows))


CSV, XLSX = "insurance.csv", "insurance.xlsx"
WAYS = {
    "a header": lambda n: (CSV, table((*HEADER, f"李四{n}"), (*ROW, "1"))),
    "a header twice": lambda n: (CSV, table((f"李四{n}", f"李四{n}", *HEADER), ("1", "1", *ROW))),
    "a region": lambda n: (CSV, table(HEADER, (f"李四{n}", *ROW[1:]))),
    "a region alone": lambda n: (CSV, table(HEADER, (n, *ROW[1:]))),
    "a figure": lambda n: (CSV, table(HEADER, ("R1", f"李四{n}", "2", "3"))),
    "a unit": lambda n: (CSV, table(HEADER, ("R1", f"1 李四{n}", "2", "3"))),
    "a sheet": lambda n: (XLSX, book(f"李四{n}", HEADER, ROW)),
    "a hidden sheet": lambda n: (XLSX, book("t", HEADER, ROW, hidden=f"李四{n}")),
}


def plain(text):
    return re.sub(r"[^0-9X]", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


def evaluated(root, monkeypatch, *args):
    monkeypatch.setenv("EVALUATION_ROOT", str(root))
    done = CliRunner().invoke(cli, args)
    return done.output + done.stderr + str(done.exception or "")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_a_delivery_is_told_by_its_place_and_not_by_itself(tmp_path, monkeypatch, way, number):
    file, content = WAYS[way](number)
    root = small.project(tmp_path, content, file)
    for more in ((), ("--json",)):
        said = evaluated(root, monkeypatch, "check", "sy", *more)
        assert file in said
        assert plain(number) not in plain(said)
        assert plain(number)[3:] not in plain(said)


@pytest.mark.parametrize("number", [RESIDENT, CARD])
def test_a_number_alone_where_a_figure_is_due_is_no_figure(tmp_path, monkeypatch, number):
    root = small.project(tmp_path, table(HEADER, ("R1", number, "2", "3")))
    said = evaluated(root, monkeypatch, "check", "sy")
    assert "insurance.csv, row 2, column income" in said and "[personal_number]" in said
    assert number not in said


@pytest.mark.parametrize("number", [RESIDENT, RESIDENT[:17] + "5", CARD, CALLED, "86" + CALLED, "9" * 15])
def test_a_count_is_no_number_of_a_person(number):
    unit = WrittenUnit.of("人")
    with pytest.raises(Problem) as wrong:
        units.read(number, unit)
    assert wrong.value.code == "personal_number" and units.PlainNumbers(unit, None, "exact").read(number) is None
    assert units.read("9999999999", unit).amount == 9_999_999_999
    assert units.read(CALLED, WrittenUnit.of("元")).amount == int(CALLED) * 100


@pytest.mark.parametrize("number", NUMBERS)
def test_a_stray_file_is_named_without_the_number_in_its_name(tmp_path, monkeypatch, number):
    root = small.project(tmp_path)
    (root / "data/sy" / f"李四{number}.csv").write_bytes(b"x")
    said = evaluated(root, monkeypatch, "check", "sy")
    assert "file_undeclared" in said
    assert plain(number) not in plain(said)


def test_no_file_of_a_run_holds_the_number_in_a_stray_name(tmp_path):
    root = small.project(tmp_path)
    (root / "data/sy" / f"李四{MOBILE}.csv").write_bytes(b"x")
    code, said = small.said(root, "run", "sy", "--region", "R1", "-q", memory=4096)
    assert (code, said) == (0, "")
    files = [p for p in (root / "outputs").rglob("*") if p.is_file()]
    assert len(files) > 10
    assert [p for p in files if MOBILE.encode() in p.read_bytes()] == []


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("option", ["region", "period", "language", "cut_off", "notebook"])
def test_a_parameter_is_refused_without_telling_it(tmp_path, monkeypatch, option, number):
    root = small.project(tmp_path)
    said = evaluated(root, monkeypatch, "run", "sy", "-n", "-p", option, number)
    assert plain(number) not in plain(said)
