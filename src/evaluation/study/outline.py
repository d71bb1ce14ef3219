"""Which sections the reports of a study have, in which order and under which titles."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from evaluation.study.base import Model, Name, Words
from evaluation.study.grammar import Word, form


class OutlinePart(Model):
    """One section by its name. ``title``: of its heading, where it is not its own."""

    section: Annotated[Word, form(r"[a-z][a-z0-9_]{0,39}", "is no section's name; write small letters a-z, digits and _")]
    title: Words | None = None


def _part(value: object) -> object:
    return {"section": value} if isinstance(value, str) else value


def _each_once(parts: tuple[OutlinePart, ...]) -> tuple[OutlinePart, ...]:
    names = [part.section for part in parts]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise ValueError(f"the section {twice!r} is named twice; keep one")
    return parts


Parts = Annotated[tuple[Annotated[OutlinePart, BeforeValidator(_part)], ...], Field(min_length=1), AfterValidator(_each_once)]


class ReportOutline(Model):
    """Of the report of a region and of the overview: an outline by its ``name``, or sections of their own where they are given.
    Without any, every section that there is."""

    name: Name = "full"
    region: Parts | None = None
    overview: Parts | None = None


def _outline(value: object) -> Any:
    """A name, one list for all reports, or one for each kind of report."""
    if isinstance(value, str):
        return {"name": value}
    return {"region": value, "overview": value} if isinstance(value, (list, tuple)) else value


OutlineField = Annotated[ReportOutline, BeforeValidator(_outline)]
