"""Figures with more digits than a column keeps: refused once a column, or rounded as declared with the bound that leaves."""

import io
from fractions import Fraction

import grids
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_files import made
from test_data_keys import WORDS

from evaluation.data import rounded
from evaluation.data.findings import Problem, render
from evaluation.data.grid import Grid
from evaluation.data.places import Places
from evaluation.data.rows import read
from evaluation.study.model import Table
from evaluation.study.tables import Column

MONEY = {"unit": "万元", "quantity": "fund_out"}


def reading(text, **column):
    return rounded.read(text, Column(**column))


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_minor_rounds_half_up_to_whole_units_and_is_off_by_one_at_most(number, places):
    exact = Fraction(number, 10**places) * 10**6
    text = (
        f"{'-' if number < 0 else ''}{abs(number) // 10**places}.{abs(number) % 10**places:0{places}d}" if places else str(number)
    )
    if text.startswith("-") and not number:
        return
    found, was = reading(text, round="minor", **MONEY)
    assert isinstance(found.amount, int) and was == (exact.denominator != 1)
    assert abs(found.amount - exact) <= Fraction(1, 2) and found.bound == int(was)


@pytest.mark.parametrize(
    ("text", "column", "amount", "bound"),
    [
        ("434.99999999999994", {"unit": "元", "quantity": "q", "round": "minor"}, 43500, 1),
        ("2.7", MONEY | {"round": "minor"}, 2700000, 0),
        ("2.7", MONEY, 2700000, 50000),
        ("-0.0000005", MONEY | {"round": "minor"}, -1, 1),
        ("1.23456", MONEY | {"decimals": 2, "round": "decimals"}, 1230000, 5000),
        ("1.235", MONEY | {"decimals": 2, "round": "decimals"}, 1240000, 5000),
        (
            "92.33805743117904",
            {"unit": "%", "states": "i", "decimals": 4, "round": "decimals"},
            Fraction(923381, 10**6),
            Fraction(1, 2 * 10**6),
        ),
        ("12.5", {"unit": "人", "quantity": "q", "round": "minor"}, 13, 1),
        ("1208392.125", {"unit": "人", "quantity": "q", "round": "minor"}, 1208392, 1),
        ("0.123456", {"unit": "万人", "quantity": "q", "round": "minor"}, 1235, 1),
        ("563615.10223", {"unit": "thousand persons", "quantity": "q", "round": "minor"}, 563615102, 1),
        ("1.2万人", {"unit": "in_cells", "quantity": "q"}, 12000, 500),
        ("3亿元", {"unit": "in_cells", "quantity": "q"}, 3 * 10**10, 5 * 10**9),
        ("5,000 万元", {"unit": "in_cells", "quantity": "q"}, 5 * 10**9, 500000),
        ("1.23456 万人", {"unit": "in_cells", "quantity": "q", "round": "minor"}, 12346, 1),
    ],
)
def test_what_is_declared_is_what_is_kept(text, column, amount, bound):
    found, _ = reading(text, **column)
    assert (found.amount, found.bound) == (amount, bound)


def test_without_declaration_it_is_refused_and_marks_are_marks_with_it():
    with pytest.raises(Problem, match="is not a whole number of fen"):
        reading("1.2345678", **MONEY)
    assert reading("—", round="minor", **MONEY)[0].mark == "not_applicable"
    with pytest.raises(Problem, match="is not a figure"):
        reading("1.2345678x", round="minor", **MONEY)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (MONEY | {"round": "decimals"}, "say how many: 'decimals: 4'"),
        (MONEY | {"round": "minor", "decimals": 2}, "'minor' rounds a quantity to whole units"),
        ({"unit": "%", "states": "i", "round": "minor"}, "'minor' rounds a quantity to whole units"),
    ],
)
def test_a_rounding_that_says_nothing_is_refused(column, told):
    with pytest.raises(ValueError, match=told):
        Column(**column)


def table(file, **column):
    columns = {"spent": MONEY | column}
    return Table(title=WORDS, file=file, region="state", fixed_period="2023", columns=columns)


def findings(tmp_path, content, declared):
    grid, found = grids.read(content, declared, declared.file)
    assert isinstance(grid, Grid)
    lines, more = read(grid, declared, Places(made(tmp_path)))
    return [render(f) for f in (*found, *more)], [x.readings["spent"].amount for x in lines if "spent" in x.readings]


LONG = "state,spent\n420000,1.5\n" + "".join(f"420000,{n}.12345678\n" for n in range(1, 10))


def workbook():
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in [("state", "spent"), ("420000", 1.5), ("420000", 92.33805743117904), ("420000", 1 / 3)]:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def test_a_column_that_keeps_more_digits_is_one_finding(tmp_path):
    told, _ = findings(tmp_path, LONG.encode(), table("a.csv"))
    assert told == [
        "blocking: a.csv, line 3, column 'spent': '1.12345678' 万元 is not a whole number of fen; the same in 9 cells of the "
        "column, lines 3, 4, 5, 6, 7 …. Check the unit declared in study.yml, or write 'round: minor' for the column if its source "
        "keeps more digits. [fraction]"
    ]


def test_a_column_that_is_rounded_is_one_finding_and_every_figure(tmp_path):
    told, amounts = findings(tmp_path, LONG.encode(), table("a.csv", round="minor"))
    assert amounts == [1500000, *(n * 10**6 + 123457 for n in range(1, 10))]
    assert told == [
        "reportable: a.csv, line 3, column 'spent': 9 figures of the column rounded to whole units, as declared, such as "
        "'1.12345678'. Nothing to do: the bound of the rounding is kept with each figure. [rounded]"
    ]


def test_computed_cells_of_a_workbook_are_one_finding_or_rounded(tmp_path):
    (told,), _ = findings(tmp_path / "a", workbook(), table("a.xlsx"))
    assert "is not a whole number of fen; the same in 2 cells of the column, rows 3, 4" in told
    assert "write 'round: minor' for the column" in told
    (told,), amounts = findings(tmp_path / "b", workbook(), table("a.xlsx", round="minor"))
    assert amounts == [1500000, 92338057, 333333] and "2 figures of the column rounded" in told
