"""``allocation.yml`` and ``allocation.csv``: how money is shared out by results (HB-18 以奖代补)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluation.study.base import Code, Codes, Model, Name, Words
from evaluation.study.grammar import Number, Whole
from evaluation.study.money import Amount


class Measure(Model):
    """Where a figure of each region comes from: an indicator or quantity of the study, or ``allocation.csv``."""

    indicator: Code | None = None
    quantity: Code | None = None
    item: Code | None = None

    @model_validator(mode="after")
    def _one(self) -> Measure:
        named = [key for key in ("indicator", "quantity", "item") if getattr(self, key) is not None]
        if len(named) != 1:
            raise ValueError(f"give one of 'indicator', 'quantity', 'item', got {', '.join(named) or 'none'}")
        return self


class Factor(Model):
    """One factor. A ``volume`` (persons, money) is shared as it is; a ``rate`` counts times ``size``.

    ``number``: place in the document's list. ``within``: the factor this one is a part of; the overlap is printed.
    ``missing``: a region without a figure is refused, or has no share in this factor and is listed.
    ``all_zero``: when no region has anything to show, that is refused, or the others take the weight.
    """

    number: Annotated[Whole, Field(ge=1)]
    title: Words
    weight: Annotated[Number, Field(gt=0)]
    kind: Literal["volume", "rate"]
    value: Measure
    size: Measure | None = None
    within: Code | None = None
    missing: Literal["refused", "no_share"] = "refused"
    all_zero: Literal["refused", "others"] = "refused"
    why: Words

    @model_validator(mode="after")
    def _size_of_a_rate(self) -> Factor:
        if (self.kind == "rate") != (self.size is not None):
            raise ValueError("a 'rate' needs a 'size' to count with, a 'volume' has none")
        return self


class Bounds(Model):
    """Floors and caps of one region's money; each is left out when not wanted.

    ``least_of_last_year`` (hold-harmless) and ``most_of_last_year``: times last year's award, where ``last_year`` says.
    ``most_of_own_budget``: times the region's own budget, where ``own_budget`` says: the link of HB-18.
    ``least_share``, ``most_share``: of the pool, in per cent.
    """

    last_year: Measure | None = None
    least_of_last_year: Annotated[Number, Field(ge=0)] | None = None
    most_of_last_year: Annotated[Number, Field(gt=0)] | None = None
    own_budget: Measure | None = None
    most_of_own_budget: Annotated[Number, Field(gt=0)] | None = None
    least_share: Annotated[Number, Field(ge=0, le=100)] | None = None
    most_share: Annotated[Number, Field(gt=0, le=100)] | None = None

    @model_validator(mode="after")
    def _with_what(self) -> Bounds:
        if self.most_of_own_budget is not None and self.own_budget is None:
            raise ValueError("'most_of_own_budget' needs 'own_budget': where the budget stands")
        if (self.least_of_last_year, self.most_of_last_year) != (None, None) and self.last_year is None:
            raise ValueError("'least_of_last_year' and 'most_of_last_year' need 'last_year': where the award stands")
        return self


Pool = Annotated[Amount, Field(gt=0, max_digits=15)]
"""In the currency."""


class Adjustment(Model):
    """The adjustment fund of unemployment insurance (HB-16): benefits due first, the rest by two factors with weights.

    ``completion``: quantity targets whose completions are averaged; ``months``: reserve up to which a region is in need.
    The others are quantities: benefit due, income, balance, outlay and insured persons; means are last year's balance and
    income. ``missing``: a region without a figure is refused, or left out and listed.
    """

    clause: Name
    source: Words
    pool: Pool | None = None
    months: Annotated[Number, Field(ge=0, le=120)]
    targets: Annotated[Number, Field(ge=0)]
    reserve: Annotated[Number, Field(ge=0)]
    completion: Annotated[Codes, Field(min_length=1)]
    payable: Code
    income: Code
    balance: Code
    outlay: Code
    insured: Code
    missing: Literal["refused", "left_out"] = "refused"

    @model_validator(mode="after")
    def _check_hundred(self) -> Adjustment:
        if self.targets + self.reserve != 100:
            raise ValueError(f"'targets' and 'reserve' add up to {self.targets + self.reserve}, not 100")
        return self


class Tilt(Model):
    """Awards that lean to the grassroots (GZ-23) among the bodies of ``appraisal.csv``; ``least``: their share in per cent.

    A body's score of 100 is made of ``satisfaction`` (of targets asked) and ``delivery`` (of policy), with these weights.
    """

    clause: Name
    source: Words
    pool: Pool | None = None
    least: Annotated[Number, Field(ge=0, le=100)]
    satisfaction: Annotated[Number, Field(ge=0)]
    delivery: Annotated[Number, Field(ge=0)]

    @model_validator(mode="after")
    def _check_hundred(self) -> Tilt:
        if self.satisfaction + self.delivery != 100:
            raise ValueError(f"'satisfaction' and 'delivery' add up to {self.satisfaction + self.delivery}, not 100")
        return self


class Allocation(Model):
    """``allocation.yml``. Weights add up to 100. ``adjust``: item with a coefficient for each region, 1 changes nothing.
    ``pool``: what the report shares out, in the currency. ``adjustment`` and ``tilt`` are funds of their own."""

    preset: Code
    status: Literal["issued", "proposal"]
    source: Words
    clause: Name
    pool: Pool | None = None
    factors: dict[Code, Factor] = Field(default={})
    adjust: Code | None = None
    bounds: Bounds = Bounds()
    adjustment: Adjustment | None = None
    tilt: Tilt | None = None

    @model_validator(mode="after")
    def _something(self) -> Allocation:
        if not self.factors and self.adjustment is None and self.tilt is None:
            raise ValueError("give 'factors', 'adjustment' or 'tilt': what is shared by")
        return self


class AllocationItem(Model):
    """One row of ``allocation.csv``: a figure of one region that no table of the study delivers."""

    region: Code
    item: Code
    value: Number
    unit: Name
    source: Name
