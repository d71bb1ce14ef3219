"""The first page: verdict, hard limits, every headline indicator against its line, money, strengths and problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import quantiles

from evaluation.render import charts
from evaluation.render.component import Component, bullets, figure, heading, limits, paragraph, section
from evaluation.render.printed import Printed, digits
from evaluation.report.parts import changes, chart_tables, lines
from evaluation.report.parts.rates import interval
from evaluation.report.section import Section
from evaluation.report.sections.conclusion import collected, left, verified
from evaluation.report.sections.conclusion.account import money
from evaluation.study.counted import MONEY
from evaluation.study.documents import Decision
from evaluation.study.ledger import OPEN
from evaluation.study.rectification import items
from evaluation.view import given_away, judged, revised, spans, verdict, wholes
from evaluation.view.account import execution
from evaluation.view.judgements import (
    BETTER,
    Standing,
    missed_standings,
    problems,
    shares_whole,
    standing,
    standings,
    strongest,
    tally,
)
from evaluation.view.page_tables import stated_note
from evaluation.view.statements import (
    broken_sums,
    is_doubted,
    missed_inside,
    missing_parts,
    not_delivered,
    overdrawn,
    sentence,
    thrown_out,
)
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    parts: list[Component] = [heading(1, say("conclusion.title"))]
    parts += [paragraph(text) for text in left.sentences(view)]
    parts.append(paragraph(verdict.text(view), style="lead"))
    incomplete = wholes.coverage_notes(view, shown_codes(view)) if view.is_overview else ""
    parts += [paragraph(text) for text in (*given_away.sentences(view), *collected.sentences(view))]
    parts += [paragraph(text) for text in later_changes(view)]
    if view.study.warning is not None or any(lines.is_ceiling(s) for s in standings(view)):
        told = lines.ceilings(view) if view.study.warning is None else lines.alert(view)
        parts.append(paragraph([{"text": say("conclusion.alert"), "strong": True}, told]))
    if view.study.file.hard_limits:
        parts.append(
            limits(
                say("limits.title" if view.study.file.policy else "limits.title_of_study"),
                [limit(view, code) for code in view.study.file.hard_limits],
            )
        )
    if view.delivered(view.fund.balance):
        parts.append(money(view))
    sure = [s for s in strongest(view) if not is_doubted(view, s.indicator.code)]
    good = [sentence(view, s.indicator.code) for s in sure[:2]]
    main = problems(view)
    bad = [*not_delivered(view), *missing_parts(view), *thrown_out(view), *broken_sums(view), *overdrawn(view)]
    bad += [lines.miss_with_gap(view, s) for s in main]
    if good:
        parts += [paragraph([{"text": say("conclusion.strong"), "strong": True}]), bullets(good)]
    if bad:
        parts += [paragraph([{"text": say("conclusion.weak"), "strong": True}]), bullets(bad)]
    late = view.sentence(
        "conclusion.overdue", of=tuple(overdue(view)), count=digits(len(overdue(view))), section=say("problems.title")
    )
    if late:
        parts.append(paragraph(late))
    others = lines.names_with_gaps(view, missed_standings(view)[len(main) :])
    more = view.sentence("conclusion.weak_more", items=others, count=digits(tally(view).missed), section=say("problems.title"))
    if more:
        parts.append(paragraph(more))
    changed = changes.on_last_year(view, most=2)
    if changed:
        parts.append(paragraph([{"text": say("conclusion.change"), "strong": True}, changed]))
    parts += [paragraph(text) for text in revised.sentences(view, dict.fromkeys(shown_codes(view)))]
    asked = [view.text(d.text) for d in decisions(view)]
    if asked:
        parts += [paragraph([{"text": say("conclusion.decisions"), "strong": True}]), bullets(asked)]
    if view.study.file.headline:
        parts.append(spine(view))
    below = [paragraph(incomplete)] if incomplete else []
    return section("conclusion", [*parts, *below, *verified.parts(view)])


def overdue(view: View) -> list[str]:
    """Confirmed problems of the fund that are not closed although the term of their notice is over."""
    day = view.study.file.cut_off
    story = ((i, s) for i, s in items(view.study, day, region=view.region, language=view.language) if s in OPEN)
    return [i.item for i, _ in story if i.kind == "fund" and i.issued is not None and i.due < day]


def later_changes(view: View) -> list[str]:
    """Which targets an order changed that came into force only after the period, and is known at the cut-off."""
    orders = [o for o in view.study.orders if (o.region, o.period) == (view.region, view.results.year)]
    late = [o for o in orders if o.effective > view.period.last_day]
    items = [
        view.say("conclusion.changed_item", title=view.title(o.item), number=o.number, day=view.date(o.effective))
        for o in sorted(late, key=lambda o: (o.item, o.effective))
    ]
    codes = tuple(dict.fromkeys(o.item for o in late))
    told = view.sentence("conclusion.changed_later", of=codes, items=view.say("list.semicolon").join(items))
    return [told] if told else []


def shown_codes(view: View) -> list[str]:
    """Indicators whose value, or what became of it, may stand on the first page."""
    file = view.study.file
    money_ = execution(view)
    return [*file.headline, *file.hard_limits, *(s.indicator.code for s in standings(view)), *([money_] if money_ else [])]


def decisions(view: View) -> list[Decision]:
    """What the study asks of this region's reader; without a region it is asked in the overview."""
    documents = view.study.documents
    return [d for d in documents.decisions if (d.region or view.top) == view.region] if documents else []


def limit(view: View, code: str) -> dict[str, str]:
    """One box of the strip: requirement, value, the two sides of the quotient, and the state in words."""
    s, value = standing(view, code), view.value(code)
    detail = stated_note(view, value)
    _, reading = s.indicator.settle(view.study.choices)
    if value.numerator is not None and value.denominator is not None and reading.denominator is not None:
        above, below = reading.numerator.counts, reading.denominator.counts
        detail = Printed(" / ").join(_sides(view, (value.numerator, above), (value.denominator, below)))
        detail += wholes.coverage_note(view, code, view.region)
    return {
        "title": spans.title_with_span(view, code),
        "requirement": judged.demand_or_reason(view, s),
        "value": judged.alone(view, s),
        "detail": detail,
        "state": s.settled,
        "state_text": view.say(f"state.{s.word}") + missed_inside(view, code),
    }


def _sides(view: View, *sides: tuple[int, str]) -> list[str]:
    """Numerator and denominator, each with what it counts."""
    if all(counts == MONEY for _, counts in sides):
        amounts, unit = view.numbers.moneys(*(amount for amount, _ in sides))
        return [amounts[0], Printed(amounts[1], " ", unit) if view.language == "en" else amounts[1] + unit]
    return [view.numbers.amount(amount, counts) for amount, counts in sides]


def spine(view: View) -> Component:
    """Each headline indicator on its own scale against the regions, the whole and its line; a table alone where there are none."""
    say = view.say
    order = [view.results.indicator_named(c).dimension for c in view.study.file.headline]
    codes = sorted(view.study.file.headline, key=lambda c: order.index(view.results.indicator_named(c).dimension))
    rows = [_row(view, code) for code in codes]
    if not view.compares and all(r.target is None for r in rows):
        return chart_tables.headline(view, codes)
    states = [r.state for r in rows]
    directed = any(r.better for r in rows)
    with_line = sum(s in ("met", "missed") for s in states)
    found = tally(view)
    title = view.sentence("spine.of_all", of=tuple(codes), demanded=digits(found.demanded), all_missed=digits(found.missed))
    title += view.sentence(
        "spine.message",
        "spine.message_met",
        "spine.message_unjudged",
        of=tuple(codes),
        region=view.name(),
        beside=view.sentence("spine.beside"),
        judged=digits(with_line),
        missed=digits(states.count("missed")),
    )
    told = [Printed(r.label, " ", r.value_text, judged.proposal_mark(view, [code])) for code, r in zip(codes, rows, strict=True)]
    words = charts.SpineWords(
        value=view.short(view.top) if view.is_overview else say("spine.value"),
        target=say("spine.target") if with_line else "",
        worse=say("spine.worse" if directed else "spine.low"),
        better=say("spine.better" if directed else "spine.high"),
        key_range=say("spine.range") if view.compares else "",
        key_half=say("spine.half") if view.compares else "",
        key_province=say("spine.whole", whole=view.name(view.top)),
        key_target=say("spine.line") if with_line else "",
        key_region="" if view.is_overview else view.name(),
        key_unsure=say("spine.unsure") if any(r.interval for r in rows) and with_line else "",
        key_missed=say("spine.missed") if "missed" in states else "",
    )
    return figure(
        "spine",
        title,
        view.sentence(
            "spine.subtitle",
            "spine.subtitle_alone",
            count=digits(len(view.results.regions)),
            period=spans.span_sentence(view, codes),
        ),
        svg=charts.spine(rows, words),
        alt=view.join([Printed(title, say("list.stop")), say("list.semicolon").join(told)]),
        table=chart_tables.headline(view, codes),
    )


def _row(view: View, code: str) -> charts.SpineRow:
    s = standing(view, code)
    beside = view.results.regions if view.compares else ()
    others = [_number(o) for o in _comparable_standings(s, (standing(view, code, r) for r in beside))]
    known = sorted(v for v in others if v is not None)
    quarters = quantiles(known, n=4, method="inclusive") if len(known) > 1 else [None] * 3
    top = next(_comparable_standings(s, [standing(view, code, view.top)]), None)
    whole = None if view.is_overview or shares_whole(view, code) or top is None else _number(top)
    group = s.indicator.dimension.value
    return charts.SpineRow(
        group=view.say(f"dimension.{group}"),
        label=view.text(s.indicator.title) + (view.say("spine.completion") if _is_target(s) else ""),
        value=_number(s),
        value_text=judged.text(view, s),
        low=known[0] if known else None,
        high=known[-1] if known else None,
        q1=quarters[0],
        q3=quarters[2],
        province=whole,
        target=None if s.line is None else float(s.line),
        target_text="" if s.line is None else judged.demand(view, s),
        better=BETTER[s.indicator.direction.value],
        interval=None if view.is_overview or _exact_line(s) else interval(view, code),
        state=s.state,
    )


def _comparable_standings(s: Standing, others: Iterable[Standing]) -> Iterator[Standing]:
    """Those whose values are in the unit of ``s``: of one item some may be completions, and amounts where nothing is allowed."""
    return (o for o in others if o.counts == s.counts)


def _is_target(s: Standing) -> bool:
    return s.is_completion


def _exact_line(s: Standing) -> bool:
    """An interval never clears a line that can only be met exactly."""
    return s.target is not None and s.target.demand == "equal"


def _number(s: Standing) -> float | None:
    return None if s.value is None else float(s.value)


SECTION = Section(build=build, made_from=("targets.csv", "weights.yml", "verified.csv", "ledger.csv"))
