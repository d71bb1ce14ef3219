"""Overview only: every region beside the others. Rank is a column, the order is that of the divisions."""

from __future__ import annotations

from evaluation.report import charts, judged
from evaluation.report.charts.check import MOST_ROWS
from evaluation.report.component import Component, column, figure, heading, notice, omitted, row, section
from evaluation.report.judgements import standing
from evaluation.report.refusals import refused
from evaluation.report.sections import standing_rank
from evaluation.report.sections.targets import demanded
from evaluation.report.sections.twins import ENDS, noted, number, selected
from evaluation.report.view import View


def build(view: View) -> Component:
    say = view.say
    parts = [heading(1, say("ranking.title"))]
    if view.results.unscored is not None:
        parts.append(refused(view, view.results.unscored))
    if view.results.scores:
        parts += [*league(view), *tile_map(view), scores(view)]
        if view.results.league is not None:
            parts.append(standing_rank.chart(view))
    matrix = lines(view)
    if matrix:
        parts.append(matrix)
    parts += completions(view)
    if view.results.streams(view.top):
        parts += retraining(view)
    if len(parts) == 1:
        return omitted("ranking", say("omitted.ranking"))
    return section("ranking", parts)


def league(view: View) -> list[Component]:
    """Regions by score; nobody to draw where no region has the evidence for one."""
    say, numbers = view.say, view.numbers
    scores = view.results.scores
    totals = {r: s.total for r, s in scores.items() if s.total is not None}
    if not totals:
        least = numbers.decimal(view.study.weights.least_evidence, 0)
        return [notice("missing", say("ranking.league_nobody", least=least))]
    rows = [
        charts.DotRow(
            key=r, label=view.short(r), value=None if s.total is None else float(s.total),
            value_text=numbers.decimal(s.total), state=_grade_state(view, r),
        )
        for r, s in scores.items()
    ]  # fmt: skip
    shown = rows if len(rows) <= MOST_ROWS else _ends(rows)
    first, last = max(totals, key=totals.get), min(totals, key=totals.get)
    passing = view.study.weights.grades[-2] if len(view.study.weights.grades) > 1 else view.study.weights.grades[0]
    below = sum(t < passing.from_score for t in totals.values())
    title = say(
        "ranking.league_message", first=view.short(first), last=view.short(last), high=numbers.decimal(totals[first]),
        low=numbers.decimal(totals[last]), below=str(below), grade=passing.name[view.language],
    )  # fmt: skip
    target = charts.Reference(
        value=float(passing.from_score),
        text=f"{passing.name[view.language]} {numbers.decimal(passing.from_score, 0)}",
    )
    return [figure(
        "league", title, say("ranking.league_subtitle", period=view.period_text(), preset=view.study.weights.preset),
        svg=charts.dots(shown, None, target=target),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{x.label} {x.value_text}" for x in shown),
        notes=[say("ranking.proposal"), *selected(view, len(shown))],
    )]  # fmt: skip


def _ends(rows: list[charts.DotRow]) -> list[charts.DotRow]:
    """The highest and the lowest of many."""
    order = sorted((r for r in rows if r.value is not None), key=lambda r: -r.value)
    return [*order[:ENDS], *order[-ENDS:]]


def _grade_state(view: View, region: str) -> str:
    score = view.results.scores[region]
    if score.total is None:
        return "missing"
    grades = view.study.weights.grades
    return "missed" if len(grades) > 1 and score.grade == grades[-1] else "met"


def scores(view: View) -> Component:
    say, numbers = view.say, view.numbers
    groups = view.study.weights.groups
    rows, drawn = [], view.results.league
    for region, score in view.results.scores.items():
        place = drawn.places.get(region) if drawn else None
        sure = [f"{place.low}–{place.high}", str(place.shared)] if place else [numbers.mark("not_applicable")] * 2
        parts = [
            numbers.decimal(score.group(g)[0]) if score.group(g)[1] else numbers.mark("missing") for g in groups
        ]
        grade = score.grade.name[view.language] if score.grade else say("score.no_grade")
        rank = view.results.ranks.get(region)
        rows.append(
            row(view.short(region), *parts, numbers.decimal(score.total), grade, numbers.count(rank, "not_applicable"),
                *(sure if drawn else ["", ""]), numbers.decimal(score.evidence, 0))
        )  # fmt: skip
    columns = [
        column(say("column.region"), weight=2),
        *(number(g.title[view.language], say("unit.of_points", points=numbers.decimal(g.points, 0))) for g in groups.values()),
        number(say("score.total"), say("unit.points")), column(say("score.grade")), number(say("column.rank")),
        number(standing_rank.interval_title(view) if drawn else "", say("unit.place")),
        number(say("ranks.shared_rank") if drawn else "", say("unit.place")),
        number(say("score.evidence"), "%"),
    ]  # fmt: skip
    return noted(
        view,
        "scores-table",
        say("ranking.scores_table"),
        columns,
        rows,
        [say("ranking.note"), *([say("ranks.shared_note")] if drawn else []), say("ranking.proposal")],
    )


def tile_map(view: View) -> list[Component]:
    """Scores on a map of equal tiles, where the study says which region lies where."""
    say, numbers, scores = view.say, view.numbers, view.results.scores
    regions = [r for r in view.study.reporting if r.tile_row is not None]
    totals = {r: s.total for r, s in scores.items() if s.total is not None}
    if not regions or not totals:
        return []
    places = [
        charts.Tile(
            label=view.short(r.code), row=r.tile_row, column=r.tile_column,
            value=None if scores[r.code].total is None else float(scores[r.code].total),
            text=numbers.decimal(scores[r.code].total), state=_grade_state(view, r.code),
        )
        for r in regions
    ]  # fmt: skip
    order = sorted(totals, key=totals.get, reverse=True)
    best, worst = (say("list.comma").join(view.short(r) for r in part) for part in (order[:3], order[:-4:-1]))
    title = say("ranking.map_message", best=best, worst=worst)
    figure_ = figure(
        "map", title, say("ranking.map_subtitle", period=view.period_text()), svg=charts.tiles(places),
        alt=title + say("list.colon") + say("list.semicolon").join(f"{x.label} {x.text}" for x in places),
    )  # fmt: skip
    return [figure_]


def lines(view: View) -> Component | None:
    """Heat map of the hard limits: who misses which line."""
    say = view.say
    codes = list(view.study.file.hard_limits)
    if not codes:
        return None
    rows, misses, known = [], 0, 0
    for region in view.results.regions:
        where = [standing(view, c, region) for c in codes]
        misses += sum(s.state == "missed" for s in where)
        known += sum(s.state in ("met", "missed") for s in where)
        rows.append([
            charts.Cell(
                value=None if s.value is None else float(s.value),
                text=judged.bare(view, s),
                state=s.state,
            )
            for s in where
        ])  # fmt: skip
    rest = len(view.results.regions) * len(codes) - known
    key = "ranking.lines_message" if rest else "ranking.lines_message_all"
    title = say(
        key,
        misses=str(misses),
        count=str(known),
        rest=str(rest),
    )
    heads = [
        f"{view.title(c)} {view.demand_text(standing(view, c, view.results.regions[0]).target)}".strip()
        for c in codes
    ]
    names = [view.short(r) for r in view.results.regions]
    names, rows = _worst(names, rows, MOST_ROWS)
    return figure(
        "lines", title, say("ranking.lines_subtitle", period=view.period_text()), svg=charts.heat(names, heads, rows),
        alt=title + say("list.colon") + say("list.semicolon").join(
            f"{n} " + " ".join(c.text for c in r) for n, r in zip(names, rows, strict=True)),
        notes=_selected(view, len(names)),
    )  # fmt: skip


def _worst(names: list[str], rows: list[list], most: int, last: list | None = None) -> tuple[list[str], list[list]]:
    """The ``most`` regions with the most missed cells, in division order; all of them while they fit a chart."""
    by_misses = sorted(range(len(rows)), key=lambda n: -sum(c.state == "missed" for c in rows[n]))
    kept = sorted(by_misses[:most])
    return [names[n] for n in kept], [rows[n] for n in kept] + ([last] if last is not None else [])


def _selected(view: View, shown: int) -> list[str]:
    count = len(view.results.regions)
    return [view.say("ranking.selected", count=str(count), shown=str(shown))] if shown < count else []


def completions(view: View) -> list[Component]:
    """Heat map of target completion: one scale for the grid, so that shades compare over items. Nothing to draw where no
    region has a target."""
    say = view.say
    codes = [c for c in demanded(view) if any(standing(view, c, r).target for r in view.results.regions)]
    if not codes:
        return []
    regions = (*view.results.regions, view.top)
    where = [[standing(view, c, r) for c in codes] for r in regions]
    cells = [
        [
            charts.Cell(
                value=None if s.value is None else float(s.value),
                text=judged.bare(view, s),
                state=s.state if s.state == "missed" else "not_judged",
            )
            for s in line
        ]
        for line in where
    ]
    known = [s for line in where[:-1] for s in line if s.state in ("met", "missed")]
    behind = sum(s.state == "missed" for s in known)
    title = say("ranking.completions_message", count=str(len(known)), missed=str(behind))
    names, cells = _worst([view.short(r) for r in view.results.regions], cells[:-1], MOST_ROWS - 1, cells[-1])
    names = [*names, view.short(view.top)]
    heads = [view.title(c) for c in codes]
    made = figure(
        "completions",
        title,
        say("ranking.completions_subtitle", period=view.period_text()),
        svg=charts.heat(names, heads, cells, by_column=False, highlight=view.short(view.top)),
        alt=title
        + say("list.colon")
        + say("list.semicolon").join(
            f"{n} " + " ".join(c.text for c in line) for n, line in zip(names, cells, strict=True)
        ),
        notes=[say("ranking.note"), say("targets.proposal"), *_selected(view, len(names) - 1)],
    )
    return [made]


def retraining(view: View) -> list[Component]:
    """Completion and retraining rate of every region by stream, and beside it what the pace says."""
    say, numbers = view.say, view.numbers
    streams = {r: view.results.streams(r) for r in (*view.results.regions, view.top)}

    def lines(*cells) -> list[dict]:
        return [
            row(view.short(r), *(c for s in found for c in (cell(s) for cell in cells)), role=_role(view, r))
            for r, found in streams.items()
        ]

    names = [view.title(s.stream) for s in streams[view.top]]
    rates = lines(lambda s: numbers.decimal(s.completion), lambda s: numbers.decimal(s.retraining_rate))
    heads = [number(f"{n} {say(k)}", "%") for n in names for k in ("column.completion", "retraining.rate_short")]
    verdicts = lines(lambda s: say(f"verdict_word.{s.pace.verdict}"))
    cut_off = view.date(streams[view.top][0].pace.cut_off)
    return [
        noted(view, "retraining-regions", say("ranking.retraining_table"),
              [column(say("column.region")), *heads], rates, [say("retraining.note_base")]),
        noted(view, "pace-regions", say("ranking.pace_table", cut_off=cut_off),
              [column(say("column.region")), *(column(n) for n in names)], verdicts, [say("retraining.note_pace")]),
    ]  # fmt: skip


def _role(view: View, region: str) -> str:
    return "total" if region == view.top else "body"
