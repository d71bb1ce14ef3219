"""What a run keeps of earlier ones, and the reason it gives for everything else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import tiny

from evaluation import identity
from evaluation.runs import batch, cache, plan
from evaluation.runs.progress import RunProgress
from evaluation.runs.registry import Registry

REGIONS = ("TOP", "R1", "R2")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project with one finished run."""
    root = tiny.write_project(tmp_path_factory.mktemp("made"))
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(tiny.HERE)
    assert batch.run(plan.make("tiny", root), batch.Options(), RunProgress()).exit_code == 0
    del os.environ["PYTHONPATH"]
    if before is not None:
        os.environ["PYTHONPATH"] = before
    return root


@pytest.fixture
def root(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "project"))


def reasons(root, **given):
    """Why each region would be made; empty for what is kept."""
    decisions = batch.decisions_of(plan.make("tiny", root, given=given), batch.Options(), Registry(root, "tiny"))
    assert [d.planned.region for d in decisions] == list(REGIONS)
    return [d.reason for d in decisions]


def latest(root):
    return sorted((root / "outputs" / "tiny").glob("2*"))[-1]


def alter(path, content=None):
    """Evidence is read-only; who alters it all the same must want to."""
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" " if content is None else content)


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_changed_keeps_everything_and_makes_no_new_run(root):
    assert reasons(root) == ["", "", ""]
    again = batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    assert again.unchanged
    assert again.folder == latest(root)
    assert len(list((root / "outputs" / "tiny").glob("2*"))) == 1


def test_time_and_place_of_files_change_nothing(root, tmp_path):
    for path in (root / "data").rglob("*.csv"):
        os.utime(path, (1, 1))
    moved = root.rename(tmp_path / "elsewhere")
    assert reasons(moved) == ["", "", ""]


def test_changed_data_are_named(root):
    spoil(root / "data/tiny/fund.csv", "100", "104")
    assert reasons(root) == ["data/tiny/fund.csv changed"] * 3


def test_a_file_that_no_table_reads_is_told_when_it_comes_and_goes(root, monkeypatch):
    stray = root / "data/tiny/more.csv"
    stray.write_text("x\n", encoding="utf-8")
    assert reasons(root) == ["data/tiny/more.csv, which no table reads, is new"] * 3
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    findings = (latest(root) / "R1" / "findings.csv").read_text(encoding="utf-8-sig")
    assert "file_undeclared" in findings
    stray.write_text("y\n", encoding="utf-8")
    assert reasons(root) == ["", "", ""], "it is not read, so what it holds changes nothing"
    for run in (root / "outputs" / "tiny").glob("2*"):
        shutil.rmtree(run)
    batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    stray.unlink()
    assert reasons(root) == ["data/tiny/more.csv, which no table reads, is gone"] * 3


def test_a_changed_value_of_a_study_file_is_told_with_both_sides(root):
    spoil(root / "params/tiny/study.yml", "cut_off: 2007-12-31", "cut_off: 2008-01-31")
    assert reasons(root) == ["study.yml: cut_off 2007-12-31 → 2008-01-31"] * 3
    spoil(root / "params/tiny/regions.csv", "甲市", "丙市")
    assert reasons(root)[1] == ("regions.csv: line 3 name_zh 甲市 → 丙市; study.yml: cut_off 2007-12-31 → 2008-01-31")


def test_many_changed_values_are_counted(root):
    spoil(root / "params/tiny/study.yml", "en: Tiny study", "en: A")
    spoil(root / "params/tiny/study.yml", "en: Tiny report", "en: B")
    spoil(root / "params/tiny/study.yml", "status: draft", "status: final")
    spoil(root / "params/tiny/study.yml", "en: Tests", "en: C")
    assert reasons(root)[0].endswith(" and 1 more")


def test_a_changed_comment_is_told_as_one(root):
    spoil(root / "params/tiny/study.yml", "status: draft", "status: draft  # still")
    assert reasons(root) == ["study.yml: changed in comments or spelling only"] * 3


def test_a_new_study_file_is_told(root):
    (root / "params/tiny/targets.csv").write_text("item,region,period,demand,value,unit,status,source\n", encoding="utf-8")
    assert reasons(root) == ["targets.csv is new"] * 3


def test_a_changed_notebook_concerns_its_reports_only(root):
    spoil(root / "notebooks/region.ipynb", "report.methods()", "report.methods() ")
    assert reasons(root) == ["", "notebooks/region.ipynb changed", "notebooks/region.ipynb changed"]


def test_another_language_and_a_changed_library_or_code_are_told(root, monkeypatch):
    assert reasons(root, language="en") == ["language zh → en"] * 3
    known = dict(identity.libraries())
    monkeypatch.setattr(identity, "libraries", lambda: {**known, "pandas": "99.0"})
    assert reasons(root) == [f"pandas {known['pandas'].split()[0]} → 99.0"] * 3
    monkeypatch.setattr(identity, "libraries", lambda: known)
    monkeypatch.setattr(identity, "code_hash", lambda: "0" * 64)
    assert reasons(root) == ["the code of evaluation changed"] * 3


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "cells.csv"])
def test_an_altered_result_is_made_again_and_named(root, name):
    alter(latest(root) / "R1" / name)
    assert reasons(root) == ["", f"{name} in {latest(root).name} differs from the run's record", ""]


def test_a_lost_result_and_a_spoilt_record_are_made_again_and_an_added_file_is_not_in_the_way(root):
    run = latest(root)
    (run / "TOP" / "report.html").unlink()
    (run / "R1" / "more.txt").write_text("x", encoding="utf-8")
    alter(run / "R2" / "run.json", b"{")
    assert reasons(root) == [
        f"report.html in {run.name} differs from the run's record",
        "",
        f"run.json in {run.name} differs from the run's record",
    ]


def test_contents_that_are_as_they_were_are_told_to_have_changed_back(root, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    spoil(root / "data/tiny/fund.csv", "100", "104")
    changed = batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    assert not changed.unchanged
    spoil(root / "data/tiny/fund.csv", "104", "100")
    back = batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    assert [r["kept_from"] for r in back.record["regions"]] == [""] * 3
    assert back.record["changes_since"] == changed.run_id and back.run_id > changed.run_id
    again = batch.run(plan.make("tiny", root), batch.Options(), RunProgress())
    assert again.unchanged


def test_fresh_and_quarto_keep_nothing(root):
    made = plan.make("tiny", root)
    assert {d.reason for d in cache.decide(made, "evaluation", Registry(root, "tiny"), fresh=True)} == {"--fresh was given"}
    assert {d.reason for d in cache.decide(made, "quarto", Registry(root, "tiny"))} == {"Quarto renders every report anew"}


def test_a_study_that_never_ran(tmp_path):
    assert reasons(tiny.write_project(tmp_path)) == ["not made before"] * 3
