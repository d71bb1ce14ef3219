"""失业预警通报 (HB-13): who is in warning, by which line, and the measures of the level. Made only when a line is reached."""

from __future__ import annotations

from evaluation.documents.paper import Paper
from evaluation.errors import Refused, near
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report import watched
from evaluation.report.sections import layoffs, warning
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.report.view import View
from evaluation.warning.assess import WarningAssessment, assess, rules_of, warnings


def assessments(paper: Paper) -> list[WarningAssessment]:
    """Those in warning: of the whole and all regions, or the one region a notice is about. :class:`Refused` for none."""
    view = paper.view
    every = warnings(view.results)
    mine = every if view.is_overview else [a for a in every if a.region == view.region]
    if not mine:
        when = f"at the end of {view.results.quarters[-1]}"
        if not every:
            raise Refused(f"nobody is in warning {when}, and there is no warning notice to make")
        raise Refused(
            f"{view.name()} is not in warning {when}, and gets no warning notice; {near(view.region, [a.region for a in every])}"
        )
    return mine


def title(paper: Paper) -> str:
    assessments(paper)
    where = paper.whole if paper.view.is_overview else paper.view.name()
    return paper.say("warning_notice.title", period=paper.period, where=where)


def opening(paper: Paper) -> list[Component]:
    where = paper.whole if paper.view.is_overview else paper.view.name()
    text = paper.say("warning_notice.opening", under=paper.under("HB-13"), period=paper.period, where=where)
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    view, say = paper.view, paper.say
    those = assessments(paper)
    mine = assess(view.results, view.region)
    state = [warning.verdict(view, mine)]
    if view.is_overview:
        state.append(summary(view))
    parts = paper.part(say("warning_notice.state"), *state)
    if view.is_overview:
        every = [mine, *(assess(view.results, r) for r in view.results.regions)]
        parts.append(warning.levels(view, every))
    parts += paper.part(
        say("warning_notice.lines"), *(paper.with_ordinal(n, reasons(view, a)) for n, a in enumerate(those, 1)), *proposal(view)
    )
    told = measures(view, those)
    return section("body", [*parts, *(paper.part(say("warning_notice.measures"), *told) if told else [])])


def proposal(view: View) -> list[str]:
    """Lines that no document drew are called so."""
    rules = rules_of(view.study)
    return [rules.source[view.language]] if rules.status == "proposal" else []


def summary(view: View) -> str:
    """How many regions are in warning, and those that cannot be judged, by name."""
    others = [assess(view.results, r) for r in view.results.regions]
    graded = [a for a in others if a.severity not in ("none", "unknown")]
    unknown = [view.short(a.region) for a in others if a.severity == "unknown"]
    comma = view.say("list.comma")
    return view.join(
        (
            view.sentence(
                "warning_notice.summary",
                "warning_notice.calm",
                count=str(len(graded)),
                total=str(len(others) - len(unknown)),
                names=comma.join(view.short(a.region) for a in graded),
            ),
            view.sentence("warning_notice.unknown", names=comma.join(unknown)),
        )
    )


def reasons(view: View, a: WarningAssessment) -> str:
    """One region: its grade, and each series that reached its line."""
    say = view.say
    told = [
        say(
            "warning_notice.reason",
            title=w.watched.title[view.language],
            value=warning.text(view, w, w.value, w.marks[-1]),
            line=warning.text(view, w, w.line.value),
            kind=say(f"line.{w.line.kind}"),
            state=say(f"watch.{w.state}"),
            unit=view.numbers.space(unit := warning.unit(view, w)) + unit,
        )
        for w in watched.causes(a)
    ]
    return say(
        "warning_notice.region",
        region=view.name(a.region),
        level=say(f"level.{a.level}"),
        severity=say(f"severity.{a.severity}"),
        reasons=say("list.semicolon").join(told),
    )


def measures(view: View, those: list[WarningAssessment]) -> list[Component]:
    """The measures of every level that has a region in warning."""
    plans = {str(level): plan for level, plan in rules_of(view.study).plans.items()}
    levels = [level for level in dict.fromkeys(a.level for a in those) if level in plans]
    return [
        paragraph(
            [{"text": view.say("warning.plan", level=view.say(f"level.{level}")), "strong": True}, plans[level][view.language]]
        )
        for level in levels
    ]


def closing(paper: Paper) -> list[Component]:
    return [paragraph(paper.say("warning_notice.hereby")), *paper.annex_list(*(t for t, _ in annexes(paper))), paper.signature()]


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    view, say = paper.view, paper.say
    mine = assess(view.results, view.region)
    made = [
        (say("warning_notice.causes_table"), [causes(view, assessments(paper))]),
        (say("warning_notice.annex_lines", level=say(f"level.{mine.level}")), [warning.lines(view, mine)]),
    ]
    firms = layoffs.parts(view, mine.quarter)
    return [*made, (say("warning_notice.firms"), firms)] if firms else made


def causes(view: View, graded: list[WarningAssessment]) -> Component:
    """Each reason of each warning: the value, the line it reached, who drew it, since when."""
    say, rows = view.say, []
    for a in graded:
        for w in watched.causes(a):
            source = w.line.source[view.language] if w.line.source else ""
            rows.append(
                row(
                    view.short(a.region),
                    say(f"level.{a.level}"),
                    say(f"severity.{a.severity}"),
                    w.watched.title[view.language],
                    warning.unit(view, w),
                    warning.text(view, w, w.value, w.marks[-1]),
                    warning.text(view, w, w.line.value),
                    source,
                    say(f"watch.{w.state}"),
                    say("period.quarter_of", **view.words(w.since)) if w.since else "",
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
    return table_with_notes(view, "notice-causes", say("warning_notice.causes_table"), columns, rows)
