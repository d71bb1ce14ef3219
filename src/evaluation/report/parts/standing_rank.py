"""How sure a rank is: its interval over the draws, the rank it shares, and which indicator alone would move it."""

from __future__ import annotations

from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, paragraph, row
from evaluation.render.printed import COUNT, Printed, digits
from evaluation.report.parts import beside_expected
from evaluation.report.parts.shown_regions import around, selection_note
from evaluation.report.refusals import refusal_notice
from evaluation.scores.uncertainty.league import LeaguePlace, league, undrawn
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.standings import league_of, moves_without, printed_points, sharing
from evaluation.view.view import View


def parts(view: View) -> list[Component]:
    """Heading, sentence, chart and what would move the rank; empty without a rank."""
    say, drawn_from = view.say, league(view.results)
    if view.region not in view.scored.ranks or len(view.scored.ranks) < 2:
        return []
    made: list[Component] = [heading(2, say("ranks.heading"))]
    why = undrawn(view.results)
    if why is not None:
        made.append(refusal_notice(view, why))
    elif drawn_from is None:
        made.append(paragraph(view.sentence("ranks.not_asked")))
    else:
        made += [paragraph(sentence(view, drawn_from.places[view.region])), chart(view)]
    return [*made, moves_without_each(view)]


def sentence(view: View, place: LeaguePlace) -> str:
    """Rank, interval and shared rank of this region."""
    say, asked = view.say, league_of(view).asked
    names = say("list.comma").join(map(view.short, sharing(view)))
    return view.sentence(
        "ranks.sentence",
        rank=digits(place.rank),
        count=digits(len(league_of(view).places)),
        low=digits(place.low),
        high=digits(place.high),
        level=view.numbers.decimal(asked.level, 0, figure=COUNT),
    ) + view.sentence("ranks.shared", "ranks.alone", rank=digits(place.shared), names=names)


def draw_note(view: View) -> str:
    """What was drawn, how often, from which seed."""
    say, numbers, asked = view.say, view.numbers, league_of(view).asked
    moves = asked.spread
    told = [
        say("ranks.weights", share=numbers.decimal(moves.weights * 100, 0, figure=COUNT)),
        say("ranks.goalposts", share=numbers.decimal(moves.goalposts * 100, 0, figure=COUNT)),
    ]
    told += [say("ranks.readings")] if moves.readings else []
    told += [say("ranks.noise")] if moves.noise else []
    return say(
        "ranks.drawn",
        draws=numbers.count(asked.draws, figure=COUNT),
        seed=digits(asked.seed),
        level=numbers.decimal(asked.level, 0, figure=COUNT),
        moves=say("list.semicolon").join(told),
        why=view.text(asked.why),
    )


def chart(view: View) -> Component:
    """Ranks with their intervals; this region emphasised, in the overview none."""
    say, places = view.say, league_of(view).places
    order = sorted(places, key=lambda r: places[r].rank)
    shown = tuple(r for r in around(view, order) if r in places)
    rows = [
        charts.DotRow(
            key=r,
            label=view.short(r),
            value=float(places[r].rank),
            value_text=_text(view, places[r]),
            interval=(float(places[r].low), float(places[r].high)),
        )
        for r in shown
    ]
    groups = len({p.shared for p in places.values()})
    level = view.numbers.decimal(league_of(view).asked.level, 0, figure=COUNT)
    mine = places.get(view.region)
    title = view.sentence(
        "ranks.message_all",
        "ranks.message",
        "ranks.message_sure",
        groups=digits(groups),
        count=digits(len(places)),
        region=view.name(),
        low=digits(mine.low if mine else None),
        high=digits(mine.high if mine else None),
        level=level,
        apart=view.sentence("ranks.apart"),
    )
    return figure(
        "rank-intervals",
        title,
        say("ranks.subtitle", level=level, period=view.period_text()),
        svg=charts.dots(rows, None if view.is_overview else view.region, descending=False),
        alt=view.alt(title, ((x.label, x.value_text) for x in rows)),
        notes=[draw_note(view), *beside_expected.notes(view), *selection_note(view, "scores.csv")],
        table=twin(view, shown),
    )


def _text(view: View, place: LeaguePlace) -> str:
    return view.say("ranks.text", rank=digits(place.rank, "rank"), low=digits(place.low, "draws"), high=digits(place.high, "draws"))


def twin(view: View, shown: tuple[str, ...]) -> Component:
    say, places = view.say, league_of(view).places
    rows = [
        row(
            view.short(r),
            digits(places[r].rank, "rank"),
            Printed(digits(places[r].low, "draws"), "–", digits(places[r].high, "draws")),
            digits(places[r].median, "draws"),
            digits(places[r].shared, "draws"),
            *beside_expected.cells(view, r),
            role="emphasis" if r == view.region else "body",
        )
        for r in shown
    ]
    columns = [
        column(say("column.region")),
        number(say("column.rank")),
        number(interval_title(view), say("unit.place")),
        number(say("ranks.median"), say("unit.place")),
        number(say("ranks.shared_rank"), say("unit.place")),
        *beside_expected.columns(view),
    ]
    notes = [say("ranks.shared_note"), *beside_expected.notes(view)]
    return table_with_notes(view, "rank-intervals-table", say("ranks.table"), columns, rows, notes)


def interval_title(view: View) -> str:
    return view.say("ranks.interval", level=view.numbers.decimal(league_of(view).asked.level, 0, figure=COUNT))


def moves_without_each(view: View) -> Component:
    """Indicators without which this region would stand elsewhere."""
    say, other = view.say, moves_without(view)
    now = view.scored.without_each[""][view.region]
    if not other:
        return paragraph(view.sentence("moved.none", rank=digits(now)))
    score = view.scored.scores[view.region]
    lines, shown = {line.indicator: line for line in score.lines}, printed_points(score)
    rows = []
    for code, rank in sorted(other.items(), key=lambda pair: -abs((pair[1] or now) - now)):
        line = lines[code]
        change = "" if rank is None else view.numbers.sign(now - rank, 0, figure="rank_without")
        rows.append(
            row(
                view.title(code),
                view.numbers.decimal(line.points, 0, figure="weight"),
                view.numbers.decimal(shown.get(code), 2, line.mark, figure="points"),
                view.numbers.count(rank, "not_applicable", figure="rank_without"),
                change,
            )
        )
    columns = [
        column(say("column.indicator"), weight=4),
        number(say("score.points"), say("unit.points")),
        number(say("score.awarded"), say("unit.points")),
        number(say("moved.rank"), say("unit.place")),
        number(say("moved.change"), say("unit.places")),
    ]
    return table_with_notes(view, "without-each", say("moved.table", rank=digits(now)), columns, rows, [say("moved.note")])
