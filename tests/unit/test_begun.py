"""What a study is begun with, and what readers meet of it: texts left to be filled in, codes in findings."""

from __future__ import annotations

import inspect
import re

import drawn_study
import pytest
from drawn_study import Drawn
from tests.studies.run import project

import evaluation
from evaluation.cli import skeleton
from evaluation.draft import study as drafts

WORDS = re.compile(r"(\w+): (\{zh: 填写[^}]*\})")
BEGUN = WORDS.findall(skeleton.STUDY)
TASK = "trained_reemp"


def opened(root, change=("", ""), more=""):
    project(root)
    table = "region | period | trained_reemp\nA1 | 2024Q1 | 5\nA1 | 2024Q2 | 6\nA2 | 2024Q1 | 5"
    places = "code,name_zh,name_en,level,parent,reports\nP,全,Whole,province,,false\nA,甲,North,county,P,true\n"
    inner = "A1,甲一,Dale,street,A,false\nA2,甲二,Elm,street,A,false\n"
    drawn_study.write(Drawn((TASK,), table, period="2024Q2", more=more, files={"regions.csv": places + inner}), root)
    path = root / "params/drawn/study.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    return evaluation.open("drawn", root=root)


@pytest.mark.parametrize(("key", "words"), BEGUN)
def test_a_text_that_the_study_was_begun_with_is_found(tmp_path, key, words):
    old = {"author": "author: {zh: 编制组, en: Office}", "source_note": "source_note: {zh: 无, en: none}"}[key]
    found = [f for f in opened(tmp_path, (old, f"{key}: {words}")).findings if f.code == "text_to_fill_in"]
    assert [(f.file, dict(f.facts)) for f in found] == [("study.yml", {"key": key})]


def test_every_text_to_fill_in_is_one_that_is_found():
    assert {key for key, _ in BEGUN} == {"author", "source_note"}
    drafted = re.findall(r"words\('(填写[^']*)', '(Fill in [^']*)'\)", inspect.getsource(drafts))
    assert [f"{{zh: {zh}, en: {en}}}" for zh, en in drafted] == [words for _, words in BEGUN]


def test_a_study_whose_texts_are_its_own_has_none_to_fill_in(tmp_path):
    assert not [f for f in opened(tmp_path).findings if f.code == "text_to_fill_in"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "North is made of the regions inside it, and Elm has no row for quarter 2 of 2024: its sums are not known there."),
        ("zh", "甲由所辖地区相加，其中甲二缺2024年第2季度的数据行，合计无法得出。"),
    ],
)
def test_findings_on_a_page_call_regions_and_periods_as_pages_do(tmp_path, language, said):
    page = opened(tmp_path).report("A", language=language).methods().data
    [table] = [part for part in page["children"] if part.get("id") == "findings"]
    assert said in [row["cells"][2] for row in table["rows"]]
