"""What assessors found of matters that are judged, not counted (定性, HB-20)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import PrivateAttr

from evaluation.study.base import Code, Name, Words
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day


class Assessment(Dated):
    """One row of ``rubric.csv``: what an assessor found of a matter that is judged, not counted (定性, HB-20).

    ``level`` stands on the ladder of :data:`LEVELS` and is never turned into a quotient. ``evidence`` names the file,
    visit or minute it rests on. ``line`` is the row's line in the file.
    """

    SINCE = "date"

    item: Code
    region: Code
    level: Literal["full", "mostly", "partly", "not_done"]
    assessor: Name
    date: Day
    evidence: Name
    _line: int = PrivateAttr(default=0)

    def model_post_init(self, context: dict[str, Any] | None) -> None:
        self._line = (context or {}).get("line", 0)

    @property
    def line(self) -> int:
        return self._line


LEVELS = {
    "full": Words(zh="全面落实", en="fully done"),
    "mostly": Words(zh="基本落实", en="mostly done"),
    "partly": Words(zh="部分落实", en="partly done"),
    "not_done": Words(zh="未落实", en="not done"),
}
"""Levels of the rubric from best to worst: a proposal, the documents name none."""
