"""A rate that its entry calls a share: above 100 % it is told and used nowhere; what may pass 100 % is printed as it is."""

from __future__ import annotations

import own_study
import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.measured import above_whole

SIDES = "numerator: workers_women\n    denominator: workers\n"
APART = own_study.ENTRIES.replace(", within: workers}", "}")
MORE_WOMEN = own_study.ROWS.replace("R1,400,150", "R1,400,500")


def study(root, share="", rows=MORE_WOMEN, entries=APART):
    own_study.write_study(root, entries.replace(SIDES, f"{SIDES}{share}", 1), rows)
    return evaluation.open("tiny", root)


def told(opened):
    return [f for f in opened.findings if f.code == "share_above_whole"]


def test_a_share_above_its_whole_is_told_and_in_no_value_of_the_whole(tmp_path):
    opened = study(tmp_path, "    share: yes\n")
    [found] = told(opened)
    assert (found.region, found.message) == (
        "R1",
        "R1 2007: Share of women is a share, and of these women 500 is more than Persons with work 400",
    )
    assert opened.results.value("R1", "share_women").mark == "contradictory"
    assert opened.results.value("TOP", "share_women").exact == 60
    assert [region for region, _ in opened.results.order("share_women")] == ["R2"]


@pytest.mark.parametrize("share", ["", "    share: no\n"])
def test_what_is_no_share_may_pass_its_denominator(tmp_path, share):
    opened = study(tmp_path, share)
    assert told(opened) == [] and opened.results.value("R1", "share_women").exact == 125


@pytest.mark.parametrize("women", [400, 399])
def test_a_share_of_all_or_less_is_nothing_to_tell(tmp_path, women):
    opened = study(tmp_path, "    share: yes\n", own_study.ROWS.replace("R1,400,150", f"R1,400,{women}"))
    assert told(opened) == [] and opened.results.value("R1", "share_women").numerator == women


@pytest.mark.parametrize(("share", "has_interval"), [("    share: yes\n", True), ("    share: no\n", False), ("", False)])
def test_an_interval_is_of_cases_that_each_count_or_do_not(tmp_path, share, has_interval):
    reading = study(tmp_path, share).catalogue.indicators["share_women"].readings["only"]
    assert reading.proportion is has_interval


def test_a_part_that_is_declared_one_is_told_by_its_figures_and_not_once_more(tmp_path):
    opened = study(tmp_path, entries=own_study.ENTRIES)
    assert [f.code for f in opened.findings if f.code in ("part_exceeds_whole", "share_above_whole")] == ["part_exceeds_whole"]


def test_no_line_of_a_share_lies_above_its_whole(tmp_path):
    line = "item,region,period,demand,value,unit,status,source\nshare_women,R1,2007,at_least,101,%,issued,Act\n"
    study(tmp_path)
    (tmp_path / "params/tiny/targets.csv").write_text(line, encoding="utf-8")
    assert evaluation.open("tiny", tmp_path).results.judge("R1", "share_women").state == "met"
    path = tmp_path / "params/tiny/catalogue.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(SIDES, f"{SIDES}    share: yes\n"), encoding="utf-8")
    with pytest.raises(Refused, match=r"a part is never above 100 % of its whole, the line is 101 %"):
        evaluation.open("tiny", tmp_path).check()


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "女性占比为占比，但其中女性500人大于上工人数400人。"), ("en", "Share of women is a share")]
)
def test_the_page_tells_it(tmp_path, language, said):
    assert said in str(study(tmp_path, "    share: yes\n").report("R1", language=language).methods().data)


def test_nothing_is_looked_at_where_no_entry_says_it(tmp_path):
    made = study(tmp_path).results
    assert above_whole.findings(made.study, made.figures, made.values, ["R1"], {p for _, p, _ in made.figures}) == []


@pytest.mark.parametrize(
    ("share", "target", "codes"),
    [
        ("", True, ["share_unsaid"]),
        ("", False, []),
        ("    share: no\n", True, []),
        ("    share: yes\n", True, ["share_above_whole"]),
    ],
)
def test_what_passes_its_whole_against_a_target_is_asked_about(tmp_path, share, target, codes):
    study(tmp_path, share)
    if target:
        line = "item,region,period,demand,value,unit,status,source\nshare_women,R1,2007,at_least,50,%,issued,Act\n"
        (tmp_path / "params/tiny/targets.csv").write_text(line, encoding="utf-8")
    found = [f for f in evaluation.open("tiny", tmp_path).findings if f.code.startswith("share_")]
    assert [f.code for f in found] == codes
    if codes == ["share_unsaid"]:
        assert (found[0].region, found[0].file, found[0].message) == (
            "R1",
            "params/tiny/catalogue.yml",
            "R1 2007: Share of women is above 100 % and has a target: of these women 500, Persons with work 400; above 100 % 2 "
            "times in all; nothing says whether it may be",
        )


def by_quarter(root, share="    share: yes\n", women=(120, 10, 10, 10), span="to_date", within=False):
    """R1 has 100 at work in each quarter, R2 100 with 40 women."""
    entries = (own_study.ENTRIES if within else APART).replace("span: to_date", f"span: {span}")
    rows = "region,period,workers,women,wages,material,admin,printed\n"
    rows += "".join(f"R1,2007Q{q},100,{n},,,,\nR2,2007Q{q},100,40,,,,\n" for q, n in enumerate(women, 1))
    own_study.write_study(root, entries.replace(SIDES, f"{SIDES}{share}", 1), rows)
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8")
    by_parts = own_study.TABLE.replace('fixed_period: "2007"', "period: period")
    path.write_text(text.replace(own_study.TABLE, by_parts), encoding="utf-8")
    return evaluation.open("tiny", root)


@pytest.mark.parametrize("span", ["to_date", "period", "year"])
@pytest.mark.parametrize(("women", "quarter"), [((120, 10, 10, 10), 1), ((10, 10, 120, 10), 3), ((10, 120, 120, 10), 2)])
def test_an_impossible_part_of_a_possible_year_is_told_and_the_year_is_as_it_was_delivered(tmp_path, span, women, quarter):
    opened = by_quarter(tmp_path, women=women, span=span)
    [found] = told(opened)
    more = "; so in 2 periods" if women.count(120) == 2 else ""
    assert found.message == (
        f"R1 2007Q{quarter}: Share of women is a share, and of these women 120 is more than Persons with work 100{more}"
    )
    whole = opened.results.value("R1", "share_women", period="2007")
    assert (whole.mark, whole.numerator, whole.denominator) == ("", sum(women), 400)
    assert opened.results.alone("R1", "share_women", opened.results.period.year.parts(opened.results.grain)[quarter - 1]).mark


def test_a_possible_quarter_hides_no_impossible_year(tmp_path):
    opened = by_quarter(tmp_path, women=(120, 120, 120, 120))
    assert opened.results.value("R1", "share_women").mark == "contradictory"
    assert [f.message.partition(":")[0] for f in told(opened)] == ["R1 2007Q1"]


def test_a_part_that_is_declared_one_is_told_by_its_figures_alone(tmp_path):
    opened = by_quarter(tmp_path, share="    share: yes\n", within=True)
    codes = [f.code for f in opened.findings if f.code in ("part_exceeds_whole", "share_above_whole")]
    assert codes[0] == "part_exceeds_whole" and opened.results.value("R1", "share_women").mark == "contradictory"


@pytest.mark.parametrize(("women", "is_strong"), [((10, 90, 90, 90), True), ((120, 90, 90, 90), False)])
def test_a_share_that_is_impossible_in_a_part_of_the_year_is_no_strength_of_it(tmp_path, women, is_strong):
    by_quarter(tmp_path, women=women)
    line = "item,region,period,demand,value,unit,status,source\nshare_women,R1,2007,at_least,50,%,issued,Act\n"
    (tmp_path / "params/tiny/targets.csv").write_text(line, encoding="utf-8")
    opened = evaluation.open("tiny", tmp_path)
    assert opened.results.judge("R1", "share_women").state == "met"
    assert ("Strong" in str(opened.report("R1", language="en").conclusion().data)) is is_strong
