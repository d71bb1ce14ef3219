"""What a brief leaves out that its report prints: no answer may say less is there than the sections of the same report do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evaluation.measured.keys import Key, read
from evaluation.render.outline import texts
from evaluation.render.printed import flatten
from evaluation.report import brief
from evaluation.report.brief import judged_by_lines
from evaluation.report.brief.answers import answers
from evaluation.report.parts import changes
from evaluation.view import given_away
from evaluation.view.judgements import missed_standings, own_title, standing
from evaluation.view.view import View


def untold(view: View, sections: Sequence[Any]) -> Iterator[str]:
    """Main results that stand beside their value of a year before in a table of the report, and are not compared in the brief; and
    comparisons whose kinds do not add up to their number."""
    found = changes.changes(view)
    compared, own = {c.code for c in found}, changes.main(view)
    for code in dict.fromkeys(_beside_last_year(view, sections)):
        if code in own and code not in compared:
            yield f"{code} stands beside its value of a year before, and the brief does not compare it"
    told = str(answers(view).change)
    counts = [sum(c.way == way for c in found) for way in changes.WAYS]
    if sum(counts) != len(found):
        yield f"{len(found)} main results are compared and {sum(counts)} are told: {told}"
    for way, count in zip(changes.WAYS, counts, strict=True):
        first = next((str(c.text) for c in found if c.way == way), "")
        if count and first not in told:
            yield f"of {count} main results {way} none is named: {told}"


def untold_of_lines(view: View) -> Iterator[str]:
    """Hard limits that the alert does not name, and regions that miss a line most and stand nowhere beside the whole's own miss; a
    warning of suppressed figures that the first page has and the brief has not."""
    told, front = answers(view), "\n".join(texts(flatten(brief.front.build(view).content)))
    for code in view.study.file.hard_limits:
        if str(own_title(view, code)) not in str(told.alert):
            yield f"the hard limit {code} is not told: {told.alert}"
    if view.is_overview and view.compares:
        for whole in missed_standings(view)[: judged_by_lines.MOST_MISSED]:
            missed = [s for r in view.results.regions if (s := standing(view, whole.indicator.code, r)).state == "missed"]
            worst = max(missed, key=lambda s: s.shortfall, default=None)
            if worst is not None and str(view.short(worst.region)) not in str(told.missed):
                yield f"{worst.region} misses {whole.indicator.code} most and is not told: {told.missed}"
    yield from (f"the brief does not warn: {text}" for text in given_away.sentences(view) if str(text) not in front)


def _beside_last_year(view: View, sections: Sequence[Any]) -> Iterator[str]:
    """Indicators of this page with a value beside one of a year before that is of as many regions, or with their change."""
    value, before = str(view.say("column.value")), str(view.say("column.last_year"))
    for table in _tables(sections):
        titles = [column["title"] for column in table["columns"]]
        for row in table["rows"]:
            yield from (key.code for cell in row["cells"] for key in _keys(view, cell) if key.kind == "change")
            if before in titles and len(row["cells"]) == len(titles) and len(_numbers(row["cells"][titles.index(before)])) == 1:
                yield from (key.code for key in _keys(view, row["cells"][titles.index(value)]))  # a second: of how many regions


def _keys(view: View, cell: Any) -> list[Key]:
    """Which figures of this page's region and period stand in a cell."""
    found = (read(number["figure"]) for number in _numbers(cell) if number.get("figure"))
    return [key for key in found if key and (key.region, key.months) == (view.region, view.period.months)]


def _numbers(cell: Any) -> list[dict[str, Any]]:
    return [p for p in cell["pieces"] if isinstance(p, dict) and "exact" in p] if isinstance(cell, dict) else []


def _tables(part: Any) -> Iterator[Any]:
    if isinstance(part, dict):
        if part.get("kind") == "table":
            yield part
        for item in part.values():
            yield from _tables(item)
    elif isinstance(part, list):
        for item in part:
            yield from _tables(item)
