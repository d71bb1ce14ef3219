"""What a study's files say that the catalogue does not know, as findings with the line they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from evaluation import door
from evaluation.data.findings import Finding
from evaluation.study.folder import LARGEST
from evaluation.study.model import Study

_NAMED = re.compile(r"'([^']+)'")


def names_in_doubt(study: Study, root: Path, problems: Iterable[str]) -> list[Finding]:
    """Blocking findings of :func:`evaluation.measured.resolve.problems`, told beside those of the delivery."""
    texts: dict[str, list[str]] = {}
    found = []
    for problem in problems:
        where, _, said = problem.partition(": ")
        file = where.partition(",")[0]
        if file not in study.files:
            file, said = "study.yml", problem
        if file not in texts:
            texts[file] = door.read(root / "params" / study.name / file, root, LARGEST).decode("utf-8-sig").splitlines()
        message, _, fix = said.partition("; ")
        found.append(
            Finding(
                severity="blocking",
                code="name_unknown",
                message=f"{where.partition(', ')[2]}: {message}" if ", " in where and said != problem else message,
                fix=fix[:1].upper() + fix[1:],
                file=f"params/{study.name}/{file}",
                row=_line(texts[file], said),
            )
        )
    return found


def _line(lines: list[str], said: str) -> int | None:
    """The first line that holds the name which is told, as a word of its own."""
    named = _NAMED.search(said)
    if named is None:
        return None
    word = re.compile(rf"(?<![0-9A-Za-z_-]){re.escape(named[1])}(?![0-9A-Za-z_-])")
    return next((number for number, line in enumerate(lines, 1) if word.search(line)), None)
