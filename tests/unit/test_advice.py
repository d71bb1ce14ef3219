"""What is advised never touches what was delivered: files, sheets, rows and cells are evidence."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import evaluation
from evaluation.data.advice import ask_for, copy_as, declare_mark

HOME = Path(evaluation.__file__).parent
ROOMS = ("data", "measured", "register")
"""Where findings about deliveries are made."""

_STUDY_FILE = re.compile(
    r"study\.yml|regions\.csv|targets\.csv|choices\.yml|catalogue\.yml|documents\.yml|register\.yml|__init__\.py|key file|"
    r"overrides|'review'|'ignore'|'fixed_period: |\{where\}"  # of messages about a study file, which begin with its place
)
_ELSEWHERE = re.compile(r"^(Ask|A?sk) who delivers it|^Save a copy|beside (the one|itself)|where the register is kept|export ")
_TOUCHES = re.compile(
    r"(?:^|[.;:,] |\b(?:or|and|else|then) )(?:please )?(rename|remove|delete|edit|unhide|clear|correct|write|rewrite|save|replace|"
    r"move|take out|merge|unmerge|split|store|fill|change|name it|convert|keep one|make it|recalculate|add|deliver it)\b",
    re.IGNORECASE,
)
_TOUCHES_ZH = re.compile("改名|重命名|移走|删除|删去|去掉|取消隐藏|编辑|修改|改写|改为|更正|只保留|换成")
_STUDY_FILE_ZH = re.compile(r"study\.yml|regions\.csv|targets\.csv|catalogue\.yml|\{file\}")


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts of a module but for docstrings, those with figures in them as one."""
    skipped = {
        id(part) for n in ast.walk(tree) if isinstance(n, ast.Expr) for part in ast.walk(n) if isinstance(n.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in ast.walk(node)}
            parts = (
                p.value if isinstance(p, ast.Constant) else f"{{{ast.unparse(p).strip(chr(39) + '{}f')}}}" for p in node.values
            )
            yield node.lineno, "".join(str(p) for p in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def touches(text: str) -> bool:
    """Whether ``text`` asks for a change and names neither a file of the study, nor a copy, nor who has to make it."""
    return bool(_TOUCHES.search(text)) and not _STUDY_FILE.search(text) and not _ELSEWHERE.search(text)


@pytest.mark.parametrize("room", ROOMS)
def test_no_advice_about_a_delivery_is_to_change_it(room: str) -> None:
    found, read = [], 0
    for path in sorted((HOME / room).rglob("*.py")):
        for line, text in _literals(ast.parse(path.read_text(encoding="utf-8"))):
            if " " in text:
                read += 1
                if touches(text):
                    found.append(f"{path.relative_to(HOME)}:{line}: {text}")
    assert read > 50
    assert not found, "\n".join(found)


def test_no_chinese_advice_is_to_change_a_delivery() -> None:
    words = tomllib.loads((HOME / "view/words/findings.toml").read_text(encoding="utf-8"))["finding_fix"]
    assert len(words) > 30
    assert {n: w["zh"] for n, w in words.items() if _TOUCHES_ZH.search(w["zh"]) and not _STUDY_FILE_ZH.search(w["zh"])} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Rename it, declare it, or list it",
        "Declare it or remove it: it was not read",
        "Write the full figure in 元",
        "Unhide it and check its figures",
        "Ask what it is for, or delete it before delivery",
        "Open the workbook, recalculate and save, or replace formulas by values",
        "Write '{meant}'",
    ],
)
def test_the_scan_knows_such_advice(text: str) -> None:
    assert touches(text)


@pytest.mark.parametrize("text", [ask_for("it"), copy_as(".xlsx"), declare_mark("x"), "Write 'stop: …' in study.yml"])
def test_the_scan_knows_good_advice(text: str) -> None:
    assert not touches(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, "suppressed") for text in ("保密", "<5", "[c]")),
        *((text, "not_applicable") for text in ("/", "无")),
        *((text, "missing") for text in ("缺", ":", "?!")),
    ],
)
def test_a_mark_is_proposed_as_what_it_mostly_says_and_why(text: str, kind: str) -> None:
    told = declare_mark(text)
    assert f"'marks: {{{kind}: [\"{text}\"]}}' where " in told
    assert all(told.count(f"{other}") == 1 for other in ("missing", "suppressed", "not_applicable"))
