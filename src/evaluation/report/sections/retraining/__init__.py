"""Retraining-rate targets by training stream (amendments D); the streams are never added up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.measured.retraining import part_of_pace
from evaluation.measured.splits import BASES, alternatives
from evaluation.measured.stream_progress import StreamProgress
from evaluation.render import charts
from evaluation.render.component import Component, figure, heading, omission, paragraph, section
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.parts.empty import nothing
from evaluation.report.section import Section
from evaluation.report.sections.retraining.closing import closing
from evaluation.report.sections.retraining.stream_tables import by_stream, usable_columns
from evaluation.study.model import Target
from evaluation.study.periods import Period
from evaluation.view import apart, judged, spans
from evaluation.view.streams import in_no_table
from evaluation.view.view import View

_STATES = {"done": "met", "feasible": "met", "unlikely": "missed"}


def build(view: View) -> Component:
    say = view.say
    streams = view.results.streams(view.region)
    if not streams:
        return omission("retraining", view.sentence("omitted.retraining", year=view.period_text(view.results.year)))
    parts = [heading(1, say("retraining.title"))]
    none = nothing(view, (), [s.stream for s in streams])
    if none:
        return section("retraining", [*parts, none])
    parts += [paragraph(sentence(view, s)) for s in streams]
    parts += [
        rates(view, streams),
        *other_splits(view, streams),
        pace_chart(view, streams),
        pace_table(view, streams),
        closing(view, streams),
    ]
    return section("retraining", parts)


def sentence(view: View, s: StreamProgress) -> str:
    """Trained, against the target and over the base, as far as each is known."""
    numbers, of = view.numbers, s.stream
    target, gap = s.mark("demanded"), s.mark("trained", "demanded")
    left = view.sentence("retraining.gap_left", of=of, gap=numbers.persons(s.gap, mark=gap, figure="stream"))
    against = view.sentence(
        "retraining.against",
        "retraining.against_some",
        "retraining.against_zero",
        "retraining.without",
        of=of,
        gap=left,
        target=numbers.persons(s.demanded, mark=target, figure="stream") + judged.proposal_mark(view, [of]),
        completion=judged.share(view, s.completion, gap, "stream_rate"),
        count=digits(s.counted["trained"]),
        all=digits(len(view.results.regions)),
    )
    rate = view.sentence(
        "retraining.against_rate", of=of, rate=numbers.percent(s.target_rate, s.mark("demanded", "base"), figure="stream_rate")
    )
    covering = view.sentence(
        "retraining.covering",
        of=of,
        base=numbers.persons(s.base, mark=s.mark("base"), figure="stream"),
        target_rate=rate,
        rate=numbers.percent(s.retraining_rate, s.mark("in_base", "covered"), figure="stream_rate"),
    )
    return view.sentence(
        "retraining.sentence",
        "retraining.sentence_missing",
        of=of,
        stream=view.title(of),
        against=against,
        trained=numbers.persons(s.trained, mark=s.mark("trained"), figure="stream"),
        covering=covering,
        kind=view.say(f"state.{s.mark('trained')}"),
    )


def rates(view: View, streams: tuple[StreamProgress, ...]) -> Component:
    say, n = view.say, view.numbers
    persons, percent = say("unit.persons"), "%"
    lines = [
        ("column.year_target", persons, [n.count(s.demanded, s.mark("demanded"), figure="stream") for s in streams]),
        ("retraining.trained", persons, [n.count(s.trained, s.mark("trained"), figure="stream") for s in streams]),
        (
            "retraining.completion",
            percent,
            [apart.figure(view, s.completion, Fraction(100), s.mark("trained", "demanded"), key="stream_rate") for s in streams],
        ),
        ("retraining.completed", persons, [n.count(s.completed, s.mark("completed"), figure="stream") for s in streams]),
        ("retraining.base", persons, [n.count(s.base, s.mark("base"), figure="stream") for s in streams]),
        *(
            [("retraining.covered", persons, [n.count(s.covered, s.mark("covered"), figure="stream") for s in streams])]
            if any(s.covered != s.base for s in streams)
            else []
        ),
        ("retraining.in_base", persons, [n.count(s.in_base, s.mark("in_base"), figure="stream") for s in streams]),
        (
            "retraining.rate",
            percent,
            [n.decimal(s.retraining_rate, 1, s.mark("in_base", "covered"), figure="stream_rate") for s in streams],
        ),
        (
            "retraining.target_rate",
            percent,
            [n.decimal(s.target_rate, 1, s.mark("demanded", "base"), figure="stream_rate") for s in streams],
        ),
        (
            "retraining.passed_share",
            percent,
            [n.decimal(s.pass_rate, 1, s.mark("passed", "completed"), figure="stream_rate") for s in streams],
        ),
        (
            "retraining.employment_rate",
            percent,
            [n.decimal(s.employment_rate, 1, s.mark("employed", "mature"), figure="stream_rate") for s in streams],
        ),
    ]
    codes, issued = tuple(s.stream for s in streams), streams[0].target
    told = (
        "" if in_no_table(view, "retraining.base") else say("retraining.note_base"),
        view.sentence("retraining.note_equal", of=codes),
        _partial(view, streams),
        view.sentence("retraining.note_target", of=codes[0], source=_source(view, issued) if issued else ""),
    )
    notes = [*spans.note(view), *filter(None, told)]
    kept, absent = usable_columns(view, lines)
    return by_stream(view, "retraining-table", say("retraining.table"), streams, kept, [*notes, *absent])


def _partial(view: View, streams: tuple[StreamProgress, ...]) -> str:
    """Of how many regions the sums of the whole are, where it is not all of them."""
    say, everyone = view.say, len(view.results.regions)
    keys = {
        "trained": "retraining.trained",
        "completed": "retraining.passed_share",
        "mature": "retraining.employment_rate",
        "in_base": "retraining.rate",
    }
    items = []
    for s in streams:
        short = {name: n for name, n in s.counted.items() if 0 < n < everyone}
        alike = len(short) == len(keys) and len(set(short.values())) == 1
        items += [
            say("retraining.partial_item", stream=view.title(s.stream), title=title, count=digits(n))
            for title, n in ([("", s.counted["trained"])] if alike else ((say(keys[k]), n) for k, n in short.items()))
        ]
    return view.sentence(
        "retraining.partial", of=tuple(s.stream for s in streams), all=digits(everyone), items=say("list.semicolon").join(items)
    )


def _source(view: View, target: Target) -> str:
    """Sources are entered in Chinese; English pages name the file and the status."""
    if view.language == "zh":
        return name_as("quoted", target.source)
    return Printed("targets.csv, ", view.say(f"problems.{target.status}"))


def other_splits(view: View, streams: tuple[StreamProgress, ...]) -> list[Component]:
    """How the region's target would change on other bases of the split."""
    say, n = view.say, view.numbers
    if view.is_overview or not view.compares or all(s.target is None or s.target.status == "issued" for s in streams):
        return []
    made = [alternatives(view.study, view.results.figures, s.stream, view.region, view.period, s.base) for s in streams]
    tops = [s.mark("demanded") if s.target is None else "missing" for s in view.results.streams(view.top)]
    lines = [("splits.own", say("unit.persons"), [n.count(s.demanded, s.mark("demanded"), figure="stream") for s in streams])]
    lines += [
        (
            f"splits.{name}",
            say("unit.persons"),
            [n.count(o[i].persons, top, figure="stream_split") for o, top in zip(made, tops, strict=True)],
        )
        for i, name in enumerate(BASES)
    ]
    lines.append(
        (
            "retraining.target_rate",
            "%",
            [n.decimal(s.target_rate, 1, s.mark("demanded", "base"), figure="stream_rate") for s in streams],
        )
    )
    lines += [
        (
            f"splits.rate_{name}",
            "%",
            [n.decimal(o[i].rate, 1, top, figure="stream_split") for o, top in zip(made, tops, strict=True)],
        )
        for i, name in enumerate(BASES)
    ]
    return [by_stream(view, "splits", say("splits.table"), streams, lines, [say("splits.note")])]


def pace_chart(view: View, streams: tuple[StreamProgress, ...]) -> Component:
    say, numbers = view.say, view.numbers
    when = part_of_pace(view.results.figures, streams[0].pace.cut_off, view.period).to_date()
    panels = [_panel(view, s, when) for s in streams]

    def stream_name(*verdicts: str) -> str:
        return say("list.comma").join(view.title(s.stream) for s in streams if s.pace.verdict in verdicts)

    told = (
        view.sentence("retraining.pace_unlikely", streams=stream_name("unlikely")),
        view.sentence("retraining.pace_more_classes", streams=stream_name("more_classes")),
        view.sentence("retraining.pace_fine", streams=stream_name("done", "feasible")),
        view.sentence("retraining.pace_unknown", streams=stream_name("unknown")),
        view.sentence("retraining.pace_zero", streams=stream_name("zero")),
        view.sentence("retraining.pace_no_target", streams=stream_name("no_target")),
    )
    title = say("list.semicolon").join(filter(None, told))
    words = charts.PaceWords(
        actual=say("targets.key_actual"),
        needed=say("retraining.key_needed"),
        target=say("targets.key_target") + judged.proposal_mark(view, (s.stream for s in streams)),
        last_start=say("retraining.key_start"),
    )
    return figure(
        "retraining-pace",
        title,
        say("retraining.pace_subtitle", cut_off=view.date(streams[0].pace.cut_off)),
        svg=charts.pace(panels, words),
        alt=title
        + say("list.colon")
        + say("list.semicolon").join(
            Printed(
                view.title(s.stream),
                " ",
                numbers.persons(s.pace.trained, mark=s.mark("paced"), figure="stream"),
                " / ",
                numbers.persons(s.demanded, mark=s.mark("demanded"), figure="stream"),
                judged.proposal_mark(view, [s.stream]),
                ", ",
                say("verdict_word." + s.pace.verdict),
            )
            for s in streams
        ),
    )


def _panel(view: View, s: StreamProgress, when: Sequence[Period]) -> charts.PacePanel:
    say, numbers = view.say, view.numbers
    reached = [view.results.figures.to_date(view.region, p, s.stream).amount for p in when]
    scale, unit, places = numbers.axis(s.demanded or 0, "persons")
    sums = [None if amount is None else amount / scale for amount in reached]
    start = s.pace.last_class_start
    ticks = (*(say.part(p) for p in when), view.day(start))
    return charts.PacePanel(
        title=view.title(s.stream),
        subtitle=unit,
        ticks=ticks,
        actual=(*sums, None),
        last_text=numbers.decimal(_over(s.pace.trained, scale), places, s.mark("paced")),
        target=None if s.demanded is None else s.demanded / scale,
        last_start=len(when),
        verdict=say(f"verdict_word.{s.pace.verdict}"),
        state=_STATES.get(s.pace.verdict, "not_judged"),
    )


def _over(amount: int | None, scale: int) -> Fraction | None:
    return None if amount is None else Fraction(amount, scale)


def pace_table(view: View, streams: tuple[StreamProgress, ...]) -> Component:
    say, n = view.say, view.numbers
    persons, monthly = say("unit.persons"), say("unit.persons_month")
    gaps = [None if s.pace.gap is None else max(0, s.pace.gap) for s in streams]
    lines = [
        ("retraining.trained", persons, [n.count(s.pace.trained, s.mark("paced"), figure="stream") for s in streams]),
        (
            "retraining.gap",
            persons,
            [n.count(g, s.mark("paced", "left", "demanded"), figure="stream_pace") for g, s in zip(gaps, streams, strict=True)],
        ),
        ("retraining.last_start", None, [view.day(s.pace.last_class_start) for s in streams]),
        ("retraining.months_left", say("unit.months"), [n.decimal(s.pace.months_left, figure="stream_pace") for s in streams]),
        (
            "retraining.needed",
            monthly,
            [n.need(s.pace.needed_per_month, "persons", s.mark("paced", "left", "demanded"), "stream_pace") for s in streams],
        ),
        ("retraining.best", monthly, [n.count(s.pace.best_month_mean, s.mark("best"), figure="stream_pace") for s in streams]),
        ("retraining.capacity", persons, [n.count(s.pace.capacity, s.mark("capacity"), figure="stream_pace") for s in streams]),
        ("retraining.verdict", None, [say(f"verdict_word.{s.pace.verdict}") for s in streams]),
    ]
    rules = view.study.file.retraining
    notes = [say("retraining.note_pace"), *([view.text(rules.source)] if rules else [])]
    title = say("retraining.pace_table", cut_off=view.date(streams[0].pace.cut_off))
    kept, absent = usable_columns(view, lines)
    return by_stream(view, "retraining-pace-table", title, streams, kept, [*notes, *absent])


SECTION = Section(build=build, made_from=("standards.csv", "targets.csv"))
