"""Every message about a study file names file and line: all bundled files with one word after another spoilt."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

import evaluation
from evaluation.errors import Refused
from evaluation.measured.resolve import problems
from evaluation.study.load import FILES, load
from evaluation.study.names import names
from evaluation.study.places import add_lines, find_line

ROOT = Path(__file__).parents[2]
_PLACED = re.compile(r"[a-z_]+\.(?:yml|csv)(?:, line \d+|:\d+|:$)|^  line \d+[,:]|^  and \d|^params/[\w-]+:$|^evaluation/packs/")
_VALUE = re.compile(r"(?<=: )[a-z_]{4,}(?=[,}\n])|(?<=[\[ ])[a-z_]{6,}(?=[\],])|(?<=: )\d+(?=[,}\n])")
BY_FILE = [(study, file) for study in names(ROOT) for file in sorted(FILES) if (ROOT / "params" / study / file).is_file()]
TRIES = 1  # of few, not half have to be placed exactly


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("places")
    shutil.copytree(ROOT / "params", root / "params")
    return root


def spoilt(text: str, file: str, dice: random.Random):
    """The text with one value written wrong: (line, text)."""
    if file.endswith(".csv"):
        lines = text.splitlines(keepends=True)
        at = dice.randrange(1, len(lines)) if len(lines) > 1 else 0
        cells = lines[at].rstrip("\n").split(",")
        cells[dice.randrange(len(cells))] = dice.choice(("wrongx", "-7", "2007-02-30"))
        return at + 1, "".join([*lines[:at], ",".join(cells) + "\n", *lines[at + 1 :]])
    one = dice.choice([*_VALUE.finditer(text)] or [*re.finditer(r"\b[a-z]{2,}\b(?=:)", text)])
    return text.count("\n", 0, one.start()) + 1, text[: one.start()] + one[0] + "x" + text[one.end() :]


def told(root: Path, study: str) -> list[str]:
    """What is said of the study's files, from whichever door."""
    try:
        found = load(study, root)
        return problems(found, evaluation.open(study, root=root).catalogue)
    except Refused as error:
        return str(error).replace(f"{root}/", "").splitlines()


def unplaced(messages: list[str]) -> list[str]:
    """Messages without file and line, of their own or of the line that they are indented under."""
    found, head = [], ""
    for message in messages:
        if not message.startswith(" "):
            head = message
        if not _PLACED.search(message) and not re.search(r"line \d+:$", head):
            found.append(message)
    return found


@pytest.mark.parametrize("tries", [TRIES, pytest.param(9 * TRIES, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("study", "file"), BY_FILE)
def test_what_is_said_of_a_spoilt_file_names_file_and_line(root, study, file, tries):
    path = root / "params" / study / file
    text, dice = path.read_text(encoding="utf-8"), random.Random(f"{study}/{file}")
    if not text.strip().strip("{}#"):
        return
    near, said = 0, []
    try:
        for _ in range(tries):
            line, wrong = spoilt(text, file, dice)
            path.write_text(wrong, encoding="utf-8")
            messages = told(root, study)
            assert unplaced(messages) == [], (line, wrong.splitlines()[line - 1])
            said += messages[:1]
            near += any(re.search(rf"(line |:){line}\b", m) for m in messages)
    finally:
        path.write_text(text, encoding="utf-8")
    assert tries == TRIES or near * 2 >= len(said), said


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("groups.fund.points is 10, but its indicators add up to 9", 2),
        ("groups.fund.indicators.share: worst and best are both 3", 4),
        ("groups.fund: 'share' is not in the catalogue", 4),
        ("gates.paid.indicator: 'nothing' is not in study.yml", 6),
        ("list: 'b' is no indicator", 7),
        ("nothing of the kind", 1),
    ],
)
def test_the_longest_key_and_the_name_in_a_list_tell_the_line(said, line):
    text = "groups:\n  fund:\n    indicators:\n      share: {points: 9}\ngates:\n  paid: {indicator: nothing}\nlist: [a, b]\n"
    assert find_line("weights.yml", said, text) == line


def test_the_row_that_holds_what_is_named_is_told_and_the_second_of_two():
    text = "item,region,period\na,R1,2007\na,R2,2007\nb,R1,2007\na,R2,2007\n"
    assert find_line("targets.csv", "two targets of a for R2 in 2007; keep one", text) == 5
    assert find_line("targets.csv", "b counts persons, the unit does not", text) == 4
    assert add_lines("p/targets.csv, row 3: x", {"targets.csv": text}) == "p/targets.csv, line 3: x"
    assert add_lines("p/other.csv: x", {"targets.csv": text}) == "p/other.csv: x"
