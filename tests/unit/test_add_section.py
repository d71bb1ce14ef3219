"""``evaluation add section``: three files, and the next report shows it in either language."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest
import real_reports as real
import tiny
from shipped import CATALOGUE

from evaluation.cli import cli, scaffolds
from evaluation.cli.guard import run_guarded
from evaluation.cli.scaffolds import Place
from evaluation.runs import strict, thin


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    shutil.copy(real.ROOT / "notebooks" / "region.ipynb", tiny.write_project(tmp_path) / "notebooks")
    return tmp_path


def contents(root):
    files = (p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts and "outputs" not in p.parts)
    return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_a_section_is_three_files_and_the_next_report_shows_it_in_either_language(root, capsys):
    before = contents(root)
    assert run_guarded(cli, ["add", "section", "waiting"]) == 0
    touched = {name for name, sha256 in contents(root).items() if before.get(name) != sha256}
    assert touched == {"sections/waiting/__init__.py", "sections/waiting/words.toml", "notebooks/region.ipynb"}
    assert thin.violations(strict.read(root / "notebooks" / "region.ipynb")) == []
    title = CATALOGUE["ui_reserve_months"].title  # the first of the study
    for language, said in (("zh", f"甲市{title['zh']}为"), ("en", f"{title['en']} in City one: ")):
        assert run_guarded(cli, ["run", "tiny", "--region", "R1", "-p", "language", language]) == 0
        pages = (root / "outputs" / "tiny").glob("*/R1/report.html")
        page = max(pages, key=lambda path: path.stat().st_mtime).read_text(encoding="utf-8")
        assert said in page
        assert ">Waiting<" in page
    words = root / "sections" / "waiting" / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('"Waiting"', '"Patience"'), encoding="utf-8")
    capsys.readouterr()
    assert run_guarded(cli, ["run", "tiny", "--region", "R1", "--dry-run"]) == 0
    assert "sections/waiting/words.toml changed" in capsys.readouterr().out


def test_a_section_that_fails_is_told_with_file_and_line_and_without_a_traceback(root, capsys):
    run_guarded(cli, ["add", "section", "waiting"])
    code = root / "sections" / "waiting" / "__init__.py"
    code.write_text(code.read_text(encoding="utf-8").replace("    code = view", "    1 / 0\n    code = view"), encoding="utf-8")
    line = code.read_text(encoding="utf-8").splitlines().index("    1 / 0") + 1
    capsys.readouterr()
    assert run_guarded(cli, ["run", "tiny", "--region", "R1"]) == 1
    said = "".join(capsys.readouterr())
    place = "section 'waiting' of R1 甲市 in 2007, study 'tiny': sections/waiting/__init__.py"
    assert f"{place} line {line}: ZeroDivisionError" in said
    assert "Traceback" not in said


def test_the_cell_stands_before_the_notes_on_method_or_else_before_the_end(root):
    from evaluation.cli.scaffolds.section import with_cell

    notebook = real.ROOT / "notebooks" / "region.ipynb"
    text = with_cell(notebook, "waiting")
    cells, before = json.loads(text)["cells"], json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    at = next(n for n, cell in enumerate(cells) if cell["id"] == "waiting")
    assert [cells[at + 1]["id"], cells[at + 2]["id"]] == ["about-methods", "methods"]
    assert cells[: at - 1] + cells[at + 1 :] == before
    assert cells[at - 1]["cell_type"] == "markdown", "a sentence for the person in JupyterLab"
    bare = root / "bare.ipynb"
    bare.write_text(json.dumps({"cells": [c for c in before if "methods" not in c["id"]]}), encoding="utf-8")
    ids = [cell["id"] for cell in json.loads(with_cell(bare, "waiting"))["cells"]]
    assert ids[-4:] == ["about-waiting", "waiting", "about-end", "end"]


@pytest.mark.parametrize("name", ["fund", "end", "waiting"])
def test_a_name_that_is_taken_is_refused_and_nothing_is_written(root, capsys, name):
    run_guarded(cli, ["add", "section", "waiting"])
    before = contents(root)
    assert run_guarded(cli, ["add", "section", name]) == 2
    assert f"the name '{name}' is taken; choose another" in capsys.readouterr().err
    assert contents(root) == before


@pytest.mark.parametrize(("package", "home"), [(False, "sections/waiting"), (True, "src/evaluation/report/sections/waiting")])
def test_in_the_source_tree_it_goes_into_the_package_when_that_is_asked(package, home):
    changes = scaffolds.scaffold("section").changes(Place(real.ROOT, package), "waiting")
    assert [c.path.relative_to(real.ROOT).as_posix() for c in changes] == [
        f"{home}/__init__.py",
        f"{home}/words.toml",
        "notebooks/region.ipynb",
    ]


def test_a_package_that_is_not_there_is_refused(root, capsys):
    assert run_guarded(cli, ["add", "section", "waiting", "--package"]) == 2
    assert "is not the source tree of the package; leave --package away, or go to a clone" in capsys.readouterr().err
