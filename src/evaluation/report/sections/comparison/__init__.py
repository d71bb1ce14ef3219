"""Overview only: every region beside the others. Rank is a column, the order is that of the divisions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from evaluation.measured.figure import worst
from evaluation.measured.stream_progress import StreamProgress
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, row, section
from evaluation.render.largest import MOST_ROWS
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.parts import beside_expected, standing_rank
from evaluation.report.parts.shown_regions import ENDS, selection_note
from evaluation.report.refusals import refusal_notice
from evaluation.report.section import Section
from evaluation.report.sections.comparison import heats
from evaluation.scores.tree import Score
from evaluation.scores.uncertainty.league import league
from evaluation.view import judged
from evaluation.view.page_tables import list_names, number, table_with_notes
from evaluation.view.standings import printed_points
from evaluation.view.streams import in_no_table
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    if not view.compares:
        return omission("ranking", view.sentence("omitted.one_region"))
    parts = [heading(1, say("ranking.title"))]
    if view.scored.unscored is not None:
        parts.append(refusal_notice(view, view.scored.unscored))
    if view.scored.scores:
        parts += [*by_score(view), *tile_map(view), scores(view)]
        if league(view.results) is not None:
            parts.append(standing_rank.chart(view))
    parts += [*heats.lines(view), *heats.completions(view)]
    if view.results.streams(view.top):
        parts += retraining(view)
    if len(parts) == 1:
        return omission("ranking", view.sentence("omitted.ranking"))
    return section("ranking", parts)


def by_score(view: View) -> list[Component]:
    """Regions by score; nobody to draw where no region has the evidence for one."""
    say, numbers = view.say, view.numbers
    scores = view.scored.scores
    nobody = view.sentence("ranking.league_nobody", least=numbers.decimal(view.weights.least_evidence, 0))
    if nobody:
        return [notice("missing", nobody)]
    rows = [
        charts.DotRow(
            key=r,
            label=view.short(r),
            value=None if s.total is None else float(s.total),
            value_text=judged.points(view, s.total),
            state=_grade_state(view, r),
        )
        for r, s in scores.items()
    ]
    shown = rows if len(rows) <= MOST_ROWS else _ends(rows)
    grades = view.grades
    passing = grades[-2] if len(grades) > 1 else grades[0]
    below = sum(s.total is not None and s.total < passing.from_score for s in scores.values())
    under = view.sentence("ranking.below", below=digits(below), grade=view.text(passing.name))
    title = view.sentence("ranking.league_message", "ranking.league_level", below=under, **_extremes(view))
    target = charts.Reference(
        value=float(passing.from_score), text=Printed(view.text(passing.name), " ", numbers.decimal(passing.from_score, 0))
    )
    return [
        figure(
            "league",
            title,
            say("ranking.league_subtitle", period=view.period_text(), preset=name_as("code", view.weights.preset)),
            svg=charts.dots(shown, None, target=target),
            alt=view.alt(title, ((x.label, x.value_text) for x in shown)),
            notes=[*proposal(view), *selection_note(view, "scores.csv")],
        )
    ]


def proposal(view: View) -> list[str]:
    told = view.sentence("ranking.proposal")
    return [told] if told else []


def _extremes(view: View) -> dict[str, str]:
    """Who has the highest and who the lowest total, and these totals as printed."""
    totals = {r: s.total for r, s in view.scored.scores.items() if s.total is not None}
    if not totals:
        return {"first": "", "last": "", "high": "", "low": ""}
    high, low = max(totals.values()), min(totals.values())

    def who(total: Fraction) -> str:
        return list_names(view, [view.short(r) for r, t in totals.items() if t == total])

    return {"first": who(high), "last": who(low), "high": judged.points(view, high), "low": judged.points(view, low)}


def _ends(rows: list[charts.DotRow]) -> list[charts.DotRow]:
    """The highest and the lowest of many."""
    order = sorted((r for r in rows if r.value is not None), key=lambda r: -(r.value or 0))
    return order if len(order) <= 2 * ENDS else [*order[:ENDS], *order[-ENDS:]]


def _grade_state(view: View, region: str) -> str:
    score = view.scored.scores[region]
    if score.total is None:
        return "missing"
    grades = view.grades
    return "missed" if len(grades) > 1 and score.grade == grades[-1] else "met"


def scores(view: View) -> Component:
    say, numbers = view.say, view.numbers
    groups = view.weights.groups
    rows, drawn = [], league(view.results)
    for region, score in view.scored.scores.items():
        place = drawn.places.get(region) if drawn else None
        sure = (
            [Printed(digits(place.low, "draws"), "–", digits(place.high, "draws")), digits(place.shared, "draws")]
            if place
            else [numbers.mark("not_applicable")] * 2
        )
        parts = [_brought(view, score, g) for g in groups]
        grade = view.text(score.grade.name) if score.grade else say("score.no_grade")
        rank = view.scored.ranks.get(region)
        rows.append(
            row(
                view.short(region),
                *parts,
                judged.points(view, score.total, region=region),
                grade,
                numbers.count(rank, "not_applicable", figure="rank"),
                *(sure if drawn else ["", ""]),
                numbers.decimal(score.evidence, 0, figure="with_data"),
                *beside_expected.cells(view, region),
            )
        )
    columns = [
        column(say("column.region"), weight=2),
        *(number(view.text(g.title), say("unit.of_points", points=numbers.decimal(g.points, 0))) for g in groups.values()),
        number(say("score.total"), say("unit.points")),
        column(say("score.grade")),
        number(say("column.rank")),
        number(standing_rank.interval_title(view) if drawn else "", say("unit.place")),
        number(say("ranks.shared_rank") if drawn else "", say("unit.place")),
        number(say("score.evidence"), "%"),
        *beside_expected.columns(view),
    ]
    return table_with_notes(
        view,
        "scores-table",
        say("ranking.scores_table"),
        columns,
        rows,
        [say("ranking.note"), *beside_expected.notes(view), *([say("ranks.shared_note")] if drawn else []), *proposal(view)],
    )


def _brought(view: View, score: Score, group: str) -> str:
    """Points of one group; where nothing of it counts, the gravest reason."""
    shown = printed_points(score)
    brought = [shown[x.indicator] for x in score.lines if x.group == group and x.indicator in shown]
    if brought:
        return view.numbers.decimal(sum(brought), 2, figure="points")
    return view.numbers.mark(worst(line.mark for line in score.lines if line.group == group))


def tile_map(view: View) -> list[Component]:
    """Scores on a map of equal tiles, where the study says which region lies where."""
    say, scores = view.say, view.scored.scores
    regions = [(r.code, r.tile_row, r.tile_column) for r in view.study.reporting]
    totals = {r: s.total for r, s in scores.items() if s.total is not None}
    tiles = [(code, x, y) for code, x, y in regions if x is not None and y is not None]
    if not tiles or not totals:
        return []
    places = [
        charts.Tile(
            label=view.short(code),
            row=x,
            column=y,
            value=float(totals[code]) if code in totals else None,
            text=judged.points(view, scores[code].total, region=code),
            state=_grade_state(view, code),
        )
        for code, x, y in tiles
    ]
    ends = _extremes(view)
    title = view.sentence("ranking.map_message", "ranking.map_level", best=ends["first"], worst=ends["last"], high=ends["high"])
    figure_ = figure(
        "map",
        title,
        say("ranking.map_subtitle", period=view.period_text()),
        svg=charts.tiles(places),
        alt=view.alt(title, ((x.label, x.text) for x in places)),
    )
    return [figure_]


def retraining(view: View) -> list[Component]:
    """Completion and retraining rate of every region by stream, and beside it what the pace says."""
    say, numbers = view.say, view.numbers
    streams = {r: view.results.streams(r) for r in view.results.places}

    def lines(*cells: Callable[[StreamProgress], str]) -> list[dict[str, Any]]:
        return [
            row(view.short(r), *(c for s in found for c in (cell(s) for cell in cells)), role=_role(view, r))
            for r, found in streams.items()
        ]

    names = [view.title(s.stream) for s in streams[view.top]]
    rated = not in_no_table(view, "retraining.rate")
    rates = lines(
        lambda s: numbers.decimal(s.completion, 1, s.mark("trained", "demanded"), figure="stream_rate"),
        lambda s: numbers.decimal(s.retraining_rate, 1, s.mark("in_base", "covered"), figure="stream_rate") if rated else "",
    )
    heads = [number(Printed(n, " ", say(k)), "%") for n in names for k in ("column.completion", "retraining.rate_short")]
    absent = view.sentence("retraining.in_no_table", of="retraining.rate", titles=say("retraining.rate"))
    verdicts = lines(lambda s: say(f"verdict_word.{s.pace.verdict}"))
    cut_off = view.date(streams[view.top][0].pace.cut_off)
    return [
        table_with_notes(
            view,
            "retraining-regions",
            say("ranking.retraining_table"),
            [column(say("column.region")), *heads],
            rates,
            [absent or say("retraining.note_base")],
        ),
        table_with_notes(
            view,
            "pace-regions",
            say("ranking.pace_table", cut_off=cut_off),
            [column(say("column.region")), *(column(n) for n in names)],
            verdicts,
            [say("retraining.note_pace")],
        ),
    ]


def _role(view: View, region: str) -> str:
    return "total" if region == view.top else "body"


SECTION = Section(build=build, made_from=("targets.csv", "weights.yml"), title="ranking.title")
