"""``evaluation add``: what it begins, and that nothing is overwritten or half written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tiny

import evaluation
from evaluation.cli import cli, scaffolds
from evaluation.cli.guard import run_guarded

LETTER = """
from evaluation.cli.scaffolds import FileChange, Scaffold, fill

def changes(place, name):
    home = place.home("letters", "letters")
    listed = place.root / "list.txt"
    return [
        FileChange(home / name / "letter.txt", fill("love-letter", "letter.txt", name)),
        FileChange(listed, listed.read_text() + name, new=False),
    ]

SCAFFOLD = Scaffold(title="a letter", changes=changes, next_step="read {name}")
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project, and a kind ``love-letter`` that is found as every other."""
    tiny.write_project(tmp_path / "project")
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path / "project"))
    more = tmp_path / "more" / "love_letter"
    more.mkdir(parents=True)
    (more / "__init__.py").write_text(LETTER, encoding="utf-8")
    (more / "letter.txt.in").write_text("@name@ @title@ @class@ @other@", encoding="utf-8")
    (tmp_path / "project" / "list.txt").write_text("first ", encoding="utf-8")
    monkeypatch.setattr(scaffolds, "__path__", [*scaffolds.__path__, str(tmp_path / "more")])
    yield tmp_path / "project"
    sys.modules.pop("evaluation.cli.scaffolds.love_letter", None)


@pytest.fixture
def call(capsys):
    def call(*args):
        code = run_guarded(cli, list(args))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_kind_is_found_by_its_folder_and_says_what_it_wrote_and_what_comes_next(call, root):
    code, out, _ = call("add", "love-letter", "my_dear")
    assert (code, out) == (0, "wrote letters/my_dear/letter.txt\nchanged list.txt\nnext: read my_dear\n")
    assert (root / "letters" / "my_dear" / "letter.txt").read_text(encoding="utf-8") == "my_dear My dear MyDear @other@"
    assert (root / "list.txt").read_text(encoding="utf-8") == "first my_dear"


def test_nothing_is_overwritten(call, root):
    call("add", "love-letter", "my_dear")
    code, _, err = call("add", "love-letter", "my_dear")
    assert code == 2
    assert "letters/my_dear/letter.txt is there already; choose another name or remove it" in err
    assert (root / "list.txt").read_text(encoding="utf-8") == "first my_dear"


@pytest.mark.parametrize("name", ["../x", "Waiting", "9x", "a b", "class", "", "等待", "x" * 33])
def test_what_is_no_plain_name_is_refused(call, root, name):
    code, _, err = call("add", "love-letter", name)
    assert code == 2
    assert "is no plain name: up to 32 small letters" in err
    assert not (root / "letters").exists()


def test_an_unknown_kind_is_refused_with_a_near_one(call, root):
    code, _, err = call("add", "love-leter", "x")
    assert code == 2
    assert "kind is 'love-leter'; did you mean 'love-letter'?" in err


def test_help_tells_every_kind(call, root):
    _, out, _ = call("add", "--help")
    told = out.partition("Kinds:")[2]
    assert all(f"  {kind} " in told and scaffolds.scaffold(kind).title for kind in scaffolds.kinds())
    assert "love-letter" in told


def test_outside_a_project_nothing_is_begun(call, root, monkeypatch, tmp_path):
    monkeypatch.setenv("EVALUATION_ROOT", str(tmp_path))
    code, _, err = call("add", "love-letter", "x")
    assert code == 2
    assert "point it at the project's top folder" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_what_cannot_be_written_leaves_nothing_behind(call, root):
    (root / "letters").mkdir(mode=0o500)
    assert call("add", "love-letter", "x")[0] == 2
    assert list((root / "letters").iterdir()) == []


def test_what_cannot_be_written_whole_is_taken_back(call, root, monkeypatch):
    from evaluation.runs import files

    write = files.write

    def full(path, content):
        if path.name == "list.txt" and b"my_dear" in content:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(files, "write", full)
    code, _, err = call("add", "love-letter", "my_dear")
    assert code == 2
    assert "cannot be written: No space left on device; nothing was kept" in err
    assert not (root / "letters").exists()
    assert (root / "list.txt").read_text(encoding="utf-8") == "first "


SOURCE = Path(evaluation.__file__).parent


@pytest.fixture
def tree(tmp_path):
    """A source tree of its own with one small study, and what changed in it: ``tree(words)`` runs a command there."""
    root = tiny.write_project(tmp_path / "tree")
    shutil.copytree(SOURCE, root / "src" / "evaluation", ignore=shutil.ignore_patterns("__pycache__"))
    env = {**os.environ, "EVALUATION_ROOT": str(root), "PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"}

    def contents():
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def run(*words):
        before = contents()
        done = subprocess.run([sys.executable, *words], env=env, cwd=root, capture_output=True, text=True, check=False)
        after = contents()
        return done, {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}

    run.root = root
    return run


LOADS = """
import pathlib, sys
from evaluation.errors import Refused
from evaluation.study.load import load
try:
    print(load("tiny", pathlib.Path(sys.argv[1])).hardship)
except Refused as refused:
    print(refused)
"""


def test_a_study_file_is_two_files_and_is_read_and_checked(tree):
    done, changed = tree("-m", "evaluation", "add", "study-file", "hardship")
    assert done.returncode == 0, done.stderr
    assert changed == {"src/evaluation/study/hardship.py", "src/evaluation/study/model.py"}
    rows = tree.root / "params" / "tiny" / "hardship.csv"
    assert tree("-c", LOADS, str(tree.root))[0].stdout == "()\n"
    rows.write_text("region,what,source\nR1,Flood,Report\n", encoding="utf-8")
    assert "HardshipRow(region='R1', what='Flood', source='Report')" in tree("-c", LOADS, str(tree.root))[0].stdout
    rows.write_text("region,what,source\nR9,Flood,Report\n", encoding="utf-8")
    assert "hardship.csv, line 2: region 'R9' is not listed" in tree("-c", LOADS, str(tree.root))[0].stdout
    checked = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--config", SOURCE.parents[1] / "pyproject.toml", *sorted(changed)],
        cwd=tree.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    again, changed = tree("-m", "evaluation", "add", "study-file", "budget")
    assert (again.returncode, changed) == (2, set())
    assert "the name 'budget' is taken" in again.stderr


def test_a_study_file_is_added_to_the_source_tree_only(call, root):
    code, _, err = call("add", "study-file", "hardship")
    assert code == 2
    assert "is not the source tree: which files studies have, the package says" in err
