"""Retraining-rate targets (amendments D): per region and training stream, never added up over streams.

The document sets persons, no rate and no base. Completion of the task is measured against the issued (or proposed)
persons; the retraining rate is a calculation of ours over a stated base and is marked so on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from evaluation.catalogue.roles import TrainingStream
from evaluation.errors import Refused, near
from evaluation.measured.figure import CONTRADICTORY, Figure, add, worst
from evaluation.measured.figures import Figures
from evaluation.measured.progress import both, demand, in_base
from evaluation.measured.stream_progress import Closing, Pace, StreamProgress
from evaluation.study.model import Retraining, Study
from evaluation.study.model import Stream as Plan
from evaluation.study.periods import Grain, Period

Side = Callable[[str], Figure]
"""One amount of every region."""


def streams(study: Study, figures: Figures, region: str, period: Period) -> tuple[StreamProgress, ...]:
    """Every stream that the study sets rules for; none when its pace cut-off is not in the year."""
    return tuple(stream(study, figures, code, region, period) for code in streams_asked(study, figures, period))


def streams_asked(study: Study, figures: Figures, period: Period) -> tuple[str, ...]:
    """Streams that the study sets rules for in the year of ``period``, in the order of the catalogue."""
    rules = study.file.retraining
    if rules is None or not period.year.holds(rules.pace_cut_off):
        return ()
    return tuple(code for code in figures.catalogue.streams if code in rules.streams)


def stream(study: Study, figures: Figures, code: str, region: str, period: Period) -> StreamProgress:
    """The stream ``code`` of ``region`` up to the end of ``period``; :class:`Refused` for one that
    the study says nothing of."""
    rules, plan = _rules(study, code)
    made_of = figures.catalogue.streams[code]
    target = demand(study, code, region, period.year)
    demanded = None if target is None else in_base(target)

    def side(quantity: str) -> Side:
        return partial(_to_date, figures, period, quantity)

    def known_amounts(*of: Side) -> tuple[int | None, ...]:
        return both(study, region, *(lambda r, one=one: one(r).amount for one in of))

    made: dict[str, Side] = {
        "trained": side(code),
        "completed": side(made_of.completed),
        "passed": side(made_of.passed),
        "mature": side(made_of.mature),
        "employed": side(made_of.employed),
        "in_base": side(made_of.in_base),
        "base": partial(base, figures, period, made_of),
    }
    (trained,) = known_amounts(made["trained"])
    passed, completed = known_amounts(made["passed"], made["completed"])
    employed, mature = known_amounts(made["employed"], made["mature"])
    trained_of_base, covered = known_amounts(made["in_base"], made["base"])
    open_ = _open(made["trained"](region), demanded)
    lacking = {side.mark for side in map(made["trained"], _regions(study, region))} - {"", "not_applicable"} if open_ else set()
    gap = None if open_ or trained is None or demanded is None else max(0, demanded - trained)
    pace = _pace(rules.pace_cut_off, plan, figures, code, region, period, demanded)
    closing = _closing(study, plan, figures, code, region, period, gap)
    marks = {name: _mark(study, region, of) for name, of in made.items()}
    marks["covered"] = worst({marks["base"], marks["in_base"]} - {""}) if covered is None else ""
    marks |= _marks(figures, code, region, period, pace, closing) | {"demanded": ""}
    pairs = {
        "trained": ("trained",),
        "completed": ("passed", "completed"),
        "mature": ("employed", "mature"),
        "in_base": ("in_base", "base"),
    }
    counted = {name: _count(study, region, [made[one] for one in of]) for name, of in pairs.items()}
    return StreamProgress(
        stream=code,
        region=region,
        trained=trained,
        completed=completed,
        passed=passed,
        mature=mature,
        employed=employed,
        target=target,
        demanded=demanded,
        base=known_amounts(made["base"])[0],
        covered=covered,
        in_base=trained_of_base,
        pace=pace,
        closing=closing,
        marks=marks,
        open=worst(lacking) if open_ else "",
        counted=counted,
    )


def _regions(study: Study, region: str) -> list[str]:
    return [r.code for r in study.reporting] if region == study.top.code else [region]


def _open(trained: Figure, demanded: int | None) -> bool:
    """Whether regions are missing from a sum that falls short of what is asked of all."""
    short = trained.amount is not None and demanded is not None and trained.amount < demanded
    return short and bool(trained.without)


def _count(study: Study, region: str, sides: Collection[Side]) -> int:
    return sum(all(one(r).amount is not None for one in sides) for r in _regions(study, region))


def _mark(study: Study, region: str, side: Side) -> str:
    """Why there is no amount; of the whole, the gravest reason where no region has one."""
    found = [side(r) for r in _regions(study, region)]
    return "" if any(f.amount is not None for f in found) else worst(f.mark for f in found)


def _marks(figures: Figures, code: str, region: str, period: Period, pace: Pace, closing: Closing) -> dict[str, str]:
    part = part_of_pace(figures, pace.cut_off, period)
    return {
        "paced": figures.to_date(region, part, code).mark,
        "left": _of_all(figures.to_date(region, part, code)).mark,
        "best": add(figures.at(region, p, code) for p in part.to_date()).mark,
        "capacity": _of_all(figures.at(region, part, figures.catalogue.streams[code].seats)).mark,
        "standard": "no_standard" if closing.standard is None else "",
        "available": _of_all(figures.at(region, period, figures.catalogue.fund.balance)).mark,
    }


def _of_all(figure: Figure) -> Figure:
    """A figure of the whole that lacks regions is not there where all of it is needed."""
    return Figure(None, figure.lacks) if figure.without else figure


def _to_date(figures: Figures, period: Period, quantity: str, region: str) -> Figure:
    return figures.to_date(region, period, quantity)


def base(figures: Figures, period: Period, of: TrainingStream, region: str) -> Figure:
    """Opening stock + the year's inflow − deaths, retirements and moves, all deduplicated; the stock alone is not it. Nobody can
    be fewer than nobody: one below 0 is contradictory, or, where printing explains it, below what is printed."""
    found = base_as_delivered(figures, period, of, region)
    if found.amount is None or found.amount >= 0:
        return found
    return Figure(None, CONTRADICTORY if found.amount + found.bound < 0 else "below_precision")


def base_as_delivered(figures: Figures, period: Period, of: TrainingStream, region: str) -> Figure:
    """The base as its figures give it, though it be below 0."""
    opening = figures.at(region, period.year.previous, of.stock)
    inflow = _to_date(figures, period, of.inflow, region)
    outflow = _to_date(figures, period, of.outflow, region)
    parts = (opening, inflow, outflow)
    absent = [f.mark for f in parts if f.amount is None]
    if absent:
        return Figure(None, worst(absent))
    return Figure(opening.known + inflow.known - outflow.known, "", sum(f.bound for f in parts))


def _rules(study: Study, code: str) -> tuple[Retraining, Plan]:
    """What ``study.yml`` says of retraining, and of the stream ``code``; :class:`Refused` where it says nothing."""
    rules = study.file.retraining
    plans = {} if rules is None else {str(stream): plan for stream, plan in rules.streams.items()}
    if rules is None or code not in plans:
        raise Refused(f"study.yml, retraining.streams: nothing is said of {code!r}; {near(code, plans)}")
    return rules, plans[code]


def _pace(day: date, plan: Plan, figures: Figures, code: str, region: str, period: Period, demanded: int | None) -> Pace:
    """Seen from the pace cut-off, or from the end of the period where that is earlier: no later figure is used."""
    cut_off = min(day, period.last_day)
    part = part_of_pace(figures, cut_off, period)
    reached = figures.to_date(region, part, code)
    trained = reached.amount
    gap = None if _open(reached, demanded) or trained is None or demanded is None else demanded - trained
    days = (plan.last_class_start - cut_off).days
    seats = _of_all(figures.at(region, part, figures.catalogue.streams[code].seats)).amount
    cycles = max(0, days) // (7 * plan.class_weeks) + 1
    best = _best(figures, code, region, part)
    capacity = None if seats is None else seats * cycles
    months = Fraction(days * 12, 365)
    return Pace(
        cut_off=cut_off,
        last_class_start=plan.last_class_start,
        trained=trained,
        gap=gap,
        months_left=months,
        best_month_mean=best,
        capacity=capacity,
        verdict=_verdict(gap, months, best, capacity) if demanded else "no_target" if demanded is None else "zero",
    )


def part_of_pace(figures: Figures, cut_off: date, period: Period) -> Period:
    """The part of the year that ``cut_off`` lies in, as long as most figures are known for and no longer than ``period``."""
    return Period.holding(cut_off, min(figures.grain, period.grain), period.calendar)


def _best(figures: Figures, code: str, region: str, part: Period) -> Fraction | None:
    """The most that three months in a row, or a part of the year that is longer, brought in a month; None where not all is
    known, or three months are not gone."""
    done = [figures.at(region, p, code) for p in part.to_date()]
    together = max(1, Grain.QUARTER // part.grain)
    if add(done).amount is None or len(done) < together:
        return None
    sums = (sum(f.known for f in done[at : at + together]) for at in range(len(done) - together + 1))
    return Fraction(max(sums), together * part.grain)


def _verdict(gap: int | None, months: Fraction, best: Fraction | None, capacity: int | None) -> str:
    """Of a stream with a target ``done``, ``feasible`` 可完成, ``more_classes`` 需增班, ``unlikely`` 难以完成, or ``unknown``."""
    if gap is not None and gap <= 0:
        return "done"
    if gap is None or best is None or capacity is None:
        return "unknown"
    if months <= 0 or gap > capacity:
        return "unlikely"
    return "feasible" if Fraction(gap) / months <= best else "more_classes"


def _median(amounts: Collection[Decimal]) -> Decimal | None:
    from statistics import median  # takes as long to import as a small study to measure

    return median(amounts) if amounts else None


def _closing(study: Study, plan: Plan, figures: Figures, code: str, region: str, period: Period, gap: int | None) -> Closing:
    share = Fraction(plan.subsidised_share)
    issued = study.approved.get(code, {})
    own = issued.get(region)
    found = own if own is not None else _median(issued.values())
    standard = None if found is None else Fraction(found)
    cost = None if gap is None or standard is None else gap * share * standard * study.counts.currency.base
    return Closing(
        standard=standard,
        standard_is_median=own is None and standard is not None,
        subsidised_share=share,
        cost=cost,
        available=_of_all(figures.at(region, period, figures.catalogue.fund.balance)).amount,
    )
