"""What a register says of itself (``register.yml``), and the parameters of its rules (``--rules``), each with a source.

The policy documents give none of these numbers and readings: none has a default.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from evaluation import door
from evaluation.errors import Refused, near
from evaluation.register.tables import TAGS
from evaluation.study.base import Code, Model, Name
from evaluation.study.folder import validate
from evaluation.study.grammar import Day, Flag, Text, Whole
from evaluation.study.strict_yaml import LARGEST, load, parse, text

ABOUT = "register.yml"
Days = Annotated[Whole, Field(ge=0, le=3660)]
Age = Annotated[Whole, Field(ge=10, le=100)]


class About(Model):
    """The register stands at ``cut_off`` and covers ``regions`` whole: nobody found there counts as none."""

    cut_off: Day
    regions: Annotated[tuple[Code, ...], Field(min_length=1)]
    source: Name
    synthetic: Flag


class WorkingAge(Model):
    """In full years: from ``begins`` on, and no longer once the end for the sex is reached."""

    begins: Age
    men_end: Age
    women_end: Age
    source: Name

    @model_validator(mode="after")
    def _in_order(self) -> WorkingAge:
        if self.begins >= min(self.men_end, self.women_end):
            raise ValueError("working age begins before it ends")
        return self


class Refusals(Model):
    """So many services refused without good reason end the certification (GZ-4)."""

    count: Annotated[Whole, Field(ge=1, le=100)]
    source: Name


class RegisterTerm(Model):
    days: Days
    source: Name


class ZeroFamily(Model):
    """Which members of working age must all be unemployed: ``all`` of them, or those ``able`` to work."""

    members: Literal["all", "able"]
    source: Name


class Parents(Model):
    """The comma of G3: a parent with certificate and lost capacity (``both``), or with either of them (``either``)."""

    reading: Literal["both", "either"]
    source: Name


class Others(Model):
    """Codes of the groups the province has named (GZ-2, item 7); an empty list says that it named none."""

    codes: tuple[Code, ...]
    source: Name


class Order(Model):
    """Under which tag a person with several is counted once: the first of them."""

    tags: tuple[Text, ...]
    source: Name

    @field_validator("tags")
    @classmethod
    def _complete(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for tag in value:
            if tag not in TAGS:
                raise ValueError(f"{tag!r} is no category; {near(tag, TAGS)}")
        if sorted(value) != sorted(TAGS):
            raise ValueError(f"the order names each category once: {', '.join(TAGS)}")
        return value


class Rules(Model):
    """``reassist``: days until help must have begun again. ``visits``: who began work fewer days before the period's
    end is due no visit in it."""

    working_age: WorkingAge
    refusals: Refusals
    reassist: RegisterTerm
    visits: RegisterTerm
    zero_family: ZeroFamily
    disabled_parents: Parents
    other_groups: Others
    order: Order


def about(folder: Path) -> About:
    """What ``folder/register.yml`` says; :class:`Refused` with file and key."""
    path = folder / ABOUT
    if door.size(path, folder) is None:
        raise Refused(f"{folder} has no {ABOUT}; it says the cut-off, the regions covered and the source")
    return validate(About, parse(text(door.read(path, folder, LARGEST), path), str(path)), path)


def rules(path: Path) -> Rules:
    """Parameters in the file ``path``; :class:`Refused` with file and key."""
    if not path.is_file():
        raise Refused(f"{path} is no file; name the one with the parameters of the rules")
    return validate(Rules, load(path), path)
