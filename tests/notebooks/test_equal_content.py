"""A report that says what the last one said is that one, byte for byte, whatever it was made from."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import tiny

from evaluation.runs import batch, plan
from evaluation.runs.job import BRIEF, DONE, REPORTS, TABLES
from evaluation.runs.progress import RunProgress


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The project with its first run."""
    root = tiny.write_project(tmp_path_factory.mktemp("made"), "report.annex()")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(tiny.HERE))
        return root, run(root)


@pytest.fixture
def root(made, tmp_path, monkeypatch):
    """A copy of it, to be changed."""
    monkeypatch.setenv("PYTHONPATH", str(tiny.HERE))
    return Path(shutil.copytree(made[0], tmp_path / "project"))


@pytest.fixture
def first(made, root):
    return replace(made[1], folder=root / made[1].folder.relative_to(made[0]))


def run(root, **options):
    made = batch.run(plan.make("tiny", root), batch.Options(**options), RunProgress())
    assert {r["state"] for r in made.record["regions"]} == {DONE}
    return made


def change(root, file, old, new):
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def same(made):
    return {r["code"]: r.get("equal_to", "") for r in made.record["regions"]}


def files(made, region):
    return {name: (made.folder / region / name).read_bytes() for name in (*BRIEF, *REPORTS, *TABLES)}


def test_a_correction_of_one_region_leaves_the_page_of_another_as_it_was(root, first):
    change(root, "data/tiny/fund.csv", "R2,101,61,501", "R2,102,61,501")
    second = run(root)
    assert same(second) == {"TOP": "", "R1": first.run_id, "R2": ""}
    assert files(second, "R1") == files(first, "R1")
    fresh = run(root, fresh=True)
    for region in ("TOP", "R1", "R2"):
        assert files(fresh, region) == files(second, region), region
        assert (fresh.folder / region / "run.json").read_bytes() == (second.folder / region / "run.json").read_bytes()
    said = json.loads((second.folder / "R1" / "run.json").read_bytes())
    assert said["content_key"] in (second.folder / "R1" / "report.html").read_text(encoding="utf-8")
    assert said["inputs"][0]["sha256"] != json.loads((first.folder / "R1" / "run.json").read_bytes())["inputs"][0]["sha256"]


def test_a_comment_changes_no_page_of_a_region_and_the_list_of_files_in_the_overview(root, first):
    change(root, "params/tiny/study.yml", "tables:", "# asked in spring\ntables:")
    assert same(run(root)) == {"TOP": "", "R1": first.run_id, "R2": first.run_id}


def test_what_stands_in_the_tables_alone_changes_the_key(root):
    root = tiny.write_project(root)
    first = run(root)
    change(root, "data/tiny/fund.csv", "R1,100,60", "R1,110,60")
    second = run(root)
    assert same(second)["R1"] == "" and same(second)["R2"] == first.run_id
    keys = [{r["code"]: r["content_key"] for r in made.record["regions"]} for made in (first, second)]
    assert keys[0]["R1"] != keys[1]["R1"] and keys[0]["R2"] == keys[1]["R2"]


def test_a_report_that_somebody_altered_is_drawn_anew(root, first):
    page = first.folder / "R1" / "report.html"
    page.chmod(0o644)
    page.write_bytes(page.read_bytes().replace(b"<html", b"<html "))
    change(root, "params/tiny/study.yml", "tables:", "# asked in spring\ntables:")
    second = run(root)
    assert same(second) == {"TOP": "", "R1": "", "R2": first.run_id}
    assert (second.folder / "R1" / "report.html").read_bytes() != page.read_bytes()


def test_the_page_of_a_region_names_its_own_files_only(root):
    table = (
        "  services:\n    title: {zh: 职业介绍, en: Matching}\n    file: services.csv\n    region: region\n"
        "    fixed_period: '2007'\n"
        "    columns:\n      seekers: {quantity: jobseekers, unit: 人}\nindicators:"
    )
    change(root, "params/tiny/study.yml", "indicators:", table)
    (root / "data/tiny/services.csv").write_text("region,seekers\nR2,20\n", encoding="utf-8")
    made = run(root)
    pages = {code: (made.folder / code / "report.html").read_text(encoding="utf-8") for code in ("R1", "R2")}
    assert "fund.csv" in pages["R1"] and "fund.csv" in pages["R2"] and "services.csv" in pages["R2"]
    assert "services.csv（" not in pages["R1"] and "study.yml" not in pages["R1"]
