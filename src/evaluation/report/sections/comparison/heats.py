"""Overview only: regions by hard limits and by quantity targets, in grids that mark what is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.render import charts
from evaluation.render.component import Component, figure
from evaluation.render.largest import MOST_ROWS
from evaluation.render.printed import Printed, digits
from evaluation.report.parts.shown_regions import ENDS
from evaluation.view import binding, judged, spans, wholes
from evaluation.view.judgements import Standing, one_line, regional, standing
from evaluation.view.page_tables import grids, list_names
from evaluation.view.statements import kinds
from evaluation.view.view import View


def lines(view: View) -> list[Component]:
    """Heat map of the hard limits: who misses which line."""
    return [_lines(view, id, codes) for id, codes in grids(view.study.file.hard_limits, "lines")]


def _lines(view: View, id: str, codes: Sequence[str]) -> Component:
    say = view.say
    where = [[standing(view, c, r) for c in codes] for r in view.results.regions]
    every = [s for line in where for s in line]
    misses, known = _count(every, "missed"), _count(every, "missed", "met")
    title = view.sentence(
        "ranking.lines_message",
        "ranking.lines_message_all",
        "ranking.lines_message_none",
        misses=digits(misses),
        count=digits(known),
        rest=digits(len(every) - known),
        kinds=_why_unjudged(view, every),
    )
    heads = [Printed(" ").join([view.title(s.indicator.code), *_line_of_all(view, s)]) for s in where[0]]
    kept = _worst(where, MOST_ROWS)
    names, cells = [view.short(view.results.regions[n]) for n in kept], [_cells(view, where[n]) for n in kept]
    own = [c for c in codes if regional(view, c) and one_line(view, c) is None]
    each = view.sentence("ranking.lines_own", of=tuple(own), titles=say("list.comma").join(map(view.title, own)))
    told = [*filter(None, [each]), *binding.sentences(view, codes), *_selection_note(view, len(kept), "indicators.csv")]
    return figure(
        id,
        title,
        say("ranking.lines_subtitle", period=spans.span_sentence(view, codes)),
        svg=charts.heat(names, heads, cells),
        alt=title + say("list.colon") + _read(view, names, cells),
        notes=told,
    )


def _line_of_all(view: View, s: Standing) -> list[str]:
    """The line of every region, where they have one."""
    return [judged.full_demand(view, s)] if one_line(view, s.indicator.code) else []


def _why_unjudged(view: View, every: list[Standing]) -> str:
    """What kept each of the others from a judgement, and how often."""
    found = Counter(s.word if s.target else "no_line" for s in every if s.state not in ("missed", "met"))
    return view.say("list.comma").join(kinds(view, found))


def _count(every: list[Standing], *states: str) -> int:
    return sum(s.state in states for s in every)


def _cells(view: View, line: list[Standing]) -> list[charts.HeatCell]:
    return [
        charts.HeatCell(value=None if s.value is None else float(s.value), text=judged.bare(view, s), state=s.state) for s in line
    ]


def _read(view: View, names: list[str], cells: list[list[charts.HeatCell]]) -> str:
    """The grid in words."""
    told = (Printed(n, " ") + Printed(" ").join(c.text for c in line) for n, line in zip(names, cells, strict=True))
    return view.say("list.semicolon").join(told)


def _worst(where: list[list[Standing]], most: int) -> list[int]:
    """The ``most`` regions with the most missed lines, of equals those further from them, in division order."""

    def grave(n: int) -> tuple[int, Fraction]:
        bad = [s.shortfall for s in where[n] if s.state == "missed"]
        return -len(bad), -sum(bad, Fraction(0))

    return sorted(sorted(range(len(where)), key=grave)[:most])


def _selection_note(view: View, shown: int, file: str) -> list[str]:
    told = view.sentence("ranking.selected", count=digits(len(view.results.regions)), shown=digits(shown), file=file)
    return [told] if told else []


def completions(view: View) -> list[Component]:
    """Heat map of target completion: one scale for the grid, so that shades compare over items."""
    everyone = view.results.regions
    aimed = (i.code for i in view.results.indicators if i.dimension is Dimension.TARGETS)
    codes = [code for code in aimed if any(standing(view, code, r).target for r in everyone)]
    return [_completions(view, id, some) for id, some in grids(codes, "completions")]


def _completions(view: View, id: str, codes: Sequence[str]) -> Component:
    say, everyone = view.say, view.results.regions
    where = [[standing(view, c, r) for c in codes] for r in everyone]
    every = [s for line in where for s in line]
    ceilings = any(s.target is not None and s.target.demand == "at_most" for s in every)
    title = view.sentence(
        "ranking.any_message" if ceilings else "ranking.completions_message",
        "ranking.any_reached" if ceilings else "ranking.completions_reached",
        "ranking.completions_none",
        of=tuple(codes),
        count=digits(_count(every, "missed", "met")),
        missed=digits(_count(every, "missed")),
    )
    kept, whole = _worst(where, MOST_ROWS - 1), [standing(view, c, view.top) for c in codes]
    names = [*(view.short(everyone[n]) for n in kept), view.short(view.top)]
    cells = [_missed_cells(view, line) for line in (*(where[n] for n in kept), whole)]
    mark = say("demand.proposed") if any(_without(view, c) for c in codes) else ""
    return figure(
        id,
        title,
        say("ranking.completions_subtitle", period=spans.through(view), proposed=mark),
        svg=charts.heat(names, [view.title(c) for c in codes], cells, by_column=False, highlight=view.short(view.top)),
        alt=title + mark + say("list.colon") + _read(view, names, cells),
        notes=[
            *_proposal_notes(view, codes),
            *wholes.partial_notes(view, (cell.text for cell in cells[-1])),
            *_selection_note(view, len(kept), "targets.csv"),
        ],
    )


def _proposal_notes(view: View, codes: Sequence[str]) -> list[str]:
    """Items whose regional targets nobody issued; of those of which some were issued, in which regions they were not."""
    say = view.say
    statuses = {c: {t.status for t in regional(view, c)} for c in codes}
    all_ = [c for c in codes if statuses[c] == {"proposal"}]
    some = [c for c in codes if statuses[c] == {"proposal", "issued"}]
    items = (say("ranking.proposed_item", title=view.title(c), places=_names(view, _without(view, c))) for c in some)
    told = (
        view.sentence("ranking.proposed", of=tuple(all_), titles=say("list.comma").join(map(view.title, all_))),
        view.sentence("ranking.proposed_some", of=tuple(some), items=say("list.semicolon").join(items)),
    )
    return [text for text in told if text]


def _without(view: View, code: str) -> list[str]:
    """Regions whose target of ``code`` nobody issued."""
    targets = ((r, standing(view, code, r).target) for r in view.results.regions)
    return [r for r, target in targets if target is not None and target.status == "proposal"]


def _names(view: View, regions: list[str]) -> str:
    names = [view.short(r) for r in regions]
    return view.say("list.comma").join(names) if len(names) <= ENDS else list_names(view, names)


def _missed_cells(view: View, line: list[Standing]) -> list[charts.HeatCell]:
    """Cells of which only the missed ones are marked."""
    return [replace(c, state=c.state if c.state == "missed" else "not_judged") for c in _cells(view, line)]
