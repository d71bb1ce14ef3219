"""A project's own packs: begun by the scaffold, computed and printed, and never mixed up with what is there."""

from __future__ import annotations

import shutil

import pytest
import tiny

import evaluation
from evaluation.catalogue.clauses import clauses, of
from evaluation.catalogue.indicators import CATALOGUE
from evaluation.catalogue.own_packs import use_packs
from evaluation.catalogue.quantities import QUANTITIES
from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.errors import Refused
from evaluation.process import HERE

SHIPPED = set(CATALOGUE), set(QUANTITIES)
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
    assert new == {"packs/skills_plan/__init__.py", "packs/skills_plan/clauses.toml"}
    study = root / "params" / "tiny" / "study.yml"
    text = study.read_text(encoding="utf-8").replace("indicators: [", f"{COURSES}indicators: [skills_plan_pass_rate, ")
    study.write_text(text, encoding="utf-8")
    (root / "data" / "tiny" / "courses.csv").write_text("region,enrolled,passed\nR1,80,60\nR2,40,10\n", encoding="utf-8")
    yield root
    shutil.rmtree(root / "packs")
    use_packs(root)
    assert (set(CATALOGUE), set(QUANTITIES)) == SHIPPED and not HERE.packs


def change(root, old, new, file="__init__.py"):
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


def test_its_clauses_are_cited(root):
    evaluation.open("tiny", root)
    assert [clause.code for clause in of("SKILLSPLAN")] == ["SKILLSPLAN-1"]
    assert clauses()["SKILLSPLAN-1"].indicators == ("skills_plan_pass_rate",)


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
    assert "make: packs/skills_plan/__init__.py changed" in capsys.readouterr().out
    change(root, 'zh = "填写原文。"', 'zh = "另一句。"', "clauses.toml")
    evaluation.open("tiny", root)
    assert clauses()["SKILLSPLAN-1"].sentences[0].zh == "另一句。"


def test_another_project_has_none_of_it(root, tmp_path_factory):
    evaluation.open("tiny", root)
    other = tiny.write_project(tmp_path_factory.mktemp("other"))
    (root / "packs" / "skills_plan" / "__init__.py").rename(root / "packs" / "skills_plan" / "away.txt")
    with pytest.raises(Refused, match="'skills_plan_pass_rate' is not in the catalogue"):
        evaluation.open("tiny", root).check()
    evaluation.open("tiny", other).check()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"skills_plan_pass_rate"', '"emp_new_urban"', "the indicator 'emp_new_urban' is that of the pack hubei_2007"),
        ("skills_plan_enrolled  |", "new_employed  |", "the quantity 'new_employed' is that of the pack employment of evaluation"),
        ('prefix="SKILLSPLAN"', 'prefix="GZ"', "clauses of the pack guizhou_2010 of evaluation are cited as 'GZ' already"),
        ('share("skills_plan_passed"', 'share("skills_plan_pased"', "no quantity 'skills_plan_pased'; did you mean"),
        ("PACK = Pack(", "PACKS = Pack(", "packs/skills_plan/__init__.py declares no pack; write: PACK = Pack("),
        ("def declare(", "def declare((", "packs/skills_plan/__init__.py line"),
        ('owner="Fill in the office"', 'owner="Office", checked_by="A. Reader"', "give both checked_by and reviewed, or neither"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(root, old, new, said):
    change(root, old, new)
    assert said in refusal(root)
    assert (set(CATALOGUE), set(QUANTITIES)) == SHIPPED and not HERE.packs


def test_two_packs_of_one_project_that_clash_are_refused_with_both_places(root):
    shutil.copytree(root / "packs" / "skills_plan", root / "packs" / "twice")
    told = "packs/twice: the quantity 'skills_plan_enrolled' is that of packs/skills_plan already; give yours another code"
    assert told in refusal(root)


def test_a_copy_of_a_project_has_packs_of_its_own(root, tmp_path_factory):
    first = evaluation.open("tiny", root)
    copy = shutil.copytree(root, tmp_path_factory.mktemp("copy") / "project")
    data = copy / "data" / "tiny" / "courses.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("60", "40"), encoding="utf-8")
    rates = [o.results.value("R1", "skills_plan_pass_rate").numerator for o in (evaluation.open("tiny", copy), first)]
    assert rates == [40, 60]
    shutil.rmtree(copy)


def test_a_clause_that_names_what_is_not_there_is_refused(root):
    change(root, '["skills_plan_pass_rate"]', '["skills_plan_pas_rate"]', "clauses.toml")
    assert "packs/skills_plan/clauses.toml, SKILLSPLAN-1: there is no 'skills_plan_pas_rate'; did you mean" in refusal(root)
    change(root, "[SKILLSPLAN-1]", "[SKILLSPLAN-1", "clauses.toml")
    assert "packs/skills_plan: clauses.toml or parts.toml cannot be used: TOMLDecodeError" in refusal(root)
