"""Why a requirement was missed, as the unit that reports on it says (偏差原因)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated

from pydantic import StringConstraints

from evaluation.errors import Refused
from evaluation.study.base import Code, Name, Period, check_region
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Text

Passage = Annotated[Text, StringConstraints(min_length=1, max_length=600)]


class Deviation(Dated):
    """One row of ``reasons.csv``: the ``reason`` that ``source`` gave for what an indicator (``item``) misses in a region and
    period, and the ``measure`` it takes; ``entered`` on a day. They are its words, and nobody checked them."""

    SINCE = "entered"

    item: Code
    region: Code
    period: Period
    reason: Passage
    reason_en: Passage | None = None
    measure: Passage | None = None
    measure_en: Passage | None = None
    source: Name
    source_en: Name | None = None
    entered: Day | None = None

    def words(self, language: str) -> tuple[str, str, str]:
        """Reason, measure (empty for none) and source in ``language``; its own words where it is not translated."""
        said = (self.reason, self.measure or "", self.source)
        if language == "zh":
            return said
        return self.reason_en or said[0], self.measure_en or said[1], self.source_en or said[2]


def check_deviations(found: Iterable[Deviation], known: Collection[str], path: str) -> None:
    """:class:`Refused` for a region that is not ``known``, or two reasons for one figure."""
    seen: dict[tuple[str, str, Period], int] = {}
    for line, row in enumerate(found, start=2):
        where, key = f"{path}, row {line}", (row.item, row.region, row.period)
        check_region(row.region, known, where)
        if key in seen:
            raise Refused(f"{where}: {row.item} of {row.region} in {row.period} has a reason in row {seen[key]}; keep one")
        seen[key] = line
