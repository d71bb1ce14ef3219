"""What meets and what misses its line in one region: the first page and the list of problems share it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evaluation.catalogue.duty import Duty
from evaluation.catalogue.model import Dimension, Indicator, When
from evaluation.measured.figure import CONTRADICTORY
from evaluation.measured.judging import Judgement
from evaluation.measured.unjudged import Unjudged
from evaluation.study.model import Target
from evaluation.study.periods import Period
from evaluation.study.target import meets
from evaluation.view.view import View

PROBLEMS = 3
"""Main problems on the first page."""
BETTER = {"higher": "high", "lower": "low", "at_target": "high", "within_band": None, "none": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One indicator against its line.

    ``value`` and ``line`` are in the printed unit (completion in per cent for quantity targets, where ``line`` is the share of
    the year's target due by the end of the period), or in base units of what they are amounts of (``counts``): of a figure
    stated by others, and of a target of 0, which nothing completes. ``unjudged``: why no line judges it, whatever the value;
    ``early``: judged by its schedule, the year not being over; ``seen``: the value is that of the end of this period, by which
    a target was judged whose day lies before the end of the page's; ``duty``: the absolute demand that the line is of, or is at
    least as strict as; ``in_part``: it is of the whole, and not of every region; ``least``: of a count that is not known what is
    known of it, in base units, where that alone misses the line."""

    indicator: Indicator
    region: str
    state: str
    mark: str
    value: Fraction | None
    line: Fraction | None
    target: Target | None
    unjudged: Unjudged = ""
    early: bool = False
    seen: Period | None = None
    counts: str = ""
    duty: Duty | None = None
    in_part: bool = False
    least: int | None = None

    @property
    def is_completion(self) -> bool:
        """Whether the value is the completion of a target, and the line what is due of it."""
        return self.indicator.dimension is Dimension.TARGETS and not self.counts

    @property
    def word(self) -> str:
        """Name, in the phrases of states, of what became of it: what is there instead of a value, why nothing is judged,
        or how it was."""
        if self.unjudged in ("partial", "in_parts"):
            return self.unjudged
        if self.unjudged not in ("", "no_line") and self.mark in ("", "not_applicable"):
            return self.unjudged
        if self.in_part and self.state in ("met", "missed"):
            return {"met": "met_in_part", "missed": "missed_in_part"}[self.state]
        if self.early:
            return {"met": "early_met", "missed": "early_missed"}.get(self.state, self.mark or self.state)
        return self.mark or self.state

    @property
    def lacking(self) -> bool:
        """Whether there is no figure where one belongs, with a line or without."""
        return self.value is None and self.mark not in ("", "not_applicable", "no_target") and self.unjudged != "in_parts"

    @property
    def settled(self) -> str:
        """The state as boxes and the index of a run show it: ``missing`` wherever there is no figure."""
        return "missing" if self.lacking else self.state

    @property
    def issued(self) -> bool:
        """Whether somebody issued the line; a proposal nobody did."""
        return self.target is not None and self.target.status == "issued"

    @property
    def due(self) -> date | None:
        """The target's own day, by which all of it is due; None where it has none."""
        return self.target.due if self.target else None

    @property
    def difference(self) -> Fraction | None:
        return None if self.value is None or self.line is None else self.value - self.line

    @property
    def shortfall(self) -> Fraction:
        """How far the line is missed, as a share of the line: makes different units comparable for ordering."""
        apart = self.difference if self.least is None or self.line is None else self.least - self.line
        if not apart:
            return Fraction(0)
        if not self.line:
            return Fraction(1)  # there may be none, and there is
        return abs(apart) / abs(self.line)


def standing(view: View, code: str, region: str | None = None) -> Standing:
    """Where ``region`` (this view's by default) stands on ``code``."""
    region = region or view.region
    return view.results.once(("standing", code, region), lambda: _standing(view, code, region))


def _standing(view: View, code: str, region: str) -> Standing:
    indicator = view.results.indicator_named(code)
    if indicator.dimension is Dimension.TARGETS:
        return _target(view, indicator, region)
    return _by_judgement(view, indicator, region, view.results.judge(region, code))


def by_its_duty(view: View, duty: Duty, region: str | None = None) -> Standing:
    """:func:`standing` on the indicator of a duty by the duty's own line, also where another one judges it."""
    s, own = standing(view, duty.indicator.code, region), view.study.duty_line(duty.indicator.code)
    if own is None or s.target is None or s.is_completion or (own.demand, own.value) == (s.target.demand, s.target.value):
        return s
    return against(view, own, region)


def against(view: View, line: Target, region: str | None = None) -> Standing:
    """Where ``region`` stands on the item of a line by that line, whatever judges it."""
    indicator, region = view.results.indicator_named(line.item), region or view.region
    return _by_judgement(view, indicator, region, view.results.judge(region, line.item, line))


def _by_judgement(view: View, indicator: Indicator, region: str, judged: Judgement) -> Standing:
    code = indicator.code
    found = view.results.value(region, code)
    mark = "" if judged.least is not None else found.mark
    state = "not_judged" if judged.state == "missing" and mark == "not_applicable" else judged.state
    return Standing(
        indicator=indicator,
        region=region,
        state=state,
        mark=mark,
        value=judged.value,
        line=judged.line,
        target=judged.target,
        unjudged=judged.unjudged,
        early=judged.target is not None and judged.target.period.is_part_of_year,
        counts=found.unit.top if found.unit.form == "level" else "",
        duty=view.results.duty_of.get(code),
        least=judged.least,
        in_part=region == view.top and judged.value is not None and found.regions < len(view.results.regions),
    )


def _target(view: View, indicator: Indicator, region: str) -> Standing:
    done = view.results.progress(region, indicator.code)
    value, line, counts = done.judged, None, ""
    mark = done.completion_mark if value is None else ""
    if done.demanded and not done.unjudged and done.scheduled is not None:
        line = done.scheduled * 100 / done.demanded
    if done.target is not None and not done.demanded and done.target.demand != "at_least":
        counts, line = done.counts, None if done.unjudged else done.scheduled
        mark = done.mark or done.open
        value = None if done.reached is None or done.open else Fraction(done.reached)
    if done.target is None:
        state, mark = "not_judged", "no_target" if done.unjudged == "no_line" else "not_applicable"
    elif done.unjudged:
        state = "not_judged"
    elif value is None or done.reached is None or done.scheduled is None:
        state = "missing"
    else:
        state = "met" if meets(done.target.demand, Fraction(done.reached), done.scheduled) else "missed"
    return Standing(
        indicator=indicator,
        region=region,
        state=state,
        mark=mark,
        value=value,
        line=line,
        target=done.target,
        unjudged=done.unjudged,
        early=bool(view.period.left and not (done.target and done.target.due)),
        seen=None if done.seen is None else done.seen.period,
        counts=counts,
        duty=view.results.duty_of.get(indicator.code),
    )


def standings(view: View) -> list[Standing]:
    """Every indicator of the study that has a line for this region, and every duty."""
    codes = dict.fromkeys([*(i.code for i in view.results.indicators), *view.results.duty_of])
    return [s for s in (standing(view, code) for code in codes) if s.target is not None]


def missed_standings(view: View) -> list[Standing]:
    """Missed lines, worst first: issued ones before proposals, of these hard limits before the rest."""
    hard = view.study.file.hard_limits
    found = [s for s in standings(view) if s.state == "missed"]
    return sorted(found, key=lambda s: (not s.issued, s.indicator.code not in hard, -s.shortfall))


def problems(view: View) -> list[Standing]:
    """Of the missed lines those that the first page has room for, beside tables that were not delivered."""
    return missed_standings(view)[: PROBLEMS - bool(owed_tables(view))]


def regional(view: View, code: str) -> list[Target]:
    """The line of every region that has one for ``code``."""
    found = (standing(view, code, r).target for r in view.results.regions)
    return [t for t in found if t is not None]


def lines_of(view: View, code: str) -> list[Target]:
    """The different lines that regions have for ``code``."""
    return list({(t.demand, t.value, t.unit.text): t for t in regional(view, code)}.values())


def one_line(view: View, code: str) -> Target | None:
    """The line of ``code`` that every region has alike; None where one has another, or none."""
    found = [standing(view, code, r).target for r in view.results.regions]
    same = len({t and (t.demand, t.value, t.unit.text) for t in found}) == 1
    return found[0] if same else None


def shares_whole(view: View, code: str) -> bool:
    """Whether ``code`` is a share of the whole, which stands at 100 % itself and is no measure for the regions."""
    whole = view.results.indicator_named(code).settle(view.study.choices)[1].denominator
    return whole is not None and any(t.when is When.WHOLE for t in whole.terms)


def reported(view: View, code: str, reading: str | None = None) -> bool:
    """Whether any region has the figures of this indicator (in this reading) for the period."""
    whole = view.results.value(view.top, code, reading=reading)
    return whole.regions > 0 or whole.mark != "missing"


def owed_tables(view: View) -> list[tuple[str, str]]:
    """Tables that this region, or some region of the whole, owes, each with the region; the gravest problem there is."""
    gone = (f for f in view.results.findings if f.code == "missing_table" and f.region)
    return [(dict(f.facts)["table"], f.region or "") for f in gone if view.is_overview or f.region == view.region]


def list_contradicted(view: View) -> list[str]:
    """Of the indicators that the first page names or that have a line here, those whose figures contradict themselves, so that
    there is no value."""
    file = view.study.file
    codes = dict.fromkeys([*file.headline, *file.hard_limits, *(s.indicator.code for s in standings(view))])
    return [code for code in codes if view.value(code).mark == CONTRADICTORY]


def strongest(view: View) -> list[Standing]:
    """Met lines with the widest margin first, issued ones before proposals; lines that can only be met exactly have no
    margin and are left out."""
    found = [s for s in standings(view) if s.state == "met" and s.difference]
    return sorted(found, key=lambda s: (not s.issued, -s.shortfall))


def own_title(view: View, code: str) -> str:
    """Title that stands alone; a line "of which …" takes the phrase of its whole."""
    alone = view.results.indicator_named(code).alone
    return view.text(alone) if alone else view.title(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many indicators have a line for one region, and what became of them. ``open``: lines that could not be judged
    by what was there instead of a value; ``without``: indicators that have no line; ``in_part``: those judged of a whole that
    is not of every region."""

    met: int
    missed: int
    open: dict[str, int]
    without: int
    in_part: int

    @property
    def judged(self) -> int:
        return self.met + self.missed

    @property
    def demanded(self) -> int:
        return self.judged + sum(self.open.values())


def tally(view: View) -> Tally:
    """Of all indicators of the study."""
    found = standings(view)
    states = Counter(s.state if s.state in ("met", "missed") else s.word for s in found)
    met, missed = states.pop("met", 0), states.pop("missed", 0)
    return Tally(
        met=met,
        missed=missed,
        open=dict(states),
        without=len({i.code for i in view.results.indicators} - {s.indicator.code for s in found}),
        in_part=sum(s.in_part and s.state in ("met", "missed") for s in found),
    )
