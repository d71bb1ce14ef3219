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
    results = study(tmp_path).results
    assert above_whole.findings(results.study, results.figures, results.values) == []
