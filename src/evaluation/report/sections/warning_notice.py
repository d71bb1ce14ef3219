"""Notice of early warning (失业预警通报): who is in warning, by which line, and the measures of the level (HB-13)."""

from __future__ import annotations

from evaluation.report.component import Component, column, heading, notice, omitted, paragraph, row, section
from evaluation.report.sections import layoffs, warning
from evaluation.report.sections.twins import noted, number
from evaluation.report.view import View
from evaluation.warning.assess import Assessment, assess


def build(view: View) -> Component:
    say, rules = view.say, view.study.warning
    if rules is None:
        return omitted("warning_notice", say("omitted.warning"))
    mine = assess(view.results, view.region)
    others = [assess(view.results, r) for r in view.results.regions] if view.is_overview else []
    every = [mine, *others]
    graded = [a for a in every if a.severity not in ("none", "unknown")]
    parts = [heading(1, say("notice.state")), paragraph(warning.verdict(view, mine), style="lead")]
    if others:
        parts += [paragraph(summary(view, others)), warning.levels(view, every)]
    if rules.status == "proposal":
        parts.append(notice("info", rules.source[view.language], say("warning.proposal_title")))
    parts += [heading(1, say("notice.lines"))]
    parts.append(causes(view, graded) if graded else paragraph(say("notice.no_cause")))
    parts.append(warning.lines(view, mine))
    found = layoffs.parts(view, mine.quarter)
    parts += [heading(1, say("notice.firms")), *found] if found else []
    parts += measures(view, graded)
    return section("warning_notice", parts)


def summary(view: View, others: list[Assessment]) -> str:
    """How many regions are in warning, and those that cannot be judged, by name."""
    graded = [a for a in others if a.severity not in ("none", "unknown")]
    unknown = [view.short(a.region) for a in others if a.severity == "unknown"]
    told = view.say(
        "notice.summary" if graded else "warning.grid_calm", count=str(len(graded)), total=str(len(others)),
        names=view.say("list.comma").join(view.short(a.region) for a in graded),
    )  # fmt: skip
    dot = "。" if view.language == "zh" else "."
    gone = view.say("notice.unknown", names=view.say("list.comma").join(unknown)) if unknown else ""
    return told + ("" if told.endswith(dot) else dot) + gone


def causes(view: View, graded: list[Assessment]) -> Component:
    """Each reason of each warning: the value, the line it reached, who drew it, since when."""
    say, rows = view.say, []
    for a in graded:
        for w in (w for w in a.watches if warning.reason(w)):
            source = w.line.source[view.language] if w.line.source else ""
            rows.append(
                row(view.short(a.region), say(f"level.{a.level}"), say(f"severity.{a.severity}"),
                    w.watched.title[view.language], warning.unit(view, w), warning.text(view, w, w.value),
                    warning.text(view, w, w.line.value), source, say(f"watch.{w.state}"),
                    say("period.quarter_of", year=w.since[:4], quarter=w.since[-1]) if w.since else "")
            )  # fmt: skip
    columns = [
        column(say("column.region")), column(say("warning.level")), column(say("warning.severity")),
        column(say("notice.cause"), weight=4), column(say("column.unit")), number(say("column.value")),
        number(say("warning.line")), column(say("warning.source"), weight=4), column(say("column.state")),
        column(say("warning.since")),
    ]  # fmt: skip
    return noted(view, "notice-causes", say("notice.causes_table"), columns, rows)


def measures(view: View, graded: list[Assessment]) -> list[Component]:
    """The measures of every level that has a region in warning."""
    plans = view.study.warning.plans
    levels = [level for level in dict.fromkeys(a.level for a in graded) if level in plans]
    if not levels:
        return []
    told = [
        paragraph([{"text": view.say("warning.plan", level=view.say(f"level.{level}")), "strong": True},
                   plans[level][view.language]])
        for level in levels
    ]  # fmt: skip
    return [heading(1, view.say("notice.measures")), *told]
