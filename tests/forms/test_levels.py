"""Several levels of areas in one file: blank names, names said twice, names moved in, and totals of one of several ways to add."""

import pytest

from evaluation.study.model import Region
from tests.forms.forms import REGIONS, TRAINED

PART = {"level": "county", "reports": False}
INSIDE = (
    Region(code="W1", name_zh="东区", name_en="East", parent="420100", **PART),
    Region(code="W2", name_zh="街", name_en="Street", parent="W1", **PART),
    Region(code="H1", name_zh="街", name_en="Street", parent="420100", **PART),
)
DECLARED = {"file": "t.csv", "region": ["市", "区"], "fixed_period": "2024", "columns": {"n": TRAINED}}
ROWS = [["市", "区", "n"], ["武汉市", "", "5"], ["黄石市", "黄石市", "7"], ["武汉市", "东区", "3"], ["武汉市", "街", "2"]]


def test_rows_of_the_wider_area_are_read_where_they_are_said_to_be(office):
    office.csv("t.csv", ROWS)
    read = office.read(DECLARED | {"rows": {"wider": "read"}}, regions=REGIONS + INSIDE)
    # of two streets in the city the one that lies nearest to it
    assert {code: n for (code, _, _), n in read.figures.items()} == {"420100": 5, "420200": 7, "W1": 3, "H1": 2}
    told = office.read(DECLARED, regions=REGIONS + INSIDE).told
    assert sum("rows: {wider: read}" in text for text in told) == 2


@pytest.mark.parametrize("again", ["武汉市", "420100", " 武汉市", "其中：武汉市", "wuhan"])
def test_a_row_of_the_area_itself_names_it_once_more_in_any_way(office, again):
    office.csv("t.csv", [["市", "区", "n"], ["武汉市", again, "5"], ["武汉市", "东区", "3"]])
    read = office.read(DECLARED | {"rows": {"wider": "read"}}, regions=REGIONS + INSIDE)
    assert {code: n for (code, _, _), n in read.figures.items()} == {"420100": 5, "W1": 3}
    assert not any("rows: {wider: read}" in text for text in read.told)


@pytest.mark.parametrize("cell", [".武汉市", "··武汉市", "—— 武汉市", "其中：武汉市", "其中武汉市", "　　武汉市"])
def test_a_name_may_be_moved_in(office, cell):
    office.csv("t.csv", [["市", "n"], [cell, "5"]])
    assert office.read(DECLARED | {"region": "市"}).figures == {("420100", "2024", "trained"): 5}


@pytest.mark.parametrize(("whole", "told"), [("12", 0), ("17", 0), ("13", 1)])
def test_a_total_is_the_sum_of_all_rows_or_of_those_that_report(office, whole, told):
    beside = Region(code="X", name_zh="飞地", name_en="Exclave", parent="420000", **PART)
    office.csv("t.csv", [["市", "n"], ["湖北省", whole], ["武汉市", "5"], ["黄石市", "4"], ["十堰市", "3"], ["飞地", "5"]])
    read = office.read(DECLARED | {"region": "市"}, regions=(*REGIONS, beside))
    assert sum("[total_differs]" in text for text in read.told) == told
