"""``weights.yml``: groups of HB-20 with points, curves and goalposts, gates before points, and grade bands."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from evaluation.study.base import Code, Codes, Model, Words
from evaluation.study.grammar import Flag, Number, Whole
from evaluation.study.target import Demand


class Band(Model):
    """Values from ``from_value`` to ``to_value`` earn ``points``; an end left out is open.

    A value on the border of two bands belongs to the better one.
    """

    from_value: Number | None = None
    to_value: Number | None = None
    points: Annotated[Number, Field(ge=0)]


class ScoredIndicator(Model):
    """Points an indicator can bring; ``worst`` earns none, ``best`` earns all (the goalposts), by a curve between.

    ``linear``: proportional. ``threshold``: nothing short of ``threshold``, then proportional. ``steps``: a deduction
    for each ``step`` begun by which the value misses ``best``. ``bands``: points by band. ``all_or_nothing``: all at
    ``best``, else nothing.
    """

    points: Annotated[Number, Field(gt=0)]
    worst: Number
    best: Number
    curve: Literal["linear", "threshold", "steps", "bands", "all_or_nothing"] = "linear"
    threshold: Number | None = None
    step: Annotated[Number, Field(gt=0)] | None = None
    bands: tuple[Band, ...] = ()
    why: Words

    @model_validator(mode="after")
    def _parts_of_the_curve(self) -> ScoredIndicator:
        for part in ("threshold", "step", "bands"):
            wanted = {"threshold": "threshold", "steps": "step", "bands": "bands"}.get(self.curve) == part
            given = getattr(self, part) not in (None, ())
            if wanted and not given:
                raise ValueError(f"the curve {self.curve!r} needs {part!r}; add it")
            if given and not wanted:
                raise ValueError(f"the curve {self.curve!r} has no {part!r}; remove it or change the curve")
        return self


class Group(Model):
    points: Annotated[Number, Field(gt=0)]
    title: Words
    indicators: Annotated[dict[Code, ScoredIndicator], Field(min_length=1)]


class Grade(Model):
    """``at_most``: the largest share of the regions, in per cent, that can have it; the best-ranked ones do."""

    name: Words
    from_score: Number
    at_most: Annotated[Number, Field(gt=0, le=100)] | None = None


class Gate(Model):
    """A condition before points: what misses it loses its grade, whatever its score.

    ``lowest_grade``: it gets the last band. ``not_best``: it cannot have the first one. ``missing`` says what happens
    when there is no value: no grade is given, or the gate counts as passed or as failed.
    """

    indicator: Code
    demand: Demand
    value: Number
    effect: Literal["lowest_grade", "not_best"] = "lowest_grade"
    missing: Literal["no_grade", "passed", "failed"] = "no_grade"
    why: Words


class Parallel(Model):
    """A flag beside the points: one completion below ``single_below`` or their mean below ``mean_below``, per cent of target.

    After 34 CFR 463.190 (WIOA): 50 and 90 there.
    """

    indicators: Annotated[Codes, Field(min_length=1)]
    single_below: Annotated[Number, Field(gt=0)]
    mean_below: Annotated[Number, Field(gt=0)]
    why: Words


class Moves(Model):
    """How far a draw may move things: weights by a share of themselves, goalposts by a share of the span between them;
    whether it also draws other readings of the clauses, and the chance in counts."""

    weights: Annotated[Number, Field(ge=0, le=1)]
    goalposts: Annotated[Number, Field(ge=0, lt=Decimal("0.5"))]
    readings: Flag = True
    noise: Flag = True


class Uncertainty(Model):
    """How sure a rank is: ``level`` of 100 ``draws`` lie in its interval. ``drivers``: rows a source for the Sobol
    indices of what moves the ranks, a power of two; left out, they are not made."""

    draws: Annotated[Whole, Field(ge=100, le=1_000_000)]
    seed: Annotated[Whole, Field(ge=0, lt=2**63)]
    level: Annotated[Number, Field(ge=50, lt=100)] = Decimal(90)
    spread: Moves
    drivers: Annotated[Whole, Field(ge=16, le=4096)] | None = None
    why: Words

    @model_validator(mode="after")
    def _check_balance(self) -> Uncertainty:
        if self.drivers is not None and self.drivers & (self.drivers - 1):
            raise ValueError(f"drivers is {self.drivers}, which is no power of two; 128 or 256 are common")
        return self


class Weights(Model):
    """``missing``: an indicator without a value is ``reweighted`` (left out of both sides), ``not_awarded`` (no points,
    still counted) or ``refused``. ``holds_for``: the kinds of period that points and goalposts were set for; any other
    has no score."""

    preset: Code
    status: Literal["issued", "proposal"]
    source: Words
    least_evidence: Annotated[Number, Field(ge=0, le=100)]
    missing: Literal["reweighted", "not_awarded", "refused"] = "reweighted"
    groups: Annotated[dict[Code, Group], Field(min_length=1)]
    gates: dict[Code, Gate] = Field(default={})
    parallel: Parallel | None = None
    uncertainty: Uncertainty | None = None
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    holds_for: Annotated[tuple[Literal["year", "half", "quarter", "month"], ...], Field(min_length=1)] = ("year",)
