"""What field checks upheld of reported figures: 上报数, 核实数, 核减数."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated

from pydantic import Field, model_validator

from evaluation.errors import Refused
from evaluation.study.base import Code, Name, Period, check_region
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Whole


class Check(Dated):
    """One row of ``verified.csv``: of ``reported`` cases ``sample`` were drawn at random and looked at, ``verified``
    of these were found true on the day ``checked``. ``sample`` equal to ``reported``: every case was looked at."""

    SINCE = "checked"

    region: Code
    quantity: Code
    period: Period
    reported: Annotated[Whole, Field(ge=1)]
    sample: Annotated[Whole, Field(ge=1)]
    verified: Annotated[Whole, Field(ge=0)]
    source: Name
    source_en: Name | None = None
    checked: Day | None = None

    @model_validator(mode="after")
    def _within(self) -> Check:
        if self.sample > self.reported:
            raise ValueError(f"sample {self.sample} is larger than the reported {self.reported}")
        if self.verified > self.sample:
            raise ValueError(f"verified {self.verified} is larger than the sample {self.sample}")
        return self


def check_verified(found: Iterable[Check], known: Collection[str], path: str) -> None:
    """:class:`Refused` for an region that is not ``known`` or two checks of one figure."""
    seen: dict[tuple[str, str, Period], int] = {}
    for line, row in enumerate(found, start=2):
        check_region(row.region, known, f"{path}, row {line}")
        key = (row.region, row.quantity, row.period)
        if key in seen:
            raise Refused(
                f"{path}, row {line}: {row.quantity} of {row.region} in {row.period} was checked in row {seen[key]} "
                "already; keep one"
            )
        seen[key] = line
