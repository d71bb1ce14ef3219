"""What a project adds of its own: which folders count, how they are loaded, and what is said when they cannot be."""

from __future__ import annotations

import sys

import pytest

from evaluation import own
from evaluation.errors import Refused


@pytest.fixture
def waiting(tmp_path):
    folder = tmp_path / "sections" / "waiting"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("from . import other\n\nDAYS = other.DAYS\n", encoding="utf-8")
    (folder / "other.py").write_text("DAYS = 30\n", encoding="utf-8")
    return folder


def test_a_folder_counts_when_it_is_a_package(tmp_path, waiting):
    (tmp_path / "documents" / "2024 年文件").mkdir(parents=True)
    (tmp_path / "sections" / "notes").mkdir()
    assert own.folders(tmp_path, "sections") == {"waiting": waiting}
    assert own.folders(tmp_path, "documents") == {}
    assert own.folders(tmp_path, "packs") == {}


@pytest.mark.parametrize("name", ["Waiting", "waiting-time", "1st", "等候"])
def test_a_name_that_no_notebook_can_call_is_refused(tmp_path, name):
    (tmp_path / "sections" / name).mkdir(parents=True)
    (tmp_path / "sections" / name / "__init__.py").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="is no name; use small letters"):
        own.folders(tmp_path, "sections")


def test_modules_of_a_folder_import_each_other_and_a_change_is_seen(waiting):
    before = set(sys.modules)
    assert own.load(waiting).DAYS == 30
    assert own.load(waiting) is own.load(waiting)
    (waiting / "other.py").write_text("DAYS = 31  # changed\n", encoding="utf-8")
    assert own.load(waiting).DAYS == 31
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1 / 0\n", "sections/waiting/__init__.py line 1: ZeroDivisionError: division by zero"),
        ("\ndef build(:\n", "sections/waiting/__init__.py line 2: SyntaxError: "),
        ("import no_such_module\n", "sections/waiting/__init__.py line 1: ModuleNotFoundError: No module named 'no_such_module'"),
    ],
)
def test_what_cannot_be_imported_is_told_with_file_and_line(waiting, text, said):
    (waiting / "__init__.py").write_text(text, encoding="utf-8")
    before = set(sys.modules)
    with pytest.raises(Refused) as refused:
        own.load(waiting)
    assert str(refused.value).startswith(said)
    assert not [name for name in set(sys.modules) - before if name.startswith("own_sections_waiting")]


def test_files_are_known_by_content_and_what_python_keeps_is_none_of_them(tmp_path, waiting):
    (waiting / "words.toml").write_text("", encoding="utf-8")
    (waiting / "__pycache__").mkdir()
    (waiting / "__pycache__" / "x.pyc").write_bytes(b"x")
    (waiting / ".ipynb_checkpoints").mkdir()
    (waiting / ".ipynb_checkpoints" / "x").write_bytes(b"x")
    before = own.files(tmp_path)
    assert list(before) == [f"sections/waiting/{name}" for name in ("__init__.py", "other.py", "words.toml")]
    (waiting / "words.toml").write_text("# changed\n", encoding="utf-8")
    assert {name for name, sha in own.files(tmp_path).items() if before[name] != sha} == {"sections/waiting/words.toml"}
