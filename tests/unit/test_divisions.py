"""Division codes of the country, year by year, and what is said of a name that a study does not list."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest
from study_files import REGIONS, made

import evaluation
from evaluation.errors import Refused
from evaluation.study import divisions
from evaluation.study.divisions import explain, names_in, namesakes, short_names

HERE = {"420000": "湖北省", "420100": "武汉市", "420600": "襄樊市", "422800": "恩施土家族苗族自治州", "110101": "东城区"}
EVERY = [*divisions.divisions()]


def test_a_code_has_one_name_at_a_time_and_two_in_the_year_of_a_change():
    for code, named in groupby(EVERY, key=lambda d: d.code):
        for before, after in pairwise(named):
            assert before.last is not None and before.last <= after.first, code
    assert names_in("420600", 2009) == ("襄樊市",) and names_in("420600", 2011) == ("襄阳市",)
    assert set(names_in("420600", 2010)) == {"襄樊市", "襄阳市"}
    assert names_in("999999", 2010) == ()


def test_every_name_is_found_and_every_code_that_followed_is_one():
    codes = {division.code for division in EVERY}
    for division in EVERY:
        assert division in namesakes(division.name)
        assert {code[:6] for code in division.became} <= codes, division


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("恩施州", "恩施土家族苗族自治州"),
        ("内蒙古", "内蒙古自治区"),
        ("西藏", "西藏自治区"),
        ("融水县", "融水苗族自治县"),
        ("伊犁州", "伊犁哈萨克自治州"),
        ("巴音郭楞州", "巴音郭楞蒙古自治州"),
        ("克孜勒苏州", "克孜勒苏柯尔克孜自治州"),
        ("龙胜县", "龙胜各族自治县"),
    ],
)
def test_usual_short_forms_are_known(short, name):
    assert name in {d.name for d in namesakes(short)}


def test_a_short_form_names_no_people_and_is_no_single_character():
    for division in EVERY:
        for short in short_names(division.name):
            assert (len(short) > 1 and short in division.name) or "自治" in division.name
            assert "自治" not in short


@pytest.mark.parametrize(
    ("said", "told", "write"),
    [
        ("襄阳市", "'襄阳市' is 420600 since 2010, which regions.csv calls 襄樊市", "in the column 'also' of 420600: 襄阳市"),
        (
            "恩施州",
            "(恩施土家族苗族自治州), which regions.csv calls 恩施土家族苗族自治州",
            "in the column 'also' of 422800: 恩施州",
        ),
        ("孝感市", "'孝感市' is 420900 since 1993 (prefecture in 湖北省), and not in regions.csv", "add it there"),
        ("崇文区", "is 110103 until 2010, followed by 110101, 东城区 in regions.csv", "of 110101"),
        ("襄阳县", "420621 since 1983 until 2001 (county in 湖北省襄樊市)", "add it there"),
    ],
)
def test_what_a_name_is_comes_before_letters_that_look_alike(said, told, write):
    found = explain(said, HERE, 2007)
    assert found is not None and told in found[0] and write in found[1]


def test_what_is_no_division_is_left_to_other_hints():
    assert explain("Wuhan", HERE, 2007) is None and explain("合计", HERE, 2007) is None


def test_a_table_may_spread_a_name_out_and_use_another_one_that_is_declared(tmp_path):
    more = "code,name_zh,name_en,short_zh,also,level,parent,reports"
    rows = REGIONS.replace("code,name_zh,name_en,short_zh,level,parent,reports", more)
    rows = rows.replace("湖北,", "湖北,,").replace("武汉,p", "武汉,,p").replace("襄樊,p", "襄樊,襄阳市; 襄阳,p")
    study = made(tmp_path, ("regions.csv", REGIONS, rows))
    assert study.region("420600").also == ("襄阳市", "襄阳")


@pytest.mark.parametrize(
    ("code", "refused"), [("420102001", False), ("420102001000", False), ("420103001", True), ("4201020", True)]
)
def test_streets_are_in_no_list_and_begin_with_the_code_of_their_district(tmp_path, code, refused):
    street = f"{REGIONS}420102,江岸区,Jiang'an,江岸,county,420100,false\n{code},大智街道,Dazhi,大智,county,420102,false\n"
    if refused:
        with pytest.raises(Refused, match=f"{code} 大智街道 is not a division code of 2007"):
            made(tmp_path, ("regions.csv", REGIONS, street))
    else:
        assert code in made(tmp_path, ("regions.csv", REGIONS, street)).by_code


def test_a_region_is_asked_for_by_a_name_with_blanks():
    opened = evaluation.open("hubei-2007")
    assert opened.region("武　汉").code == opened.region("武 汉 市").code == "420100"
    with pytest.raises(Refused, match="no region"):
        opened.region("武汉县")
