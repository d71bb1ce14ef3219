"""A study's other funds: the adjustment fund of HB-16 from its tables, the tilted awards of GZ-23 from its appraisal."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.errors import Refused, near
from evaluation.measured.results import Results
from evaluation.scores.allocation.grassroots import Tilted, Unit, tilt
from evaluation.scores.allocation.insurance import Fund, FundAdjustment, adjust
from evaluation.scores.yearly import of_a_year, when_over
from evaluation.study import allocation
from evaluation.study.model import Study

FUNDS = ("award", "adjustment", "tilt")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedFunds:
    """The adjustment fund shared out; ``left_out``: regions without a figure, and the quantity or target they lack."""

    made: FundAdjustment
    funds: tuple[Fund, ...]
    scheme: allocation.Adjustment
    left_out: tuple[tuple[str, str], ...]


def pool_of(study: Study, fund: str, given: int | None = None) -> int:
    """The pool in minor units: the one given, or the study's own. :class:`Refused` without either, and without such a fund."""
    part = _there(study).get(fund)
    if part is None:
        raise _no_such(study, fund)
    if given is not None:
        return given
    if part.pool is None:
        remedy = f"give one with --pool, or add 'pool' in {study.counts.currency.en}"
        raise Refused(f"params/{study.name}/allocation.yml names no pool for {fund}; {remedy}")
    return study.counts.minor(part.pool)


def _there(study: Study) -> dict[str, allocation.Allocation | allocation.Adjustment | allocation.Tilt]:
    """The funds that allocation.yml sets out, by name."""
    scheme = study.allocation
    if scheme is None:
        return {}
    parts = {"award": scheme if scheme.factors else None, "adjustment": scheme.adjustment, "tilt": scheme.tilt}
    return {name: part for name, part in parts.items() if part is not None}


def _no_such(study: Study, fund: str) -> Refused:
    if study.allocation is None:
        example = "params/hubei-2007/allocation.yml is an example to copy"
        return Refused(f"study {study.name!r} has no allocation.yml; {example}")
    return Refused(f"params/{study.name}/allocation.yml has no fund {fund!r}; it has {', '.join(_there(study))}")


def adjust_funds(results: Results, pool: int | None = None) -> AdjustedFunds:
    """Share ``pool`` minor units (the study's own by default) as ``adjustment`` of allocation.yml says.

    :class:`Refused` for a region without a figure unless it is to be left out, names the catalogue does not know, and a
    pool that does not cover the benefits due.
    """
    of_a_year("adjustment", results.period)
    pool = pool_of(results.study, "adjustment", pool)
    scheme = allocation_of(results.study).adjustment
    if scheme is None:
        raise _no_such(results.study, "adjustment")
    funds, left_out = [], []
    for region in results.regions:
        found = _fund(results, scheme, region)
        if isinstance(found, Fund):
            funds.append(found)
            continue
        if scheme.missing == "refused":
            raise Refused(
                f"params/{results.study.name}/allocation.yml: adjustment: {found} has no figure for {region} "
                f"{results.study.name_of(region, 'zh')} in {results.period}; deliver it, or set missing: left_out"
            )
        left_out.append((region, found))
    weights = Fraction(scheme.targets), Fraction(scheme.reserve)
    made = adjust(
        pool,
        funds,
        currency=results.study.counts.currency.code,
        months=Fraction(scheme.months),
        targets=weights[0],
        reserve=weights[1],
    )
    return AdjustedFunds(made=made, funds=tuple(funds), scheme=scheme, left_out=tuple(left_out))


def _fund(results: Results, scheme: allocation.Adjustment, region: str) -> Fund | str:
    """The region's fund, or what it lacks."""
    figures = results.figures
    amounts: dict[str, int] = {}
    for key in ("payable", "income", "balance", "outlay", "insured"):
        code = getattr(scheme, key)
        if code not in results.catalogue.quantities:
            raise Refused(f"allocation.yml: adjustment.{key}: no quantity {code!r}; {near(code, results.catalogue.quantities)}")
        amount = figures.at(region, results.period, code).amount
        if amount is None:
            return code
        amounts[key] = amount
    opening = figures.at(region, results.period.previous, scheme.balance).amount
    if opening is None:
        return scheme.balance
    done = []
    for code in scheme.completion:
        indicator = results.indicator(code)
        if indicator is None or indicator.dimension is not Dimension.TARGETS:
            raise Refused(f"allocation.yml: adjustment.completion: {code!r} is no quantity target; name one")
        completion = results.progress(region, code).completion
        if completion is None:
            return code
        done.append(completion)
    return Fund(
        region=region,
        payable=amounts["payable"],
        means=opening + amounts["income"],
        balance=amounts["balance"],
        monthly_outlay=Fraction(amounts["outlay"], results.period.months.number),
        completion=sum(done, Fraction(0)) / len(done),
        insured=amounts["insured"],
    )


def allocation_of(study: Study) -> allocation.Allocation:
    """What allocation.yml says; :class:`Refused` in a study without one."""
    if study.allocation is None:
        raise _no_such(study, "award")
    return study.allocation


def tilt_of(study: Study) -> allocation.Tilt:
    """What allocation.yml says of the tilted awards; :class:`Refused` where it says nothing."""
    found = allocation_of(study).tilt
    if found is None:
        raise _no_such(study, "tilt")
    return found


def tilt_awards(results: Results, pool: int | None = None) -> tuple[Tilted, tuple[Unit, ...]]:
    """Share ``pool`` minor units among the bodies of ``appraisal.csv``, scored by satisfaction and delivery of policy.

    :class:`OnlyOfYear` before the year is over."""
    study = results.study
    when_over("tilt", results.period)
    pool = pool_of(study, "tilt", pool)
    scheme = tilt_of(study)
    units = tuple(
        Unit(
            code=body.unit,
            tier=body.tier,
            staff=body.staff,
            score=Fraction(scheme.satisfaction) * Fraction(body.satisfied, body.surveyed)
            + Fraction(scheme.delivery) * Fraction(body.received, body.eligible),
        )
        for body in study.appraised
    )
    return tilt(pool, units, Fraction(scheme.least) / 100), units
