"""Page two of the brief: every target and absolute demand a row, missed ones first."""

from __future__ import annotations

from evaluation.render.component import Component, column, row, section
from evaluation.render.printed import digits
from evaluation.view import judged, shortfall
from evaluation.view.judgements import Standing, by_its_duty, missed_standings, own_title, standing, standings, tally
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View

MOST_ROWS = 40
"""Requirements that fit one page."""
_ORDER = {"missed": 0, "missing": 1, "not_judged": 2, "met": 3}


def build(view: View) -> Component:
    """The table; without any requirement the main results, which no line judges."""
    say, found = view.say, requirements(view)
    main = dict.fromkeys([*view.study.file.headline, *view.study.file.hard_limits])
    without = [s for s in (standing(view, code) for code in main or _all(view)) if s.target is None]
    rows = [_row(view, s) for s in [*found, *without]]
    columns = [
        column(say("brief.requirement"), weight=9),
        number(say("column.line")),
        number(say("column.value")),
        number(say("brief.gap")),
        column(say("column.state"), weight=3),
    ]
    counted = {"count": digits(len(found)), "without": digits(tally(view).without)}
    notes = [
        *([say("brief.note_gap")] if any(s.state == "missed" for s in found) else []),
        *([say("brief.note_without", **counted)] if tally(view).without else []),
    ]
    title = say("brief.requirements", **counted) if found else say("brief.results")
    if len(rows) > MOST_ROWS:
        notes.append(say("brief.third_page", rows=digits(len(rows))))
    return section("brief-requirements", [table_with_notes(view, "brief-requirements-table", title, columns, rows, notes)])


def _all(view: View) -> list[str]:
    return [i.code for i in view.results.indicators]


def requirements(view: View) -> list[Standing]:
    """Every target and duty of this region: missed lines worst first, then those that nothing judges, then those met. A duty that
    another line judges beside stands by its own too."""
    found = [*missed_standings(view), *sorted((s for s in standings(view) if s.state != "missed"), key=lambda s: _ORDER[s.state])]
    beside = [s for s in (by_its_duty(view, duty) for duty in view.results.duties) if s.target is not None and s not in found]
    return [*found, *beside]


def _row(view: View, s: Standing) -> dict[str, object]:
    title = own_title(view, s.indicator.code) + (view.say("spine.completion") if s.is_completion else "")
    gap = view.numbers.mark("not_applicable")
    if s.state == "missed":
        gap = shortfall.text(view, s) or judged.difference(view, s, named=True)
    line = judged.demand_or_reason(view, s)
    value = judged.of(view, s.indicator.code) if s.target is None else judged.text(view, s)
    return row(title, line, value, gap, view.say(f"state.{s.word}"))
