"""What a study's files say that the catalogue does not know, as findings with the line they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluation.data.findings import Finding
from evaluation.study.model import Study

_PLACE = re.compile(r"(?P<file>[a-z_]+\.(?:yml|csv)), line (?P<line>\d+)(?:, (?P<key>.*?))?: (?P<said>.*)", re.DOTALL)


def names_in_doubt(study: Study, problems: Iterable[str]) -> list[Finding]:
    """Blocking findings of :func:`evaluation.measured.resolve.problems`, told beside those of the delivery."""
    return [_finding(study, problem) for problem in problems]


def _finding(study: Study, problem: str) -> Finding:
    place = _PLACE.fullmatch(problem)
    said, file, row, key = (
        (place["said"], place["file"], int(place["line"]), place["key"]) if place else (problem, "study.yml", None, None)
    )
    message, _, fix = said.partition("; ")
    return Finding(
        severity="blocking",
        code="name_unknown",
        message=f"{key}: {message}" if key else message,
        fix=fix[:1].upper() + fix[1:],
        file=f"params/{study.name}/{file}",
        row=row,
    )
