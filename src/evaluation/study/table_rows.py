"""Which rows of a delivered table are read, and what stands down them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from evaluation.study import pattern
from evaluation.study.base import Model, Name


def one_or_list(value: object) -> object:
    """A text alone as a list of one."""
    return (value,) if isinstance(value, str) else () if value is None else value


Values = Annotated[tuple[Name, ...], Field(min_length=1)]
OneOrMore = Annotated[tuple[Annotated[Name, AfterValidator(pattern.check)], ...], BeforeValidator(one_or_list), Field(min_length=1)]


class Rows(Model):
    """Rows that are left out: those in which a column holds one of the values listed for it, and, with ``unlisted``
    ``ignored``, those of regions that the study does not list. ``only``: rows that are kept, all others are left out. A finding
    says how many and which. ``wider``: whether rows that leave the inner columns of ``region`` blank, or repeat the
    name before, are read as of the area before."""

    ignore: dict[Name, Values] = Field(default={})
    only: dict[Name, Values] = Field(default={})
    unlisted: Literal["refused", "ignored"] = "refused"
    wider: Literal["refused", "read"] = "refused"


class RowGroup(Model):
    """A column made of another one, ``of``, of which some cells head the rows below them: in each row the last of ``heads``, its
    own where it is one."""

    of: Name
    heads: Values


class Down(Model):
    """Indicators down the rows: cells of the columns ``name`` say which entry of ``columns`` a row is, ``values`` is the column
    of its figures. ``unit``: a column in which the file gives the unit of each row, which must be the declared one."""

    name: OneOrMore
    values: Annotated[Name, AfterValidator(pattern.check)]
    unit: Name | None = None
