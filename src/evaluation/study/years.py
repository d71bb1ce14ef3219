"""How a study cuts time into years: ``years`` of ``study.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from evaluation.study.base import Model
from evaluation.study.grammar import Whole
from evaluation.study.months import Calendar, Label


class Years(Model):
    """How the study cuts time into years: the month in which they start, and whether a year is called by the calendar
    year it begins in (2023), ends in (2024) or both (2023-24)."""

    starts: Annotated[Whole, Field(ge=1, le=12)] = 1
    label: Label = "begins"

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.starts, self.label)
