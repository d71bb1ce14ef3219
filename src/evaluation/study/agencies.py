"""Private job agencies and what their check found (HB-22): the result is announced by name of the agency."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal

from pydantic import model_validator

from evaluation.study.base import Code, Name, check_region, once
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day

RESULTS = ("passed", "rectify", "revoked", "unchecked")
"""合格 · 限期整改 · 撤销许可 · 未检查: ours, the document names no results."""


class Agency(Dated):
    """One row of ``agencies.csv``: an agency licensed by the labour department of ``region``, which answers for it
    (谁许可、谁负责). Without ``checked`` it has not been checked."""

    TOGETHER = (("checked", "result", "reason", "reason_en"),)

    licence: Code
    name_zh: Name
    name_en: Name
    region: Code
    checked: Day | None = None
    result: Literal["passed", "rectify", "revoked"] | None = None
    reason: Name | None = None
    reason_en: Name | None = None
    source: Name

    @model_validator(mode="after")
    def _check_whole(self) -> Agency:
        if (self.checked is None) != (self.result is None):
            raise ValueError("give both 'checked' and 'result', or neither: an agency that was not checked has none")
        if self.result in ("rectify", "revoked") and self.reason is None:
            raise ValueError(f"result {self.result!r} without a reason, which is announced; add it")
        return self

    def words(self, language: str) -> tuple[str, str]:
        """Name and reason in ``language``; the reason's own words where it is not translated."""
        if language == "zh":
            return self.name_zh, self.reason or ""
        return self.name_en, self.reason_en or self.reason or ""

    def outcome(self, day: date) -> str:
        """One of :data:`RESULTS` as it was at the end of ``day``."""
        return self.result if self.result and self.checked and self.checked <= day else "unchecked"


def check_agencies(found: Iterable[Agency], known: Collection[str], path: str) -> None:
    """:class:`Refused` for an region that is not ``known`` or a licence listed twice."""
    seen: dict[str, int] = {}
    for line, row in enumerate(found, start=2):
        where = f"{path}, row {line}"
        check_region(row.region, known, where)
        once(seen, line, "licence", row.licence, where)
