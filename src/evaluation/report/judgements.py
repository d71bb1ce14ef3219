"""What meets and what misses its line in one region: the first page and the list of problems share it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evaluation.indicators.model import Dimension, Indicator
from evaluation.indicators.rounding import half_up
from evaluation.report.shared import shared
from evaluation.report.view import View
from evaluation.study.model import Target

BETTER = {"higher": "high", "lower": "low", "at_target": "high", "within_band": None, "none": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One indicator against its line. ``value`` and ``line`` are in the printed unit (completion in per cent for
    quantity targets, where ``line`` is the share of the year's target due by the end of the period)."""

    indicator: Indicator
    state: str
    mark: str
    value: Fraction | None
    line: Fraction | None
    target: Target | None

    @property
    def difference(self) -> Fraction | None:
        return None if self.value is None or self.line is None else self.value - self.line

    @property
    def shortfall(self) -> Fraction:
        """How far the line is missed, as a share of the line: makes different units comparable for ordering."""
        if self.difference is None or not self.line:
            return Fraction(0)
        return abs(self.difference) / abs(self.line)


def standing(view: View, code: str, region: str | None = None) -> Standing:
    """Where ``region`` (this view's by default) stands on ``code``."""
    region = region or view.region
    return shared(view.results, ("standing", code, region), lambda: _standing(view, code, region))


def _standing(view: View, code: str, region: str) -> Standing:
    indicator = view.results.indicator(code)
    if indicator.dimension is Dimension.TARGETS:
        return _target(view, indicator, region)
    judged = view.results.judge(region, code)
    mark = view.results.value(region, code).mark
    state = "not_judged" if judged.state == "missing" and mark == "not_applicable" else judged.state
    line = None if judged.target is None else Fraction(judged.target.value)
    return Standing(
        indicator=indicator, state=state, mark=mark, value=judged.value, line=line, target=judged.target
    )


def _target(view: View, indicator: Indicator, region: str) -> Standing:
    done = view.results.progress(region, indicator.code)
    line = None if not done.demanded or done.scheduled is None else done.scheduled * 100 / done.demanded
    mark = done.mark
    if done.target is None:
        state, mark = "not_judged", "not_applicable"
    elif done.completion is None:
        state = "missing"
    else:
        state = "met" if done.actual >= done.scheduled else "missed"
    return Standing(
        indicator=indicator, state=state, mark=mark, value=done.completion, line=line, target=done.target
    )


def standings(view: View) -> list[Standing]:
    """Every indicator of the study that has a line for this region."""
    all_ = [standing(view, i.code) for i in view.results.indicators]
    return [s for s in all_ if s.target is not None]


def missed(view: View) -> list[Standing]:
    """Missed lines, worst first: hard limits before the rest."""
    hard = view.study.file.hard_limits
    found = [s for s in standings(view) if s.state == "missed"]
    return sorted(found, key=lambda s: (s.indicator.code not in hard, -s.shortfall))


def not_delivered(view: View) -> list[str]:
    """Tables this region owes; the gravest problem there is, so it comes before all others."""
    gone = [
        f
        for f in view.results.findings
        if f.code == "missing_table" and (view.is_overview or f.region == view.region)
    ]
    if not gone:
        return []
    tables = view.study.file.tables.values()
    titles = [t.title[view.language] for t in tables if t.file in {f.file for f in gone}]
    if view.is_overview:
        places = [view.short(code) for code in dict.fromkeys(f.region for f in gone)]
        return [view.say("standing.not_delivered_by", places=view.say("list.comma").join(places))]
    return [view.say("standing.not_delivered", count=str(len(titles)), titles=view.say("list.comma").join(titles))]


def strongest(view: View) -> list[Standing]:
    """Met lines with the widest margin first; lines that can only be met exactly have no margin and are left out."""
    found = [s for s in standings(view) if s.state == "met" and s.difference]
    return sorted(found, key=lambda s: -s.shortfall)


def own_title(view: View, code: str) -> str:
    """Title that stands alone; a line "of which …" takes the phrase of its whole."""
    alone = view.say.get(f"alone.{code}")
    return alone or view.title(code)


def decimals(s: Standing, least: int = 1) -> int:
    """Places to print so that a missed line does not look met: 99.97 against 100 keeps its two."""
    places = least
    while (
        s.state == "missed" and places < 4 and s.value is not None and s.line is not None
        and half_up(s.value, places) == half_up(s.line, places)
    ):  # fmt: skip
        places += 1
    return places


def shown(view: View, s: Standing) -> str:
    """The value with its unit: completion in per cent for targets, enough places to show a miss."""
    if s.indicator.dimension is Dimension.TARGETS:
        return view.numbers.percent(s.value, s.mark, decimals(s))
    return view.printed(s.indicator.code, s.value, s.mark, decimals(s))


def sentence(view: View, s: Standing) -> str:
    """One line: indicator, value, demand, difference, clause."""
    say, numbers = view.say, view.numbers
    places = decimals(s)
    gap = numbers.decimal(None if s.difference is None else abs(s.difference), places)
    way = "above" if s.difference is not None and s.difference > 0 else "equal" if s.difference == 0 else "below"
    kind = "completion" if s.indicator.dimension is Dimension.TARGETS else "rate"
    return say(
        f"standing.{kind}_{way}",
        title=own_title(view, s.indicator.code),
        value=numbers.percent(s.value, s.mark, places),
        line=view.demand_words(s.target),
        gap=gap,
        clause=view.clause(s.indicator.code),
    )
