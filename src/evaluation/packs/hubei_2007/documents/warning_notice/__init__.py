"""失业预警通报 (HB-13): who is in warning, by which line, and the measures of the level. Made only when a line is reached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evaluation.documents.letter import Titled
from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.component import Component, column, row
from evaluation.report.sections import warning
from evaluation.report.sections.warning import layoffs
from evaluation.view import watched
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View
from evaluation.warning.assess import WarningAssessment, assess, rules_of, warnings


@dataclass(frozen=True, kw_only=True)
class WarningCause:
    """A series that reached its line; ``unit`` with the space before it."""

    title: str
    value: str
    line: str
    unit: str
    kind: str
    state: str


@dataclass(frozen=True, kw_only=True)
class RegionInWarning:
    number: str
    name: str
    level: str
    severity: str
    causes: tuple[WarningCause, ...]


@dataclass(frozen=True, kw_only=True)
class LevelMeasure:
    level: str
    text: str


@dataclass(frozen=True, kw_only=True)
class WarningFigures:
    """``where``: the whole or the one region the notice is about; ``judged``: how many regions can be judged, how many of
    them are ``warned``, and names; ``level``: of the whole or that region; ``proposal``: lines that no document drew are
    called so."""

    is_of_the_whole: bool
    where: str
    verdict: str
    judged: str
    warned: str
    warned_names: str
    unknown_names: str
    levels: Component | tuple[Component, ...]
    regions: tuple[RegionInWarning, ...]
    proposal: str
    measures: tuple[LevelMeasure, ...]
    level: str
    causes: Titled
    lines: Component
    firms: tuple[Component, ...]


def figures(paper: Paper) -> WarningFigures:
    """:class:`Refused` where nobody, or not this region, is in warning."""
    view, those, comma = paper.view, in_warning(paper), paper.say("list.comma")
    mine, rules = assess(view.results, view.region), rules_of(view.study)
    others = [assess(view.results, r) for r in view.results.regions]
    graded = [a for a in others if a.severity not in ("none", "unknown")]
    unknown = [view.short(a.region) for a in others if a.severity == "unknown"]
    return WarningFigures(
        is_of_the_whole=view.is_overview,
        where=paper.whole if view.is_overview else view.name(),
        verdict=warning.verdict(view, mine),
        judged=paper.cases(len(others) - len(unknown)),
        warned=paper.cases(len(graded)),
        warned_names=comma.join(view.short(a.region) for a in graded),
        unknown_names=comma.join(unknown),
        levels=warning.levels(view, [mine, *others]) if view.is_overview else (),
        regions=tuple(_region(paper, n, a) for n, a in enumerate(those, 1)),
        proposal=view.text(rules.source) if rules.status == "proposal" else "",
        measures=measures(view, those),
        level=paper.view.level(mine.level),
        causes=partial(_causes, view, those),
        lines=warning.lines(view, mine),
        firms=tuple(layoffs.parts(view, mine.quarter)),
    )


def in_warning(paper: Paper) -> list[WarningAssessment]:
    """Those in warning: of the whole and all regions, or the one region a notice is about. :class:`Refused` for none."""
    view = paper.view
    every = warnings(view.results)
    mine = every if view.is_overview else [a for a in every if a.region == view.region]
    if not mine:
        when = f"at the end of {view.results.parts[-1]}"
        if not every:
            raise Refused(f"nobody is in warning {when}, and there is no warning notice to make")
        raise Refused(
            f"{view.name()} is not in warning {when}, and gets no warning notice; {near(view.region, [a.region for a in every])}"
        )
    return mine


def _region(paper: Paper, number: int, a: WarningAssessment) -> RegionInWarning:
    """One region: its grade, and each series that reached its line."""
    view, say = paper.view, paper.say
    causes = tuple(
        WarningCause(
            title=view.text(w.watched.title),
            value=warning.text(view, w, w.value, w.marks[-1]),
            line=warning.text(view, w, w.line.value),
            unit=view.numbers.space(w.unit) + warning.unit(view, w),
            kind=say(f"line.{w.line.kind}"),
            state=say(f"watch.{w.state}"),
        )
        for w in watched.causes(a)
    )
    return RegionInWarning(
        number=paper.ordinal(number),
        name=view.name(a.region),
        level=view.level(a.level),
        severity=say(f"severity.{a.severity}"),
        causes=causes,
    )


def measures(view: View, those: list[WarningAssessment]) -> tuple[LevelMeasure, ...]:
    """The measures of every level that has a region in warning."""
    plans = {str(level): plan for level, plan in rules_of(view.study).plans.items()}
    levels = [level for level in dict.fromkeys(a.level for a in those) if level in plans]
    return tuple(LevelMeasure(level=view.level(level), text=view.text(plans[level])) for level in levels)


def _causes(view: View, graded: list[WarningAssessment], title: str) -> Component:
    """Each reason of each warning: the value, the line it reached, who drew it, since when."""
    say, rows = view.say, []
    for a in graded:
        for w in watched.causes(a):
            source = view.text(w.line.source) if w.line.source else ""
            rows.append(
                row(
                    view.short(a.region),
                    view.level(a.level),
                    say(f"severity.{a.severity}"),
                    view.text(w.watched.title),
                    warning.unit(view, w),
                    warning.text(view, w, w.value, w.marks[-1]),
                    warning.text(view, w, w.line.value),
                    source,
                    say(f"watch.{w.state}"),
                    say.part_of_year(w.since) if w.since else "",
                )
            )
    columns = [
        column(say("column.region")),
        column(say("warning.level")),
        column(say("warning.severity")),
        column(say("warning_notice.cause"), weight=4),
        column(say("column.unit")),
        number(say("column.value")),
        number(say("warning.line")),
        column(say("warning.source"), weight=4),
        column(say("column.state")),
        column(say("warning.since")),
    ]
    return table_with_notes(view, "notice-causes", title, columns, rows)
