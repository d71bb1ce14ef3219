"""``comparison.yml``: what a fair comparison needs: strata of rates, and what efficiency is measured by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evaluation.study.base import Code, Model, Words
from evaluation.study.grammar import Whole


class Stratum(Model):
    """One kind of cases: ``part`` (those that count) of ``whole``, both quantities of the study's tables."""

    title: Words
    part: Code
    whole: Code


class Strata(Model):
    """Strata of one rate; together they are its numerator and denominator. ``by``: what they are told apart by."""

    by: Words
    strata: Annotated[dict[Code, Stratum], Field(min_length=2)]


class EfficiencyRules(Model):
    """Data envelopment analysis of ``inputs`` into ``outputs``, quantities summed over the period.

    ``draws`` and ``seed``: bootstrap of the bias; left out, scores are not corrected.
    """

    returns: Literal["constant", "variable"]
    orientation: Literal["input", "output"]
    inputs: Annotated[dict[Code, Words], Field(min_length=1)]
    outputs: Annotated[dict[Code, Words], Field(min_length=1)]
    draws: Annotated[Whole, Field(ge=100, le=5000)] | None = None
    seed: Annotated[Whole, Field(ge=0, lt=2**63)] = 0
    why: Words


class Comparison(Model):
    """``least_cases``: cases a stratum needs in a region, below which its rate there is chance."""

    preset: Code
    status: Literal["issued", "proposal"]
    source: Words
    least_cases: Annotated[Whole, Field(ge=1)]
    strata: dict[Code, Strata] = Field(default={})
    efficiency: EfficiencyRules | None = None
