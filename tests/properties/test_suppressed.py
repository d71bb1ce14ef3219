"""A suppressed figure is given away exactly when plain algebra over the smallest parts makes it follow from what is shown."""

from __future__ import annotations

from itertools import combinations, product

import own_study
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluation
from evaluation.data.tall import Cell
from evaluation.measured.given_away import GivenAway
from evaluation.measured.sums import Sums
from evaluation.study.periods import Grain, Period

BY_SEX = "by: {sex: {title: {en: sex}, of: {women: {en: Women}, men: {en: Men}}}}"
ENTRIES = f"""\
format: 2
quantities:
  workers: {{title: {{en: Workers}}, counts: persons, kind: flow, {BY_SEX}}}
  roll:    {{title: {{en: Roll}}, counts: persons, kind: stock, {BY_SEX}}}
  helped:  {{title: {{en: Helped}}, counts: persons, kind: entitlement, {BY_SEX}}}
  joined:  {{title: {{en: Joined}}, counts: persons, kind: flow}}
  left:    {{title: {{en: Left}}, counts: persons, kind: flow}}
identities:
  roll_moves: {{says: opening(roll) + joined - left = roll}}
indicators:
  share: {{title: {{en: Share}}, numerator: workers_women, denominator: workers, span: to_date, direction: none, why: {{en: so}}}}
"""
REGIONS = """\
code,name_en,level,parent,reports
TOP,Whole,province,,false
A,North,prefecture,TOP,true
A1,Upper,county,A,false
A2,Lower,county,A,false
B,South,prefecture,TOP,true
"""
LEAVES = {"TOP": ("A1", "A2", "B"), "A": ("A1", "A2"), "A1": ("A1",), "A2": ("A2",), "B": ("B",)}
YEAR = Period.year_named(2007)
QUARTERS = YEAR.parts(Grain.QUARTER)
PRIME = 2**61 - 1
lawful = settings(max_examples=150, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    root = own_study.write_study(tmp_path_factory.mktemp("given"), ENTRIES)
    own_study.name_no_pack(root)
    params = root / "params/tiny"
    (params / "regions.csv").write_text(REGIONS, encoding="utf-8")
    text = (params / "study.yml").read_text(encoding="utf-8")
    head = text[: text.index("tables:")]
    columns = "      workers: {quantity: workers, unit: 人}\n      women: {quantity: workers_women, unit: 人}\n"
    table = "tables:\n  works:\n    title: {en: Works}\n    file: works.csv\n    region: region\n    fixed_period: '2007'\n"
    (params / "study.yml").write_text(f"{head}{table}    columns:\n{columns}indicators: [share]\n", encoding="utf-8")
    (params / "choices.yml").unlink()
    (root / "data/tiny/works.csv").write_text("region,workers,women\nA,3,1\nB,4,2\n", encoding="utf-8")
    return evaluation.open("tiny", root)


def atoms(region, quantity, period, cumulative):
    """A figure as a sum of the smallest parts there are: by county, sex and quarter; of a roll what stood before and what moved."""
    first = YEAR.opening if cumulative else period.opening
    name, _, sex = quantity.partition("_")
    months = [q.opening for q in QUARTERS if first <= q.opening < period.closing]
    for leaf in LEAVES[region]:
        for one in (sex,) if sex else ("women", "men"):
            if name == "workers":
                yield from (((leaf, one, "workers", m), 1) for m in months)
            elif name == "helped":
                yield (leaf, one, "helped", first, period.closing), 1
        if name in ("joined", "left"):
            yield from (((leaf, name, m), 1) for m in months)
        if name == "roll" and sex in ("", "women"):
            yield from rolled(leaf, sex, period.closing)


def rolled(leaf, sex, closing):
    """The roll of all moves by who joined and left; the women of it stand for themselves, the men are the rest."""
    if sex:
        yield (leaf, "women on the roll", closing), 1
        return
    yield (leaf, "roll before"), 1
    for m in (q.opening for q in QUARTERS if q.opening < closing):
        yield (leaf, "joined", m), 1
        yield (leaf, "left", m), -1


def vector(key):
    region, quantity, period, cumulative = key
    if quantity == "roll_men":
        whole, women = vector((region, "roll", period, False)), vector((region, "roll_women", period, False))
        return {a: whole.get(a, 0) - women.get(a, 0) for a in {*whole, *women}}
    found = {}
    for atom, by in atoms(region, quantity, period, cumulative):
        found[atom] = found.get(atom, 0) + by
    return found


FLOWS = ["workers", "workers_women", "workers_men", "joined", "left"]
QUANTITIES = [*FLOWS, "roll", "roll_women", "roll_men", "helped", "helped_women", "helped_men"]


@st.composite
def deliveries(draw):
    quantities = draw(st.sampled_from([QUANTITIES[:3], QUANTITIES[3:8], QUANTITIES[8:], QUANTITIES]))
    regions = draw(st.sampled_from([["A"], ["A", "B", "TOP"], [*LEAVES]]))
    periods = draw(st.sampled_from([[YEAR], [*QUARTERS], [*QUARTERS[:2], YEAR]]))
    cumulative = draw(st.booleans())
    keys = sorted(product(regions, quantities, periods), key=str)
    marks = draw(st.lists(st.sampled_from(["", "", "", "suppressed", "none"]), min_size=len(keys), max_size=len(keys)))
    delivered = {(r, q, p, cumulative and not q.startswith("roll")): m for (r, q, p), m in zip(keys, marks, strict=True)}
    return {key: mark for key, mark in delivered.items() if mark != "none"}


def cell(key, mark, row):
    region, quantity, period, cumulative = key
    kind = "stock" if quantity.startswith("roll") else "cumulative" if cumulative else "current"
    amount = None if mark else sum(vector(key).values())
    return Cell(region, period, quantity, amount, mark, kind, "t", "t.csv", "", row, quantity, "", "人", 0)


@lawful
@given(deliveries())
def test_a_suppressed_figure_is_told_exactly_when_it_follows(opened, drawn):
    cells = {key: cell(key, mark, row) for row, (key, mark) in enumerate(drawn.items(), 2)}
    told = GivenAway(cells.values(), opened.study, opened.catalogue).cells
    shown: dict[object, dict[object, int]] = {}
    for key in (key for key, mark in drawn.items() if not mark):
        if row := left_of(vector(key), shown):
            first = min(row, key=str)
            shown[first] = {atom: by * pow(row[first], -1, PRIME) % PRIME for atom, by in row.items()}
    for key, mark in drawn.items():
        assert (cells[key] in told) == (mark == "suppressed" and not left_of(vector(key), shown)), key


@settings(max_examples=25, deadline=None, derandomize=True)
@given(deliveries())
def test_every_least_way_in_which_a_figure_follows_is_told_and_no_other(opened, drawn):
    cells = {key: cell(key, mark, row) for row, (key, mark) in enumerate(drawn.items(), 2)}
    sums = Sums(cells.values(), opened.study, opened.catalogue)
    kinds = {one.identity for one in sums._all}
    for key in (key for key, mark in drawn.items() if mark == "suppressed"):
        asked = sums._shorten(sums.figure_of(cells[key]))
        if not asked:
            assert frozenset() in sums.ways_for(cells[key])
            continue
        tried = (frozenset(some) for n in range(len(kinds) + 1) for some in combinations(kinds, n))
        enough = [some for some in tried if sums._space_without(frozenset(kinds - some))[0].sums_for(asked) is not None]
        assert sums.ways_for(cells[key]) == {some for some in enough if not any(less < some for less in enough)}, key


def left_of(row, shown):
    """What elimination by the rows ``shown``, each under its first atom, leaves; modulo a prime, for its speed."""
    row = {atom: by % PRIME for atom, by in row.items() if by % PRIME}
    while (first := min((a for a in row if a in shown), key=str, default=None)) is not None:
        times = row[first]
        for atom, by in shown[first].items():
            row[atom] = (row.get(atom, 0) - times * by) % PRIME
        row = {atom: by for atom, by in row.items() if by}
    return row


@pytest.mark.parametrize(("of_all", "told"), [(7, True), (8, False)])
def test_regions_listed_inside_one_are_all_of_it_unless_some_figure_shows_that_they_are_not(opened, of_all, told):
    first, second = QUARTERS[:2]
    amounts = {("A", first): of_all, ("A1", first): 3, ("A2", first): 4, ("A", second): 9, ("A1", second): None, ("A2", second): 4}
    cells = [
        cell((region, "joined", period, False), "" if amount else "suppressed", row)._replace(amount=amount)
        for row, ((region, period), amount) in enumerate(amounts.items(), 2)
    ]
    assert bool(GivenAway(cells, opened.study, opened.catalogue).cells) == told
