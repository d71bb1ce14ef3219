"""The gate of types in `make lint`: what it is told to pass over is told why, and an absent part of a study is seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

import evaluation

SOURCE = Path(evaluation.__file__).parent
ROOT = SOURCE.parents[1]
MOST = 14
IGNORED = re.compile(r"#\s*type:\s*ignore(?P<code>\[[a-z-]+\])?(?P<rest>.*)")
REASON = re.compile(r"\s+# \S.*")
BLIND = re.compile(r"\btyping\.cast\b|from typing import .*\bcast\b|#\s*mypy:|@(typing\.)?no_type_check")


def ignored(text: str) -> list[tuple[str, str]]:
    """(code, reason) of every line whose types are not looked at."""
    found = []
    for line in text.splitlines():
        if match := IGNORED.search(line):
            reason = match["rest"] if REASON.fullmatch(match["rest"]) else ""
            found.append((match["code"] or "", reason.strip()))
    return found


def test_what_the_checker_passes_over_is_little_and_told_why():
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    found = [(path.name, code, reason) for path, text in texts.items() for code, reason in ignored(text)]
    assert [f for f in found if not f[1] or not f[2]] == []
    assert len(found) <= MOST
    assert [path.name for path, text in texts.items() if BLIND.search(text)] == []


def test_a_line_without_its_reason_is_seen():
    assert ignored("x = 1  # type: ignore") == [("", "")]
    assert ignored("x = 1  # type: ignore[misc]") == [("[misc]", "")]
    assert ignored("x = 1  # type: ignore[misc]  # as the library has it") == [("[misc]", "# as the library has it")]
    assert all(map(BLIND.search, ("from typing import Any, cast", "typing.cast(int, x)", "# mypy: ignore-errors")))


@pytest.mark.slow
def test_a_part_that_a_study_may_lack_is_not_reached_unasked(tmp_path):
    blind = tmp_path / "blind.py"
    blind.write_text(
        "from evaluation.study.model import Study\n\n\n"
        "def presets(study: Study) -> list[str]:\n"
        "    seen = [study.weights.preset]\n"
        "    return seen + ([study.weights.preset] if study.weights else [])\n",
        encoding="utf-8",
    )
    options = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache")]
    told, trouble, code = api.run([*options, str(blind)])
    assert (code, trouble) == (1, ""), told
    (line,) = [line for line in told.splitlines() if "error:" in line]
    assert re.search(r"blind\.py:5: error: .*no attribute \"preset\"", line)
