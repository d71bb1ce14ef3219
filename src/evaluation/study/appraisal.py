"""What an assistance appraisal (GZ-23) looks at in each body: how satisfied, how much of policy delivered, what award."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from evaluation.study.base import Code, Name, check_region, once
from evaluation.study.dated import Dated
from evaluation.study.grammar import Day, Whole
from evaluation.study.money import Amount

Tier = Literal["administration", "service", "grassroots"]
TIERS = get_args(Tier)
"""行政部门, 县级以上公共就业服务机构, 基层平台 (street, township, community)."""


class Appraised(Dated):
    """One row of ``appraisal.csv``: a body of one of the three tiers. ``satisfied`` of ``surveyed`` targets said so,
    ``received`` of ``eligible`` received what they were entitled to; ``award_yuan`` is the office's decision,
    all known since the day ``appraised``."""

    SINCE = "appraised"

    unit: Code
    name_zh: Name
    name_en: Name
    region: Code
    tier: Tier
    staff: Annotated[Whole, Field(ge=1)]
    surveyed: Annotated[Whole, Field(ge=0)]
    satisfied: Annotated[Whole, Field(ge=0)]
    eligible: Annotated[Whole, Field(ge=0)]
    received: Annotated[Whole, Field(ge=0)]
    award_yuan: Amount | None = None
    source: Name
    appraised: Day | None = None

    @model_validator(mode="after")
    def _within(self) -> Appraised:
        for part, whole in (("satisfied", "surveyed"), ("received", "eligible")):
            if getattr(self, part) > getattr(self, whole):
                raise ValueError(f"{part} {getattr(self, part)} is larger than {whole} {getattr(self, whole)}")
        return self


def check_appraisal(found: Iterable[Appraised], known: Collection[str], path: str) -> None:
    """:class:`Refused` for an region that is not ``known`` or a body listed twice."""
    seen: dict[str, int] = {}
    for line, row in enumerate(found, start=2):
        where = f"{path}, row {line}"
        check_region(row.region, known, where)
        once(seen, line, "unit", row.unit, where)
