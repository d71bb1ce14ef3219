"""One row of ``regions.csv``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaluation.study.base import FolderName, Model, Name
from evaluation.study.grammar import Flag, Text, Whole

Place = Annotated[Whole, Field(ge=1, le=40)]


class Region(Model):
    """One row of ``regions.csv``. ``reports`` is true for the units that get a report of their own.

    ``tile_row`` and ``tile_column`` place it on the tile map of the overview: a drawing, not a survey.
    """

    code: FolderName
    name_zh: Name
    name_en: Name
    short_zh: Name
    level: Literal["country", "province", "prefecture", "county", "street", "community"]
    parent: Text = ""
    reports: Flag
    tile_row: Place | None = None
    tile_column: Place | None = None
