"""``allocation.yml`` and ``allocation.csv``: how money is shared out by results (HB-18 以奖代补)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluation.study.base import Code, Model, Name, Words


class Measure(Model):
    """Where a figure of each region comes from: an indicator or quantity of the study, or ``allocation.csv``."""

    indicator: Code | None = None
    quantity: Code | None = None
    item: Code | None = None

    @model_validator(mode="after")
    def _one(self):
        named = [key for key in ("indicator", "quantity", "item") if getattr(self, key) is not None]
        if len(named) != 1:
            raise ValueError(f"give one of 'indicator', 'quantity', 'item', got {', '.join(named) or 'none'}")
        return self


class Factor(Model):
    """One factor. A ``volume`` (persons, money) is shared as it is; a ``rate`` counts times ``size``.

    ``number``: place in the document's list. ``within``: the factor this one is a part of; the overlap is printed.
    ``all_zero``: what happens when no region has anything to show: refused, or the others take its weight.
    """

    number: Annotated[int, Field(ge=1)]
    title: Words
    weight: Annotated[Decimal, Field(gt=0)]
    kind: Literal["volume", "rate"]
    value: Measure
    size: Measure | None = None
    within: Code | None = None
    all_zero: Literal["refused", "others"] = "refused"
    why: Words

    @model_validator(mode="after")
    def _size_of_a_rate(self):
        if (self.kind == "rate") != (self.size is not None):
            raise ValueError("a 'rate' needs a 'size' to count with, a 'volume' has none")
        return self


class Bounds(Model):
    """Floors and caps of one region's money; each is left out when not wanted. Items stand in ``allocation.csv``.

    ``least_of_last_year`` (hold-harmless) and ``most_of_last_year``: times last year's money (item ``last_year``, yuan).
    ``most_of_own_budget``: times the region's own budget (item ``own_budget``, yuan): the link of HB-18.
    ``least_share``, ``most_share``: of the pool, in per cent.
    """

    least_of_last_year: Annotated[Decimal, Field(ge=0)] | None = None
    most_of_last_year: Annotated[Decimal, Field(gt=0)] | None = None
    most_of_own_budget: Annotated[Decimal, Field(gt=0)] | None = None
    least_share: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    most_share: Annotated[Decimal, Field(gt=0, le=100)] | None = None


class Allocation(Model):
    """``allocation.yml``. Weights add up to 100. ``adjust``: item with a coefficient for each region, 1 changes nothing."""

    preset: Code
    status: Literal["issued", "proposal"]
    source: Words
    clause: Name
    factors: Annotated[dict[Code, Factor], Field(min_length=1)]
    adjust: Code | None = None
    bounds: Bounds = Bounds()


class AllocationItem(Model):
    """One row of ``allocation.csv``: a figure of one region that no table of the study delivers."""

    region: Code
    item: Code
    value: Decimal
    unit: Name
    source: Name
