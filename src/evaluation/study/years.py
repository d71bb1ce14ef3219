"""How a study cuts time into years: ``years`` of ``study.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from evaluation.study.base import Model
from evaluation.study.grammar import Whole
from evaluation.study.months import Calendar, Called, Label


class Years(Model):
    """How the study cuts time into years: the month in which they start, and whether a year is called by the calendar
    year it begins in (2023), ends in (2024) or both (2023-24). ``called``: FY 2023, PY 2023 or SY 2023 on pages."""

    starts: Annotated[Whole, Field(ge=1, le=12)] = 1
    label: Label = "begins"
    called: Called | None = None

    @model_validator(mode="after")
    def _of_the_wall(self) -> Years:
        if self.called is not None and self.starts == 1:
            raise ValueError(f"years from January are those of the calendar, not {self.called}; remove 'called', or say 'starts'")
        return self

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.starts, self.label, self.called or "fiscal")
