"""Monitored enterprises and mass lay-offs (HB-13 一、二): jobs lost, what had to be filed and was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.watch import Enterprise, Layoff, LayoffRule

KINDS = ("strong", "normal", "difficult")
LISTED = 5
"""Enterprises that a page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """Monitored enterprises of one region and quarter: sum of jobs at their base dates and at the quarter's end."""

    firms: int
    base: int
    jobs: int
    worst: tuple[Enterprise, ...]

    @property
    def loss(self) -> Fraction | None:
        """Jobs lost in per cent of the base; negative when there are more than before."""
        return Fraction((self.base - self.jobs) * 100, self.base) if self.base else None


def loss(firm: Enterprise) -> Fraction:
    return Fraction((firm.base - firm.jobs) * 100, firm.base)


def jobs(study: Study, regions: Iterable[str], quarter: Period, most: int = LISTED) -> Jobs:
    """Of ``regions`` together; ``worst`` are up to ``most`` enterprises that lost jobs, the greatest share first."""
    wanted = set(regions)
    mine = [e for e in study.enterprises if e.region in wanted and e.period == quarter]
    losing = sorted((e for e in mine if e.jobs < e.base), key=lambda e: (-loss(e), e.region, e.enterprise))
    return Jobs(firms=len(mine), base=sum(e.base for e in mine), jobs=sum(e.jobs for e in mine), worst=tuple(losing[:most]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One reduction of staff. ``state``: in_time, late (filed within the notice or after), unfiled, or small (no
    filing is due); ``over``: more of the staff than the class of enterprise is allowed."""

    layoff: Layoff
    share: Fraction
    state: str
    over: bool


def filing(rule: LayoffRule, layoff: Layoff, known_at: date) -> Filing:
    """Judged at ``known_at``: what was filed later is not filed yet."""
    share = Fraction(layoff.persons * 100, layoff.staff)
    filed = layoff.filed if layoff.filed and layoff.filed <= known_at else None
    if not rule.is_mass(layoff):
        state = "small"
    elif filed is None:
        state = "unfiled"
    else:
        state = "in_time" if filed <= layoff.date - timedelta(days=rule.notice_days) else "late"
    ceiling = rule.ceilings.get(layoff.kind)
    return Filing(layoff=layoff, share=share, state=state, over=ceiling is not None and share > Fraction(ceiling))


def filings(study: Study, regions: Iterable[str], period: Period) -> Sequence[Filing]:
    """Reductions of staff from the start of its year to the end of ``period``, oldest first; empty without a rule."""
    rule = study.warning.layoffs if study.warning else None
    if rule is None:
        return ()
    wanted, last = set(regions), min(period.last_day, study.file.cut_off)
    mine = [x for x in study.layoffs if x.region in wanted and period.year.holds(x.date)]
    made = [filing(rule, x, last) for x in mine if x.date <= last]
    return tuple(sorted(made, key=lambda f: (f.layoff.date, f.layoff.region, f.layoff.enterprise)))
