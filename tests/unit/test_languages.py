"""A study may have its words in one language: its reports are whole in that, and refused in the other."""

import json
import re

import pytest
from own_study import DUTIES, ENTRIES, write_study
from tests.conftest import ROOT

import evaluation
from evaluation.errors import Refused
from evaluation.study import languages
from evaluation.study.base import Words
from evaluation.study.languages import language_asked, places_without
from evaluation.study.load import load

STUDY = """\
title: {en: Works}
report_title: {en: Report on works}
levels: {state: {en: State}, district: {en: District}}
region_system: free
region_vintage: 2023
period: "2023"
cut_off: 2023-12-31
author: {en: Office}
source_note: {en: The department}
tables:
  trained:
    title: {en: Persons trained}
    file: trained.csv
    separator: ";"
    region: [state]
    fixed_period: "2023"
    ignore: rest
    columns:
      Trained: {quantity: participants, unit: 人}
      Placed: {quantity: participants_employed, unit: 人}
indicators: [train_emp_rate]
"""
REGIONS = """\
code,name_en,level,parent,reports
IN,India,state,,false
GA,Goa,state,IN,true
KL,Kerala,state,IN,true
KL1,Wayanad,district,KL,false
"""
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def root(tmp_path):
    for folder in ("params", "data"):
        (tmp_path / folder / "works").mkdir(parents=True)
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    (tmp_path / "params/works/study.yml").write_text(STUDY)
    (tmp_path / "params/works/regions.csv").write_text(REGIONS)
    (tmp_path / "params/works/choices.yml").write_text("train_emp_rate: {reading: of_participants, why: {en: as asked}}\n")
    (tmp_path / "data/works/trained.csv").write_text("state;Trained;Placed;other\nGoa;10;5;x\nKerala;20;15;y\n")
    return tmp_path


def change(root, name, old, new):
    path = root / "params/works" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_text_in_one_language_stands_for_the_other_and_is_known_not_to_be_it():
    assert (Words(en="a").zh, Words(en="a").languages) == ("a", {"en"})
    assert (Words(zh="甲", en="a").en, Words(zh="甲", en="a").languages) == ("a", {"zh", "en"})
    with pytest.raises(ValueError, match="say it in one language at least: zh or en"):
        Words()


def test_reports_of_an_english_study_are_in_english_and_whole(root):
    opened = evaluation.open("works", root=root)
    assert (opened.study.file.language, opened.study.region("KL1").short_zh) == ("en", "Wayanad")
    for name, place, report in (("region", "Kerala", opened.report("Kerala")), ("province", "India", opened.overview())):
        asked = re.findall(r"report\.(\w+)\(\)", (ROOT / "notebooks" / f"{name}.ipynb").read_text())
        told = [line for s in asked for line in json.dumps(getattr(report, s)().data, ensure_ascii=False, indent=1).splitlines()]
        assert len(asked) > 9 and any(place in line for line in told)
        assert [line for line in told if CHINESE.search(line)] == []


def test_the_other_language_is_refused_with_the_places_where_to_add_it(root):
    study = load("works", root)
    with pytest.raises(Refused) as caught:
        language_asked(study, "zh")
    assert str(caught.value) == (
        "study 'works' has no Chinese words for study.yml, line 1: title, study.yml, line 2: report_title, "
        "study.yml, line 3: levels.state …: add 'zh' "
        "('name_zh' of a region) there, or make the reports in English (language: en)"
    )
    with pytest.raises(Refused, match="no Chinese words"):
        evaluation.open("works", root=root).overview(language="zh")


def test_one_region_without_a_name_keeps_a_language_from_being_made(root):
    change(root, "regions.csv", "code,name_en,", "code,name_zh,name_en,")
    change(root, "regions.csv", "IN,India", "IN,印度,India")
    for line in ("GA,Goa", "KL,Kerala", "KL1,Wayanad"):
        code, name = line.split(",")
        change(root, "regions.csv", f"{line},", f"{code},{name if code == 'KL1' else ''},{name if code != 'KL1' else ''},")
    with pytest.raises(
        Refused, match=r"has no English words for regions.csv, line 5, KL1: add 'en' .'name_en' of a region. there, or"
    ):
        language_asked(load("works", root))


_BOTH = re.compile(r"\{zh: (?P<zh>[^,{}]+), en: (?P<en>[^,{}]+)\}")


def test_every_word_of_a_study_is_needed_in_the_language_of_its_reports(tmp_path):
    """Whichever file declares it, a title of a duty as well: what a run would lack, ``check`` and ``run`` refuse alike."""
    params = write_study(tmp_path, ENTRIES + DUTIES) / "params" / "tiny"
    files = {path: path.read_text(encoding="utf-8") for path in sorted(params.glob("*.yml"))}
    tried = 0
    for path, text in files.items():
        for said in _BOTH.finditer(text):
            for kept, lost in (("zh", "en"), ("en", "zh")):
                path.write_text(f"{text[: said.start()]}{{{kept}: {said[kept]}}}{text[said.end() :]}", encoding="utf-8")
                with pytest.raises(Refused, match=f"words for {re.escape(path.name)}"):
                    language_asked(load("tiny", tmp_path), lost)
                tried += 1
        path.write_text(text, encoding="utf-8")
    assert tried > 40


def test_a_level_without_words_is_refused_with_what_to_write(root):
    change(root, "regions.csv", "KL1,Wayanad,district", "KL1,Wayanad,taluk")
    with pytest.raises(Refused, match=r"no words are known for the level 'taluk'; .*: 'levels: \{state: …, "):
        load("works", root)


def test_regions_are_found_by_name_in_any_case_and_one_without_a_report_is_told_as_that(root):
    opened = evaluation.open("works", root=root)
    assert {opened.region(said).code for said in ("KL", "Kerala", "KERALA", " kerala ")} == {"KL"}
    value = opened.results.value("KL", "train_emp_rate")
    assert opened.results.value("Kerala", "train_emp_rate") == value and opened.results.judge("Kerala", "train_emp_rate")
    with pytest.raises(Refused, match=r"has no region 'Wayanad': KL1 is listed without a report \(reports = false"):
        opened.report("Wayanad")
    with pytest.raises(Refused, match="has no region 'Keralaa'; did you mean 'Kerala'"):
        opened.report("Keralaa")


def test_fields_that_are_passed_over_hold_no_words(monkeypatch):
    study = load("india-mgnrega", ROOT)
    looked_at = list(places_without(study, "zh"))
    monkeypatch.setattr(languages, "_fields_with_words", lambda model: tuple(model.model_fields))
    assert len(looked_at) > 100
    assert looked_at == list(places_without(study, "zh"))
