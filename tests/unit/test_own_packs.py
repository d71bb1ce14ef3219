"""A project's own packs: begun by the scaffold, computed and printed, and never mixed up with what is there."""

from __future__ import annotations

import shutil

import pytest
import tiny
from study_files import write

import evaluation
from evaluation.catalogue.catalogue import catalogue, catalogue_of
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.study.load import load

COURSES = """\
  courses:
    title: {zh: 培训情况表, en: Courses}
    file: courses.csv
    region: region
    fixed_period: "2007"
    columns:
      enrolled: {quantity: skills_plan_enrolled, unit: 人}
      passed: {quantity: skills_plan_passed, unit: 人}
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project with the pack ``skills_plan`` as the scaffold writes it, and a study that asks for its indicator."""
    root = tiny.write_project(tmp_path, "report.annex()")
    monkeypatch.setenv("EVALUATION_ROOT", str(root))
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    before = {p for p in root.rglob("*") if p.is_file()}
    assert run_guarded(cli, ["add", "pack", "skills_plan"]) == 0
    new = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p not in before}
    assert new == {f"packs/skills_plan/{name}" for name in ("pack.yml", "indicators.yml", "clauses.toml")}
    study = root / "params" / "tiny" / "study.yml"
    text = study.read_text(encoding="utf-8").replace("indicators: [", f"{COURSES}indicators: [skills_plan_pass_rate, ")
    study.write_text(text, encoding="utf-8")
    (root / "data" / "tiny" / "courses.csv").write_text("region,enrolled,passed\nR1,80,60\nR2,40,10\n", encoding="utf-8")
    return root


def change(root, old, new, file="indicators.yml"):
    path = root / "packs" / "skills_plan" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def refusal(root):
    with pytest.raises(Refused) as refused:
        evaluation.open("tiny", root)
    return str(refused.value)


def test_an_indicator_of_its_own_is_computed_and_printed_in_a_run(root, capsys):
    value = evaluation.open("tiny", root).results.value("R1", "skills_plan_pass_rate")
    assert (value.numerator, value.denominator) == (60, 80)
    assert run_guarded(cli, ["run", "tiny", "--region", "R1"]) == 0, capsys.readouterr().err
    [page] = (root / "outputs").glob("tiny/*/R1/report.html")
    assert "培训合格率（skills_plan）" in page.read_text(encoding="utf-8")
    assert run_guarded(cli, ["run", "tiny", "--region", "R1", "-n"]) == 0
    assert "kept from" in capsys.readouterr().out


def test_its_clauses_are_cited(root, capsys):
    known = evaluation.open("tiny", root).catalogue.clauses
    assert known["SKILLSPLAN-1"].indicators == ("skills_plan_pass_rate",)
    assert run_guarded(cli, ["clauses"]) == 0
    assert "SKILLSPLAN-1 Fill in the heading" in capsys.readouterr().out


def test_a_change_in_it_is_seen_and_makes_the_reports_anew(root, capsys):
    opened = evaluation.open("tiny", root)
    key, title = opened.key("R1", "n"), opened.results.indicator_named("skills_plan_pass_rate").title.en
    run_guarded(cli, ["run", "tiny", "--region", "R1"])
    capsys.readouterr()
    change(root, "Pass rate (skills_plan)", "Share that passed")
    again = evaluation.open("tiny", root)
    assert (title, again.results.indicator_named("skills_plan_pass_rate").title.en) == (
        "Pass rate (skills_plan)",
        "Share that passed",
    )
    assert again.key("R1", "n") != key
    run_guarded(cli, ["run", "tiny", "--region", "R1", "-n"])
    assert "make: packs/skills_plan/indicators.yml changed" in capsys.readouterr().out
    change(root, 'zh = "填写原文。"', 'zh = "另一句。"', "clauses.toml")
    assert evaluation.open("tiny", root).catalogue.clauses["SKILLSPLAN-1"].sentences[0].zh == "另一句。"


def test_another_project_has_none_of_it_and_what_is_open_keeps_its_own(root, tmp_path_factory):
    first = evaluation.open("tiny", root)
    other = evaluation.open("tiny", tiny.write_project(tmp_path_factory.mktemp("other")))
    (root / "packs" / "skills_plan" / "pack.yml").rename(root / "packs" / "skills_plan" / "away.txt")
    with pytest.raises(Refused, match="'skills_plan_pass_rate' is not in the catalogue"):
        evaluation.open("tiny", root).check()
    other.check()
    assert "skills_plan_pass_rate" not in other.catalogue.indicators
    assert first.results.value("R1", "skills_plan_pass_rate").numerator == 60
    assert "skills_plan_pass_rate" not in catalogue().indicators


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "indicators.yml",
            "  skills_plan_pass_rate:",
            "  emp_new_urban:",
            "packs/skills_plan/indicators.yml:14: emp_new_urban: 'emp_new_urban' is declared by pack hubei-2007 "
            "(evaluation/packs/hubei_2007/targets.yml:4) already; to replace it add 'overrides: <reason>'",
        ),
        (
            "indicators.yml",
            "  skills_plan_enrolled:",
            "  new_employed:",
            "packs/skills_plan/indicators.yml:4: quantities.new_employed: 'new_employed' is declared by pack employment",
        ),
        ("pack.yml", "prefix: SKILLSPLAN", "prefix: GZ", "of the pack guizhou-2010 of evaluation are cited as 'GZ' already"),
        (
            "indicators.yml",
            "numerator: skills_plan_passed",
            "numerator: skills_plan_pased",
            "packs/skills_plan/indicators.yml:17: skills_plan_pass_rate.numerator: 'skills_plan_pased' is no quantity or group; "
            "did you mean 'skills_plan_passed' (of these who passed (skills_plan))",
        ),
        ("pack.yml", "owner: Fill in the office\n", "", "packs/skills_plan/pack.yml:1: 'owner' is missing; add it"),
        ("pack.yml", "files: [indicators]", "files: [indicator]", "no indicator.yml beside it; did you mean 'indicators'?"),
        ("pack.yml", "owner: Fill", "checked_by: A. Reader\nowner: Fill", "give both checked_by and reviewed, or neither"),
        ("pack.yml", "format: 2", "format: 1", "packs/skills_plan/pack.yml:2: format: write 'format: 2'"),
        ("pack.yml", "title: {zh", "title: [zh", "packs/skills_plan/pack.yml, line"),
        ("clauses.toml", "[SKILLSPLAN-1]", "[SKILLSPLAN-1", "packs/skills_plan/clauses.toml cannot be read"),
        (
            "clauses.toml",
            '["skills_plan_pass_rate"]',
            '["skills_plan_pas_rate"]',
            "packs/skills_plan/clauses.toml, SKILLSPLAN-1: there is no indicator 'skills_plan_pas_rate'; did you mean",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place(root, file, old, new, said):
    change(root, old, new, file)
    assert said in refusal(root)


def test_two_packs_of_one_project_that_clash_are_refused_with_both_places(root):
    shutil.copytree(root / "packs" / "skills_plan", root / "packs" / "twice")
    assert "packs/skills_plan: clauses of packs/twice are cited as 'SKILLSPLAN' already" in refusal(root)
    pack = root / "packs" / "twice" / "pack.yml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("prefix: SKILLSPLAN", "prefix: TWICE"), encoding="utf-8")
    (root / "packs" / "twice" / "clauses.toml").unlink()
    told = "packs/twice/indicators.yml:4: quantities.skills_plan_enrolled: 'skills_plan_enrolled' is declared by pack skills-plan"
    assert told in refusal(root)


def test_a_copy_of_a_project_has_packs_of_its_own(root, tmp_path_factory):
    first = evaluation.open("tiny", root)
    copy = shutil.copytree(root, tmp_path_factory.mktemp("copy") / "project")
    data = copy / "data" / "tiny" / "courses.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("60", "40"), encoding="utf-8")
    rates = [o.results.value("R1", "skills_plan_pass_rate").numerator for o in (evaluation.open("tiny", copy), first)]
    assert rates == [40, 60]


def test_a_study_names_the_packs_that_it_takes(root):
    study = root / "params" / "tiny" / "study.yml"
    text = study.read_text(encoding="utf-8")
    study.write_text(f"packs: [skills-plan]\n{text}", encoding="utf-8")
    mine = evaluation.open("tiny", root).catalogue
    assert set(mine.indicators) == {"skills_plan_pass_rate", "target_group_emp_rate"} and "new_employed" in mine.quantities
    study.write_text(f"packs: [skill-plan]\n{text}", encoding="utf-8")
    assert "params/tiny/study.yml, line 1, packs: there is no pack 'skill-plan'; did you mean 'skills-plan'?" in refusal(root)


@pytest.mark.parametrize("pack", [pack.called for pack in shipped_packs().values()])
def test_a_pack_named_alone_is_whole_with_those_it_uses(tmp_path, pack):
    write(tmp_path, ("study.yml", "", f"packs: [{pack}]\n"), name="alone")
    assert catalogue_of(load("alone", tmp_path), tmp_path).quantities


def test_what_its_document_demands_by_date_is_read_with_the_studys_files(root):
    path = root / "packs" / "skills_plan" / "calendar.yml"
    said = "format: 2\nevents:\n  plan: {clause: SKILLSPLAN-1, due: 03-31, owed_by: each, title: {en: Plan}, output: {en: Plan}}\n"
    path.write_text(said, encoding="utf-8")
    (event,) = (e for e in load("tiny", root).events if e.prefix == "SKILLSPLAN")
    assert (event.code, event.due, event.each, event.title["en"]) == ("plan", "03-31", True, "Plan")
    path.write_text(said.replace("03-31", "31 March"), encoding="utf-8")
    with pytest.raises(Refused, match=r"packs/skills_plan/calendar\.yml:\n  line 3, events\.plan\.due"):
        load("tiny", root)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "填写名称，Fill in the office（2027年3月31日前复核）"),
        ("en", "Skills plan, Fill in the office (to be looked at again by 2027-03-31)"),
    ],
)
def test_the_annex_prints_who_answers_for_it_and_until_when(root, language, said):
    before = str(evaluation.open("tiny", root).report("R1", language=language).annex().data)
    assert said.split("（")[0].split(" (")[0] in before
    change(root, "owner: Fill in the office\n", "owner: Fill in the office\nreview: 2027-03-31\n", "pack.yml")
    assert said in str(evaluation.open("tiny", root).report("R1", language=language).annex().data)


def test_a_day_of_review_before_the_cut_off_is_told_with_its_line(root):
    change(root, "owner: Fill in the office\n", "owner: Fill in the office\nreview: 2007-03-31\n", "pack.yml")
    [found] = [f for f in evaluation.open("tiny", root).findings if f.code == "review_overdue"]
    line = (root / "packs/skills_plan/pack.yml").read_text(encoding="utf-8").splitlines().index("review: 2007-03-31") + 1
    assert (found.file, found.row) == ("packs/skills_plan/pack.yml", line)
    assert found.message == (
        "pack skills-plan: its definitions were to be looked at again by 2007-03-31, before the cut-off of 2007-12-31"
    )


def test_nobody_is_printed_for_a_pack_of_the_package_without_a_review(root):
    [packs, *_] = [str(p.said.owner) for p in shipped_packs().values()]
    assert packs not in str(evaluation.open("tiny", root).report("R1", language="en").annex().data)
