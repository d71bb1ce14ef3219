"""On which basis a figure stands, which of several a study uses, and what it is told where they differ."""

from __future__ import annotations

import pickle
import random
import re
from fractions import Fraction
from math import ceil

import own_study
import pytest
import test_delivered_targets as jobs
from tests.studies import left
from tests.studies.based import unmarked

import evaluation
from evaluation.based import bases_of, carry, on
from evaluation.data.findings import render
from evaluation.errors import Refused
from evaluation.render.printed import flatten
from evaluation.report.section import package_sections
from evaluation.report.sections import targets as targets_section
from evaluation.tables import tables
from evaluation.view.bases import tell_bases
from evaluation.view.findings import describe
from evaluation.view.view import View

ORDER = "bases: [verified, revised, reported, provisional]\n"
CODES = ("basis", "basis_open", "basis_differs", "provisional", "row_twice")
BY_ROW = "    basis: {column: 口径, means: {reported: [上报], verified: [核实], provisional: [初步]}}\n"
HEAD, *REST = own_study.ROWS.splitlines()


def study(root, rows, basis=BY_ROW, more=ORDER, column=("", "")):
    """The study of works whose rows say their basis in the last column."""
    own_study.write_study(root, rows="\n".join([f"{HEAD},口径", *rows]) + "\n")
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8").replace("    file: works.csv\n", f"    file: works.csv\n{basis}").replace(*column)
    if not basis.startswith("    basis: {"):
        text = text.replace("    file: works.csv\n", "    file: works.csv\n    ignore: [口径]\n")
    path.write_text(more + text, encoding="utf-8")
    return evaluation.open("tiny", root)


def told(opened):
    return [render(f) for f in opened.findings if f.code in CODES]


BOTH = [f"{REST[0]},上报", f"{REST[0].replace('R1,400', 'R1,380')},核实", f"{REST[1]},上报"]


def test_a_study_says_which_of_two_bases_is_used_and_the_difference_is_told(tmp_path):
    opened = study(tmp_path, BOTH)
    assert told(opened) == [
        "reportable: works.csv, line 2, column 'workers': R1 2007: workers is 400人 as reported and 380人 as verified, which "
        "is used. Nothing to do where the difference is known; else ask who delivers it why the two differ. [basis_differs]"
    ]
    results = opened.results
    assert [results.figures.at(r, "2007", "workers").amount for r in ("R1", "R2", "TOP")] == [380, 100, 480]
    view = View(results=results, region="R1", language="zh", key="0" * 64)
    [finding] = [f for f in results.findings if f.code == "basis_differs"]
    assert describe(view, finding)[0] == "甲市2007年上工人数：上报数为400人，核实数为380人，本报告采用后者。"


def test_every_figure_is_in_the_table_of_cells_with_its_basis_and_the_value_says_on_what_it_stands(tmp_path):
    made = tables(study(tmp_path, BOTH).results, "R1")
    header, rows = made["cells"]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(c["amount"], c["basis"], c["used"]) for c in cells if c["quantity"] == "workers"] == [
        (380, "verified", "yes"),
        (400, "reported", ""),
    ]
    header, rows = made["indicators"]
    bases = {(row[2], row[header.index("basis")]) for row in rows}
    assert bases == {("share_women", "verified"), ("share_wages", "verified"), ("wages_per_worker", "verified")} | {
        (code, "") for code in ("ui_reserve_months", "ui_spending_ratio")
    }


def test_the_other_order_uses_the_other_figure(tmp_path):
    opened = study(tmp_path, BOTH, more="bases: [reported, verified]\n")
    assert opened.results.figures.at("R1", "2007", "workers").amount == 400


def test_two_bases_that_the_study_does_not_order_are_refused(tmp_path):
    opened = study(tmp_path, BOTH, more="")
    [said] = [text for text in told(opened) if "column 'workers': " in text]
    assert said == (
        "blocking: works.csv, line 3, column 'workers': workers of R1 for 2007 is verified here and reported in works.csv, line 2, "
        "column 'workers'; study.yml does not say which is used. Say there which goes before, as 'bases: [verified, revised, "
        "reported, provisional]'. [basis_open]"
    )


@pytest.mark.parametrize("cells", [("400", "", ""), ("", "380", ""), ("", "", "370"), ("", "", "")])
def test_empty_cells_are_on_no_basis_between_which_a_study_would_have_to_choose(tmp_path, cells):
    """Of three bases that no line of the study orders."""
    lines = (REST[0].replace("R1,400", f"R1,{cell}") if cell else "R1,,,,,," for cell in cells)
    rows = [f"{line},{basis}" for line, basis in zip(lines, ("上报", "核实", "初步"), strict=True)]
    opened = study(tmp_path, [*rows, BOTH[2]], more="")
    assert [text for text in told(opened) if "basis_open" in text] == []
    amount = next((int(c) for c in cells if c), None)
    assert opened.results.figures.at("R1", "2007", "workers").amount == amount


def test_two_columns_of_a_quantity_stand_side_by_side_where_their_bases_differ(tmp_path):
    own_study.write_study(tmp_path, rows=f"{HEAD},核实数\n{REST[0]},380\n{REST[1]},\n")
    path, line = tmp_path / "params/tiny/study.yml", "      workers: {quantity: workers, unit: 人}\n"
    beside = f"{line}      核实数: {{quantity: workers, unit: 人, basis: verified}}\n"
    path.write_text(ORDER + path.read_text(encoding="utf-8").replace(line, beside), encoding="utf-8")
    figures = evaluation.open("tiny", tmp_path).results.figures
    assert [figures.at(region, "2007", "workers").amount for region in ("R1", "R2")] == [380, 100]


def test_a_basis_without_a_figure_gives_way_and_a_suppressed_one_does_not(tmp_path):
    missing = [BOTH[0], BOTH[1].replace("R1,380", "R1,"), BOTH[2]]
    assert study(tmp_path / "a", missing).results.figures.at("R1", "2007", "workers").amount == 400
    hidden = [BOTH[0], BOTH[1].replace("R1,380", "R1,*"), BOTH[2]]
    assert study(tmp_path / "b", hidden).results.figures.at("R1", "2007", "workers").mark == "suppressed"


def test_rows_of_one_basis_are_no_more_than_one(tmp_path):
    assert "[row_twice]" in told(study(tmp_path, [BOTH[0], BOTH[0], BOTH[2]]))[0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "核定",
            "'核定' is no basis that study.yml knows. Known: 上报, 核实, 初步. Else say what it means, as in "
            "'verified: [核定]'. [basis]",
        ),
        (
            "",
            "the row does not say on which basis it is. Ask who delivers it; where a blank cell is as the one above it, write "
            "'fill_down' in study.yml. [basis]",
        ),
    ],
)
def test_a_row_on_no_known_basis_is_refused(tmp_path, cell, said):
    found = told(study(tmp_path, [f"{REST[0]},{cell}", f"{REST[1]},上报"]))
    assert found == [f"blocking: works.csv, line 2, column '口径': {said}"]


def test_provisional_figures_are_told_of_their_region(tmp_path):
    opened = study(tmp_path, [f"{REST[0]},初步", f"{REST[1]},上报"])
    assert told(opened) == [
        "reportable: works.csv, line 2: R1: 6 figures are provisional, in workers, women, wages, material, admin, printed. Nothing "
        "to do until the final figures are there; deliver them then. [provisional]"
    ]


def test_a_table_has_one_basis_and_a_column_may_have_another(tmp_path):
    column = ("{quantity: workers_women, unit: 人}", "{quantity: workers_women, unit: 人, basis: revised}")
    opened = study(tmp_path, [f"{REST[0]},x", f"{REST[1]},x"], basis="    basis: verified\n", more="", column=column)
    assert {(c.quantity, c.basis) for c in opened.results.delivery.cell_rows if c.quantity.startswith("workers")} == {
        ("workers", "verified"),
        ("workers_women", "revised"),
    }
    printed = str(opened.report("R1", language="en").annex().data)
    assert "verified" in printed and "revised" in printed


EITHER = (
    "write one of reported, verified, provisional, revised, or the column that says it and what its cells mean: {column: 口径, "
    "means: {verified: [核实数], reported: [上报数]}}"
)


@pytest.mark.parametrize(
    ("basis", "more", "said"),
    [
        (
            "    basis: verifed\n",
            "",
            "line 26, tables.works.basis: 'verifed' is no basis of figures; did you mean 'verified'?, got 'verifed'",
        ),
        ("    basis: {column: 口径}\n", "", f"line 25, tables.works.basis: {EITHER}"),
        (BY_ROW.replace("[核实]", "[上报]"), "", "line 25, tables.works.basis: '上报' stands for two bases; write it once"),
        (
            BY_ROW,
            "bases: [verified, final]\n",
            "line 1, bases: 'final' is no basis of figures; known: reported, verified, provisional, revised",
        ),
        (BY_ROW, "bases: [verified, verified]\n", "line 1, bases: 'verified' stands twice; keep one"),
    ],
)
def test_a_basis_that_is_none_is_refused_with_its_line(tmp_path, basis, more, said):
    with pytest.raises(Refused) as refused:
        study(tmp_path, BOTH, basis, more)
    assert str(refused.value) == f"{tmp_path / 'params/tiny/study.yml'}:\n  {said}"


def test_a_basis_of_a_column_that_is_none_is_refused(tmp_path):
    column = ("{quantity: workers_women, unit: 人}", "{quantity: workers_women, unit: 人, basis: audited}")
    with pytest.raises(Refused) as refused:
        study(tmp_path, BOTH, column=column)
    said = "'audited' is no basis of figures; known: reported, verified, provisional, revised"
    assert said in str(refused.value)


MIXED = [f"{REST[0]},初步", f"{REST[1]},上报"]


def pages(opened, region, language="en"):
    """The content of every section of the report of a region."""
    report = opened.overview(language=language) if region == "TOP" else opened.report(region, language=language)
    return {name: getattr(report, name)().content for name in package_sections()}


def behind(content, of_table=False):
    """On which bases each number that is printed stands, what is behind it and its unit, and whether it is in a cell of a table."""
    if isinstance(content, list):
        for item in content:
            yield from behind(item, of_table)
    elif isinstance(content, dict):
        parts = content.get("pieces", ())
        for at, piece in enumerate(parts):
            if isinstance(piece, dict) and "exact" in piece:
                rest = flatten({"pieces": parts[at + 1 :]})
                unit = f"^ ?{re.escape(piece['unit'])}" if piece.get("unit") else "^"
                yield piece.get("basis", ""), re.sub(unit, "", rest), of_table
        for name, item in content.items():
            if name != "pieces":
                yield from behind(item, name == "rows" or (of_table and name == "cells"))


def tables_in(content):
    if isinstance(content, list):
        for item in content:
            yield from tables_in(item)
    elif isinstance(content, dict):
        if content.get("kind") == "table":
            yield content
        for item in content.values():
            yield from tables_in(item)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("region", ["TOP", "R1", "R2"])
def test_every_number_of_provisional_data_and_no_other_is_marked_and_the_mark_explained(tmp_path, region, language):
    opened = study(tmp_path, MIXED, column=("hard_limits: [", "hard_limits: [share_women, "))
    view = View(results=opened.results, region=region, language=language, key="0" * 64)
    short, full = (str(view.say(f"basis.{name}")) for name in ("short_provisional", "here"))
    found = pages(opened, region, language)
    printed = [one for page in found.values() for one in behind(page)]
    assert {"provisional", "reported"} <= {word for basis, _, _ in printed for word in basis.split()} or region == "R2"
    for basis, rest, of_table in printed:
        assert rest.startswith(short if of_table else full) == ("provisional" in basis), (basis, rest)
    for table in (t for page in found.values() for t in tables_in(page)):
        assert (short in str(flatten(table["rows"]))) == any(n.startswith(short.strip()) for n in flatten(table["notes"]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_that_follows_from_provisional_figures_says_so_wherever_it_stands(tmp_path, monkeypatch, language):
    study(tmp_path, MIXED, column=("hard_limits: [", "hard_limits: [share_women, "))
    assert unmarked("tiny", tmp_path, language) == []
    monkeypatch.setattr("evaluation.render.printed.bases_of", lambda value: frozenset())
    assert len(unmarked("tiny", tmp_path, language)) > 20


@pytest.mark.parametrize("language", ["zh", "en"])
def test_finished_pages_tables_and_the_index_say_what_is_provisional(tmp_path, monkeypatch, language):
    study(tmp_path, MIXED, column=("hard_limits: [", "hard_limits: [share_women, "))
    assert left.unmarked("tiny", tmp_path, language) == []
    monkeypatch.setattr("evaluation.view.summary.with_basis", lambda view, text: str(text))
    monkeypatch.setattr("evaluation.tables.other_bases", lambda *numbers: "")
    told = left.unmarked("tiny", tmp_path, language)
    assert {re.split(r"[ .]", line)[0] for line in told} == {"index", "quantities", "indicators"}


def test_of_another_basis_a_table_marks_what_differs_from_its_rest(tmp_path):
    whole = study(tmp_path / "a", [f"{r},x" for r in REST], basis="    basis: verified\n", more="")
    assert "(v)" not in str(flatten(pages(whole, "R2")["general"]))
    mixed = flatten(pages(study(tmp_path / "b", BOTH), "R2")["general"])
    cells = [c for t in tables_in(mixed) for r in t["rows"] for c in r.get("cells", ())]
    assert any(c.endswith(" (v)") for c in cells) and not all(c.endswith(" (v)") for c in cells if c[:1].isdigit())


@pytest.mark.parametrize(("language", "marked"), [("zh", "+10.0（报）（核）"), ("en", "+10.0 (o) (v)")])
def test_a_change_of_what_is_verified_on_what_was_reported_has_the_marks_of_both(tmp_path, language, marked):
    rows = "地区,期间,口径,计划数,完成数,完成率\nA,2023,上报,,100,\nB,2023,上报,,50,\nA,2024,核实,200,110,\nB,2024,核实,60,50,\n"
    opened = jobs.study(tmp_path, rows, when="period: 期间", more=BY_ROW.strip() + "\n    ", aim=", of: year")
    view = View(results=opened.results, region="A", language=language, key="0" * 64)
    [table] = [t for t in tables_in(tell_bases(view, targets_section.build(view)).data) if t["id"] == "targets-table"]
    [cells] = [flatten(row["cells"]) for row in table["rows"]]
    assert marked in cells
    assert any("上报数" in note or "reported" in note for note in flatten(table["notes"]))


PROVISIONAL, REPORTED = on(400, "provisional"), on(100, "reported")


@pytest.mark.parametrize(
    ("number", "exact", "bases"),
    [
        (PROVISIONAL + 1, 401, "provisional"),
        (7 - PROVISIONAL, -393, "provisional"),
        (sum([REPORTED, REPORTED]), 200, "reported"),
        (sum([PROVISIONAL, 3, REPORTED]), 503, "provisional reported"),
        (abs(-PROVISIONAL), 400, "provisional"),
        (Fraction(REPORTED, PROVISIONAL), Fraction(1, 4), "provisional reported"),
        (Fraction(1, 3) * PROVISIONAL, Fraction(400, 3), "provisional"),
        (2 / Fraction(PROVISIONAL), Fraction(1, 200), "provisional"),
        (ceil(Fraction(PROVISIONAL, 3)), 134, "provisional"),
        (carry(Fraction(1, 2), None, PROVISIONAL), Fraction(1, 2), "provisional"),
        (pickle.loads(pickle.dumps(Fraction(PROVISIONAL, 3))), Fraction(400, 3), "provisional"),
        (carry(5, 7, None), 5, ""),
        (float(PROVISIONAL), 400, ""),
    ],
)
def test_what_is_worked_out_exactly_stands_on_all_it_is_made_of(number, exact, bases):
    assert (number, hash(number), " ".join(sorted(bases_of(number)))) == (exact, hash(exact), bases)


@pytest.mark.parametrize("drawn", range(4))
def test_rows_of_what_lies_inside_stand_on_any_basis(tmp_path, drawn):
    dice = random.Random(drawn)
    rows = [f"{REST[0].replace('R1', inner)},{dice.choice(['上报', '核实', '初步'])}" for inner in ("R11", "R12")]
    study(tmp_path, [*rows, f"{REST[1]},上报"])
    with (tmp_path / "params/tiny/regions.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{code},{code},{code},{code},county,R1,false\n" for code in ("R11", "R12"))
    found = pages(evaluation.open("tiny", tmp_path), "R1")
    assert "What lies inside" in str(flatten(found["background"])) and "cannot be made" not in str(flatten([*found.values()]))
