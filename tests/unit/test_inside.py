"""Regions that deliver nothing themselves are the exact sums of what lies inside them; one part that is lacking is told."""

import random
from itertools import count

import own_study
import pytest
from study_files import REGIONS, made

import evaluation
from evaluation.catalogue.catalogue import catalogue
from evaluation.data.findings import render
from evaluation.data.tall import Cell
from evaluation.errors import Refused
from evaluation.measured.inside import add_up, findings
from evaluation.render.printed import flatten
from evaluation.study.periods import parse

HEAD = "code,name_zh,name_en,short_zh,level,parent,reports\nW,全国,Whole,全国,country,,false\n"


def regions(parents, reports=("A", "B")):
    head = HEAD.replace("false", str("W" in reports).lower())
    lines = (f"{code},区{code},Region {code},{code},county,{parent},{str(code in reports).lower()}\n" for code, parent in parents)
    return head + "".join(lines)


def cell(region, amount, period="2007", quantity="new_employed", kind="current", bound=0, row=2):
    amount, mark = (None, amount) if isinstance(amount, str) else (amount, "")
    return Cell(
        region, parse(period), quantity, amount, mark, kind, "employment", "employment.csv", "", row, "新就业", "", "人", bound
    )


@pytest.fixture
def study(tmp_path):
    number = count()

    def make(parents, reports=("A", "B")):
        changes = ("regions.csv", REGIONS, regions(parents, reports)), ("study.yml", "gb2260", "free")
        return made(tmp_path / str(next(number)), *changes, drop=("targets.csv", "weights.yml"))

    return make


TREE = [("A", "W"), ("B", "W"), ("A1", "A"), ("A2", "A"), ("A21", "A2"), ("A22", "A2"), ("B1", "B")]


def sums(study, *cells):
    found = add_up(cells, study, catalogue())
    return {c.region: (c.amount if c.amount is not None else c.mark, c.bound) for c in found.made}, found


def test_sums_are_exact_over_any_depth_and_keep_their_bounds(study):
    drawn = study(TREE)
    found, inside = sums(drawn, cell("A1", 3, bound=1), cell("A21", 10**18), cell("A22", 5, bound=2), cell("B", 7))
    assert found == {"A2": (10**18 + 5, 2), "A": (10**18 + 8, 3)}
    assert [c.region for c in inside.sources["A"]] == ["A1", "A21", "A22"] and inside.absent == ()


def test_what_is_delivered_is_used_and_nothing_is_made_beside_it(study):
    found, _ = sums(study(TREE), cell("A", 100), cell("A1", 3), cell("A2", 4), cell("B", "missing"), cell("B1", 4))
    assert found == {}


@pytest.mark.parametrize(
    ("one", "other", "becomes"),
    [
        (3, None, "missing"),
        (3, "missing", "missing"),
        (3, "suppressed", "suppressed"),
        ("missing", "suppressed", "missing"),
        (3, "below_precision", "below_precision"),
        (3, "not_applicable", 3),
        ("not_applicable", "not_applicable", "not_applicable"),
        ("not_applicable", None, "missing"),
        (0, 0, 0),
    ],
)
def test_a_part_without_an_amount_leaves_its_mark(study, one, other, becomes):
    cells = [cell("A1", one), *([cell("A2", other)] if other is not None else [])]
    assert sums(study(TREE[:4]), *cells)[0] == {"A": (becomes, 0)}


def test_parts_of_several_kinds_are_not_added(study):
    assert sums(study(TREE[:4]), cell("A1", 3), cell("A2", 3, kind="cumulative"))[0] == {"A": ("missing", 0)}


def test_the_sums_and_what_is_lacking_in_them_are_told_once_a_table_and_once_a_region(study):
    drawn = study(TREE)
    cells = [cell("A1", 3, "2007Q1"), cell("A2", 4, "2007Q1"), cell("A1", 3, "2007Q2"), cell("B1", 1, "2007Q1")]
    _, inside = sums(drawn, *cells)
    assert [render(f) for f in findings(inside, drawn)] == [
        "reportable: employment.csv: 2 of the regions have no row of their own in 'Employment' and are sums of the 3 inside them "
        "that have: Region A, Region B. Nothing to do; with rows of their own delivered they would be compared with these sums. "
        "[added_up]",
        "reportable: employment.csv: A Region A is made of the regions inside it, and A2 Region A2 has no row for 2007Q2: its "
        "sums are not known there. Deliver the rows, or take the region out of regions.csv where it was none. [part_without_row]",
    ]


def plain(code, parents, cells):
    """An amount or a mark; None where nothing is delivered for the region or anything inside it."""
    if code in cells:
        return cells[code]
    inside = [plain(c, parents, cells) for c, parent in parents if parent == code]
    if all(one is None for one in inside):
        return None
    marks = {one or "missing" for one in inside if one is None or isinstance(one, str)} - {"not_applicable"}
    amounts = [one for one in inside if isinstance(one, int)]
    return min(marks, default=sum(amounts) if amounts else "not_applicable")  # missing before suppressed


def test_random_trees_add_up_as_a_plain_recursion_does(study):
    dice = random.Random(7)
    for _ in range(25):
        codes = [f"R{n}" for n in range(dice.randint(3, 12))]
        parents = [(c, "W" if n < 2 else dice.choice(codes[:n])) for n, c in enumerate(codes)]
        cells = {c: dice.choice((0, 1, 5, 10**12, "suppressed", "not_applicable")) for c in codes if dice.random() < 0.8}
        found, _ = sums(study(parents, reports=codes[:2]), *(cell(c, amount) for c, amount in cells.items()))
        wanted = {c: plain(c, parents, cells) for c in codes if c not in cells}
        assert {c: amount for c, (amount, _) in found.items()} == {c: v for c, v in wanted.items() if v is not None}


def test_a_whole_that_reports_beside_its_regions_is_not_added_to_them(study):
    drawn = study(TREE[:2], reports=("W", "A", "B"))
    assert [r.code for r in drawn.apart] == ["A", "B"] and sums(drawn, cell("A", 1), cell("B", 2))[0] == {}
    alone = study(TREE[:2], reports=("W",))
    assert [r.code for r in alone.apart] == ["W"] and sums(alone, cell("A", 1), cell("B", 2))[0] == {"W": (3, 0)}


def test_no_region_with_a_report_lies_in_another_one(study):
    with pytest.raises(Refused, match="A1 has a report and lies in A, which has one too"):
        study(TREE, reports=("A", "A1"))


def _inside(opened, region):
    page = opened.report(region, language="en").background()
    return next((part for part in page.data["children"] if part.get("id") == "inside"), None)


def test_the_table_of_what_lies_inside_says_what_they_are_and_which_files_hold_their_figures(tmp_path):
    """Districts of R1 stand in a file of their own, of R2 in the file of all; a third file has the same of R2 alone."""
    own_study.write_study(tmp_path)
    params, data = tmp_path / "params/tiny", tmp_path / "data/tiny"
    with (params / "regions.csv").open("a", encoding="utf-8") as file:
        for code, level in (("R11", "county"), ("R12", "county"), ("R21", "county"), ("R22", "street")):
            file.write(f"{code},{code}区,Inner {code},{code},{level},{code[:2]},false\n")
    path = params / "study.yml"
    text = path.read_text(encoding="utf-8")
    tables = own_study.TABLE.replace("works:", "inner:").replace("works.csv", "inner.csv")
    path.write_text(text.replace("tables:\n", f"tables:\n{tables}"), encoding="utf-8")
    head, one, two, *_ = own_study.ROWS.splitlines(keepends=True)
    (data / "inner.csv").write_text(head + one.replace("R1", "R11") + one.replace("R1", "R12"), encoding="utf-8")
    (data / "works.csv").write_text(head + two + two.replace("R2", "R21") + two.replace("R2", "R22"), encoding="utf-8")
    opened = evaluation.open("tiny", tmp_path)
    first, second = _inside(opened, "R1"), _inside(opened, "R2")
    assert (first["columns"][0]["title"], flatten(first["source"])) == ("County", "fund.csv, inner.csv")
    assert (second["columns"][0]["title"], flatten(second["source"])) == ("Region", "fund.csv, works.csv")
