"""Equal keys mean equal pages: whatever is done to a file below ``data/`` or ``params/``, the key changes, the study is
refused, or every byte of a report is what it was."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest
import tiny

import evaluation
from evaluation.errors import EvaluationError
from evaluation.runs import plan

ROOT = Path(__file__).parents[2]
FOLDERS = ("data/tiny", "params/tiny")
FILES = ("data/tiny/fund.csv", "params/tiny/study.yml", "params/tiny/regions.csv", "params/tiny/targets.csv")
CHANGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "a line more": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "a blank more": lambda path: path.write_bytes(path.read_bytes() + b" "),
    "other line ends": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "a mark of order": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
    "a digit": lambda path: path.write_bytes(path.read_bytes().replace(b"0", b"1", 1)),
    "swapped lines": lambda path: path.write_bytes(b"\n".join(swapped(path.read_bytes().split(b"\n")))),
    "gone": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(path.with_stem(f"{path.stem}2")),
    "other capitals": lambda path: path.rename(path.with_name(path.name.upper())),
    "younger": lambda path: os.utime(path, (2e9, 2e9)),
    "read-only": lambda path: path.chmod(0o444),
}
NAMES = (
    "more.csv",
    "more.CSV",
    "more.xlsx",
    "more.xls",
    "more.txt",
    "more.tsv",
    "more",
    "more.pdf",
    "~$fund.xlsx",
    ".~lock.csv",
    ".DS_Store",
    "._fund.csv",
    ".hidden.csv",
    "Thumbs.db",
    "desktop.ini",
    "fund.csv.bak",
    "fund (1).csv",
    "备份.csv",
    "weights.yml",
    "weights.yaml",
    "targets2.csv",
    ".ipynb_checkpoints/fund-checkpoint.csv",
    "@eaDir/fund.csv",
    "more.csv/fund.csv",
    "tiny/fund.csv",
    "a\x01.csv",
    "a\nb.csv",
    "a\u202eb.csv",
    "a\x1b[31m.csv",
    "520102198001011231.csv",
    "a\udcffb.csv",
    "x" * 240 + ".csv",
)


def swapped(lines: list[bytes]) -> list[bytes]:
    return [*lines[:1], *lines[2:3], *lines[1:2], *lines[3:]]


@cache
def sections() -> tuple[str, ...]:
    """Every section that the bundled notebook shows."""
    cells = json.loads((ROOT / "notebooks" / "region.ipynb").read_bytes())["cells"]
    found = (re.fullmatch(r"report\.([a-z]\w*)\(\)", "".join(c["source"]).strip()) for c in cells)
    return tuple(match[1] for match in found if match and match[1] != "end")


def key(root: Path) -> str:
    return next(r.key for r in plan.make("tiny", root, ["R1"]).reports)


def said(root: Path) -> tuple[str, dict[str, bytes]]:
    """Key and every byte of a report: its components and its tables."""
    opened = evaluation.open("tiny", root)
    report = opened.report("R1")
    folder = root / "tables"
    folder.mkdir(exist_ok=True)
    opened.write_tables("R1", folder)
    shown = {name: getattr(report, name)().payload.encode() for name in sections()}
    return key(root), shown | {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return said(project(tmp_path_factory.mktemp("before")))


def project(folder: Path) -> Path:
    root = tiny.write_project(folder)
    (root / "params/tiny/targets.csv").write_text("item,region,period,demand,value,unit,status,source\n", encoding="utf-8")
    return root


def holds(root: Path, before: tuple[str, dict[str, bytes]]) -> bool:
    """Whether the key is another one, the study refused, or all that is said the same."""
    try:
        if key(root) != before[0]:
            return True
        return said(root) == before
    except EvaluationError:
        return True


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("file", FILES)
def test_a_changed_file_changes_the_key_or_nothing(tmp_path, before, file, change):
    root = project(tmp_path)
    CHANGES[change](root / file)
    assert holds(root, before)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_beside_the_others_changes_the_key_or_nothing(tmp_path, before, folder, name):
    root = project(tmp_path)
    path = root / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x\n", encoding="utf-8")
    assert holds(root, before)


def test_the_same_project_says_the_same_elsewhere(tmp_path, before):
    assert said(project(tmp_path)) == before
