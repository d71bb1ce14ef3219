"""What a pack counts of its own is known to every file of a study, and to its pages, where the study has the pack."""

from __future__ import annotations

import pytest
import tiny

import evaluation
from evaluation.errors import Refused
from evaluation.study import load

PACK = "format: 2\ntitle: {en: Works}\ndocument: {en: Act 7}\nowner: Office\nnamed: true\nfiles: [works]\n"
ENTRIES = """\
format: 2
counts:
  workdays: {zh: 工日, en: days of work, one: day of work}
quantities:
  worked: {title: {zh: 完成工日, en: Work done}, counts: workdays, kind: flow}
indicators:
  work_done:
    title: {zh: 完成工作量, en: Work done in the year}
    value: worked
    span: to_date
    direction: higher
    why: {zh: 规模, en: how much is done}
"""
TABLE = """\
  works:
    title: {zh: 工程, en: Works}
    file: works.csv
    region: region
    fixed_period: "2007"
    columns:
      worked: {quantity: worked, unit: 工日}
"""
TARGETS = "item,region,period,demand,value,unit,status,source\nwork_done,R1,2007,at_least,90,workdays,issued,Act\n"


@pytest.fixture
def root(tmp_path):
    """A study that names the pack ``more_works``, which uses the pack ``works``."""
    root = tiny.write_project(tmp_path, "report.annex()")
    for name, text in (("works", PACK), ("more_works", PACK.replace("[works]", "[more]\nuses: [works]"))):
        folder = root / "packs" / name
        folder.mkdir(parents=True)
        (folder / "pack.yml").write_text(text, encoding="utf-8")
    (root / "packs/works/works.yml").write_text(ENTRIES, encoding="utf-8")
    (root / "packs/more_works/more.yml").write_text("format: 2\n", encoding="utf-8")
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8").replace("indicators: [", f"{TABLE}indicators: [work_done, ")
    path.write_text(f"packs: [hubei-2007, more-works]\n{text}", encoding="utf-8")
    (root / "params/tiny/targets.csv").write_text(TARGETS, encoding="utf-8")
    (root / "data/tiny/works.csv").write_text("region,worked\nR1,80\nR2,40\n", encoding="utf-8")
    return root


def name_packs(root, old, new):
    path = root / "params/tiny/study.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_columns_and_targets_are_read_in_it_and_pages_print_it(root):
    opened = evaluation.open("tiny", root)
    assert (opened.results.value("R1", "work_done").numerator, opened.results.value("TOP", "work_done").numerator) == (80, 120)
    assert opened.results.progress("R1", "work_done").demanded == 90
    for language, word in (("zh", "工日"), ("en", "days of work")):
        assert word in str(opened.report("R1", language=language).annex().data)


def test_the_study_says_it_in_its_own_words_where_it_has_some(root):
    own = "format: 2\ncounts:\n  workdays: {zh: 人工, en: labour days}\n"
    (root / "params/tiny/catalogue.yml").write_text(own, encoding="utf-8")
    name_packs(root, "unit: 工日", "unit: 人工")
    assert load.load("tiny", root).counts["workdays"].en == "labour days"


@pytest.mark.parametrize("packs", ["packs: [hubei-2007]\n", ""])
def test_it_is_no_unit_where_the_study_has_not_the_pack(root, packs):
    name_packs(root, "packs: [hubei-2007, more-works]\n", packs)
    with pytest.raises(Refused, match=r"'工日' is no unit; "):
        load.load("tiny", root)


def test_a_pack_that_nobody_has_is_told_and_not_its_units(root):
    name_packs(root, "more-works]", "more-work]")
    with pytest.raises(Refused) as refused:
        load.load("tiny", root)
    assert str(refused.value) == "params/tiny/study.yml, line 1, packs: there is no pack 'more-work'; did you mean 'more-works'?"
