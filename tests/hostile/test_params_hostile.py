"""Hostile files in ``params/`` and ``data/``: links, pipes and folders in a file's place, files without end, values that are
quoted. Each is refused with its name, at once, and nothing of what it leads to is shown."""

from __future__ import annotations

import os
import socket

import pytest
from small import HEADER, ROWS, change, project, said

import evaluation
from evaluation import door
from evaluation.data.findings import render
from evaluation.errors import Refused
from evaluation.study import folder, strict_yaml
from evaluation.study.load import load

SECRET = "root:x:0:0:secret of another"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "secret").write_text(f"{SECRET}\n{HEADER}{ROWS}", encoding="utf-8")
    return project(tmp_path / "project")


def link(path, root):
    path.symlink_to(root.parent / "secret")


def link_inside(path, root):
    (root / "real").write_text(HEADER + ROWS, encoding="utf-8")
    path.symlink_to(root / "real")


def pipe(path, root):
    os.mkfifo(path)


def endless(path, root):
    path.symlink_to("/dev/zero")


def bound(path, root):
    with socket.socket(socket.AF_UNIX) as opened:
        here = os.getcwd()
        os.chdir(path.parent)  # the name of a socket is short
        try:
            opened.bind(path.name)
        finally:
            os.chdir(here)


SPECIAL = {
    "link": (link, "a symbolic link"),
    "inside": (link_inside, "a symbolic link"),
    "dangling": (lambda path, root: path.symlink_to("nowhere"), "a symbolic link"),
    "device": (endless, "a symbolic link"),
    "pipe": (pipe, "a named pipe"),
    "folder": (lambda path, root: path.mkdir(), "a folder"),
    "socket": (bound, "a socket"),
}


@pytest.mark.parametrize("file", ["study.yml", "regions.csv", "choices.yml", "targets.csv", "documents.yml"])
@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_in_params_is_refused_without_being_opened(root, kind, file):
    make, told = SPECIAL[kind]
    path = root / "params" / "sy" / file
    path.unlink(missing_ok=True)
    make(path, root)
    known = kind != "dangling" or file != "study.yml"  # that is no study at all
    with pytest.raises(Refused) as caught:
        load("sy", root)
    out = str(caught.value)
    assert (f"params/sy/{file} is {told}; put the file itself there" if known else "there is no study 'sy'") in out
    assert "secret" not in out


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_in_data_is_a_finding(root, kind):
    make, told = SPECIAL[kind]
    path = root / "data" / "sy" / "insurance.csv"
    path.unlink()
    make(path, root)
    (finding,) = evaluation.open("sy", root).findings
    assert render(finding) == (
        f"blocking: insurance.csv: data/sy/insurance.csv is {told}, not the file that is declared. "
        "Put the file itself there: nothing outside the project is read. [no_file]"
    )


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_link_is_refused_by_every_command_and_nothing_of_its_target_is_shown(root, command):
    path = root / "data" / "sy" / "insurance.csv"
    path.unlink()
    link(path, root)
    code, out = said(root, command, "sy")
    assert (code, "is a symbolic link" in out, "secret" in out) == (2, True, False)


@pytest.mark.parametrize("part", ["params", "data", "params/sy", "data/sy"])
def test_a_linked_folder_is_as_little_of_the_project_as_a_linked_file(root, part):
    (root / part).rename(root.parent / "elsewhere")
    (root / part).symlink_to(root.parent / "elsewhere")
    code, out = said(root, "check", "sy")
    assert code == 2
    assert f"{part} is a symbolic link" in out


def test_a_file_that_becomes_a_link_while_it_is_opened_is_refused(root, monkeypatch):
    path = root / "data" / "sy" / "insurance.csv"
    monkeypatch.setattr(door, "size", lambda path, root: 1)
    path.unlink()
    link(path, root)
    with pytest.raises(Refused, match="cannot be read"):
        door.read(path, root, 1000)


def test_what_is_read_is_the_file_and_not_more_than_asked_for(root):
    path = root / "data" / "sy" / "insurance.csv"
    whole = (HEADER + ROWS).encode()
    assert door.read(path, root, len(whole)) == whole
    assert (door.size(path, root), door.size(root / "data" / "sy" / "no", root)) == (len(whole), None)
    with pytest.raises(door.TooLarge):
        door.read(path, root, len(whole) - 1)


def test_files_larger_than_a_study_asks_are_refused(root, monkeypatch):
    (root / "params" / "sy" / "choices.yml").write_text("a: " + "x" * 50_000_000, encoding="utf-8")
    code, out = said(root, "check", "sy", memory=200)
    assert (code, "choices.yml: larger than 16 MB" in out, len(out) < 400) == (2, True, True)
    (root / "params" / "sy" / "choices.yml").write_text("".join(f"k{n}: {{a: b}}\n" for n in range(100_000)), encoding="utf-8")
    code, out = said(root, "check", "sy", memory=200)
    assert (code, "choices.yml: larger than 1 MB" in out, len(out) < 400) == (2, True, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: " + "[" * 3000 + "]" * 3000, "line 1: nested too deeply: more than 32 levels"),
        ("a: " + "[" * 100_000 + "]" * 100_000, "line 1: nested too deeply"),
        ("a: " + "{b: " * 3000 + "c" + "}" * 3000, "line 1: nested too deeply"),
        ("".join(" " * n + "a:\n" for n in range(1400)), "line 32: nested too deeply"),
        ("?\n" + "".join(" " * n + "a:\n" for n in range(1400)), "nested too deeply"),  # for the slower reader
        ("".join(f"k{n}: {{a: b}}\n" for n in range(20_000)), "line 12500: more than 50,000 values"),
        ("".join(f"- ? x{n}\n" for n in range(60_000)), "more than 50,000 values"),
        ("k" * 900 + ": 1\n" + "k" * 900 + ": 2\n", "stands twice (first in line 1)"),
    ],
    ids=["list", "lists", "keys", "block", "slow", "many", "slow-many", "twice"],
)
def test_yaml_without_end_is_refused_with_its_line(root, text, told):
    (root / "params" / "sy" / "choices.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        load("sy", root)
    out = str(caught.value)
    assert (told in out, "choices.yml" in out, len(out) < 400) == (True, True, True), out[:400]


def test_nesting_up_to_the_bound_is_read():
    text = "a: " + "[" * (strict_yaml.DEEPEST - 2) + "x" + "]" * (strict_yaml.DEEPEST - 2)
    assert strict_yaml.parse(text, "f") == strict_yaml.parse("# ?\n" + text, "f")


def test_wrong_keys_without_number_are_some_and_a_count(root):
    change(root, "choices.yml", "", "".join(f"k{n}: {{a: b}}\n" for n in range(2000)))
    path = root / "params" / "sy" / "choices.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("{}\n", ""), encoding="utf-8")
    code, out = said(root, "check", "sy")
    assert (code, out.count("missing; add it") + out.count("unknown key"), len(out) < 3000) == (2, 20, True)
    assert "and 5,980 more like these" in out


def test_a_table_of_params_without_end_is_refused(root, monkeypatch):
    monkeypatch.setattr(folder, "MOST_ROWS", 10)
    change(root, "targets.csv", "", "ui_income,R1,2024,at_least,5,元,issued,x\n" * 20)
    with pytest.raises(Refused, match=r"targets\.csv, line 12: more than 10 rows"):
        load("sy", root)


LONG = "x" * 200_000


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("study.yml", "region_vintage: 2024", f"region_vintage: {LONG}"),
        ("study.yml", "language: zh", f"language: {LONG}"),
        ("study.yml", "cut_off: 2024-12-31", f"cut_off: {LONG}"),
        ("study.yml", '"2024"', f'"{LONG}"'),
        ("study.yml", "status: draft", f"{LONG}: draft"),
        ("study.yml", "en: New study", f"en: {LONG}"),
        ("study.yml", "en: New study", f"{LONG}: New"),
        ("study.yml", "insurance.csv", LONG),
        ("study.yml", "[ui_reserve_months", f"[{LONG}"),
        ("study.yml", "quantity: ui_income", f"quantity: {LONG}"),
        ("study.yml", "unit: 万元}", f"unit: {LONG}}}"),
        ("study.yml", "income:", f"{LONG}:"),
        ("regions.csv", "code,", f"{LONG},"),
        ("regions.csv", "R1,", f"{LONG},"),
        ("regions.csv", "甲市", LONG),
        ("regions.csv", "prefecture", LONG),
        ("regions.csv", ",TOP,true", f",{LONG},true"),
        ("regions.csv", "true", LONG),
        ("targets.csv", "", f"{LONG},R1,2024,at_least,5,元,issued,x\n"),
        ("targets.csv", "", f"a,R1,{LONG},at_least,5,元,issued,x\n"),
        ("targets.csv", "", f"a,R1,2024,at_least,{LONG},元,issued,x\n"),
        ("targets.csv", "", "a,R1,2024,at_least," + "9" * 100_000),
        ("targets.csv", "", f"a,R1,2024,at_least,5,元,issued,{LONG}\n"),
        ("targets.csv", "", f'"{LONG}\n'),
        ("choices.yml", "{}", f"ui_income: {LONG}"),
        ("choices.yml", "{}", f"{LONG}: {{reading: a}}"),
        ("choices.yml", "{}", f"ui_income: {{reading: {LONG}, why: {{zh: a, en: b}}}}"),
        ("choices.yml", "{}", f"*{LONG}"),
        ("choices.yml", "{}", f"a: !{LONG} b"),
        ("choices.yml", "{}", f"a: &{LONG} b"),
        ("choices.yml", "{}", f"%{LONG}\n---\na: b"),
        ("choices.yml", "{}", f"a: '{LONG}"),
        ("choices.yml", "{}", f"{LONG}: a\n{LONG}: b"),
    ],
)
def test_no_message_quotes_more_than_forty_characters_of_a_value(root, file, old, new):
    change(root, file, old, new)
    with pytest.raises(Refused) as caught:
        load("sy", root)
    out = str(caught.value)
    assert "x" * 41 not in out and "9" * 41 not in out
    assert len(out) < 3000
