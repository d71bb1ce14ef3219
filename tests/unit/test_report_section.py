"""Sections of the reports: found by their folder, in the package and in the project's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tiny

import evaluation
from evaluation.catalogue.known_packs import HOME
from evaluation.errors import Refused, SectionFailed
from evaluation.report import section
from evaluation.view import words

SECTIONS = Path(section.__file__).parent / "sections"
WAITING = '''"""How long people wait."""

from evaluation.render.component import heading, paragraph, section
from evaluation.report.section import Section


def build(view):
    said = view.sentence("waiting.said", "waiting.unsaid", region=view.name())
    return section("waiting", [heading(1, view.say("waiting.title")), paragraph(said)])


SECTION = Section(build=build)
'''
WORDS = """
[waiting.title]
zh = "等候"
en = "Waiting"

[waiting.said]
zh = "{region}在等候。"
en = "{region} is waiting."
when = "somebody_waits"

[waiting.unsaid]
zh = "{region}没有权重。"
en = "{region} has no weights."
when = "weights_are_a_proposal"
"""
CONDITIONS = '''
def somebody_waits(view) -> bool:
    """Somebody waits."""
    return view.region == "R1"
'''


@pytest.fixture
def root(tmp_path):
    """A project with a section of its own."""
    write(tiny.write_project(tmp_path) / "sections" / "waiting")
    return tmp_path


def write(folder, code=WAITING, said=WORDS, conditions=CONDITIONS):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(code, encoding="utf-8")
    (folder / "words.toml").write_text(said, encoding="utf-8")
    (folder / "conditions.py").write_text(conditions, encoding="utf-8")


def report(root, region="R1", language="en"):
    return evaluation.open("tiny", root).report(region, language=language)


def texts(component):
    return re.findall(r'"text":"([^"]*)"', component.payload)


def test_every_folder_of_sections_is_a_method_with_its_first_line(root):
    made = report(root)
    starts = (*SECTIONS.glob("*/__init__.py"), *HOME.glob("*/sections/*/__init__.py"))
    folders = {start.parent.name for start in starts}
    assert set(section.package_sections()) == folders
    assert folders | {"waiting", "end", "view"} <= set(dir(made))
    assert made.fund.__doc__ == "Where the money came from, what it was spent on, what is left: HB-18 to HB-21."
    assert made.waiting.__doc__ == "How long people wait."


def test_a_section_of_a_pack_that_the_study_does_not_name_is_not_on_the_page(root):
    study = root / "params" / "tiny" / "study.yml"
    pack = root / "packs" / "waits"
    pack.mkdir(parents=True)
    (pack / "pack.yml").write_text("format: 2\ntitle: {en: A}\ndocument: {en: A}\nowner: A\nfiles: []\n", encoding="utf-8")
    (root / "sections").rename(pack / "sections")
    assert texts(report(root).waiting()) == ["Waiting", "City one is waiting."]
    study.write_text(f"packs: [hubei-2007]\n{study.read_text(encoding='utf-8')}", encoding="utf-8")
    made = report(root)
    assert made.waiting().data["reason"] == "The study does not name the pack waits"
    assert made.exits().data["reason"] == "The study does not name the pack guizhou-2010"
    assert made.insurance().data["kind"] == "section"


def test_every_section_declares_itself_and_its_heading_has_words():
    for name in section.package_sections():
        found = section.find(name, {})
        assert found.about.endswith("."), name
        assert found.title in words.package_words() or name == "cover", name


def test_a_projects_own_section_says_its_words_in_both_languages_by_its_own_condition(root):
    assert texts(report(root).waiting()) == ["Waiting", "City one is waiting."]
    assert texts(report(root, language="zh").waiting()) == ["等候", "甲市在等候。"]


def test_an_unknown_section_is_told_with_a_near_one(root):
    with pytest.raises(AttributeError, match=r"a report has no section 'waitng'; did you mean 'waiting'\?"):
        report(root).waitng()


@pytest.mark.parametrize("name", ["fund", "end", "view"])
def test_a_name_that_a_report_has_cannot_be_taken(root, name):
    write(root / "sections" / name)
    with pytest.raises(Refused, match=f"sections/{name}: a report of evaluation has {name!r} itself; give the folder another name"):
        report(root)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"code": "import nothing_such\n"}, "__init__.py line 1: ModuleNotFoundError: No module named 'nothing_such'"),
        ({"code": WAITING.partition("SECTION =")[0]}, "sections/waiting/__init__.py declares no SECTION; write SECTION = "),
        ({"said": WORDS + '[fund.titel]\nzh = "甲"\nen = "A"\n'}, "[fund.titel] is not the folder's own; write [waiting.titel]"),
        ({"said": WORDS.replace("somebody_waits", "somebody_wait")}, "rests on 'somebody_wait', which is no condition; did"),
        ({"said": WORDS.replace('when = "somebody_waits"', "")}, "[waiting.said] is a sentence; write when it may be said"),
        ({"said": WORDS.replace('en = "Waiting"', "")}, "sections/waiting/words.toml: [waiting.title] has no en"),
        ({"conditions": "def value_known(view): ...\n"}, "conditions.py: evaluation has a condition 'value_known' itself"),
        ({"conditions": "\n1 / 0\n"}, "sections/waiting/conditions.py line 2: ZeroDivisionError: division by zero"),
    ],
)
def test_a_section_that_cannot_be_loaded_fails_with_file_and_what_is_wrong(root, broken, said):
    write(root / "sections" / "waiting", **broken)
    with pytest.raises(SectionFailed) as failed:
        report(root).waiting()
    assert str(failed.value).startswith("section 'waiting': ")
    assert said in str(failed.value)
    assert report(root).fund().data["kind"] == "omitted", "the others are not affected"


def test_an_error_in_a_section_is_told_with_place_file_and_line(root):
    write(root / "sections" / "waiting", code=WAITING.replace("    said =", "    1 / 0\n    said ="))
    with pytest.raises(SectionFailed) as failed:
        report(root).waiting()
    assert str(failed.value) == (
        "section 'waiting' of R1 City one in 2007, study 'tiny': sections/waiting/__init__.py line 8: "
        "ZeroDivisionError: division by zero"
    )


def test_a_digit_that_is_no_number_and_no_name_fails_the_section_with_its_place_and_what_to_do(root):
    write(root / "sections" / "waiting", code=WAITING.replace("region=view.name()", 'region=f"{view.name()} {view.period}"'))
    with pytest.raises(SectionFailed) as failed:
        report(root).waiting()
    assert str(failed.value) == (
        "section 'waiting' of R1 City one in 2007, study 'tiny': sections/waiting: ValueError: children[1].runs[0].text: "
        "City one 2007 is waiting. has a digit of no kind: use view.numbers, view.date, name_as(kind, text), and Printed(a, b) "
        "instead of an f-string"
    )


def test_a_section_that_asks_results_for_what_they_do_not_have_fails_its_region(root):
    slip = WAITING.replace("said = ", "view.results.value(ASKED)\n    said = ")
    for asked in ('"R7", "ui_spending_ratio"', '"R1", "ui_spending"'):
        write(root / "sections" / "waiting", slip.replace("ASKED", asked))
        with pytest.raises(SectionFailed, match=r"section 'waiting' of R1 .*(R7|ui_spending)'?.*(known|did you mean)"):
            report(root).waiting()
