"""Money by results (HB-18): every award opened into factors, its change on last year, and the study's other funds.

A simulation by the study's own scheme; nobody has decided it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evaluation.measured.rounding import adding_up
from evaluation.render import charts
from evaluation.render.component import Component, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import digits, name_as
from evaluation.report.refusals import part_of
from evaluation.report.section import Section
from evaluation.report.sections.allocation import funds
from evaluation.scores.allocation.change import AwardChange
from evaluation.scores.allocation.funds import allocation_of
from evaluation.scores.allocation.study import Shared
from evaluation.view.awards import moves, shares
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View

_ACROSS = 7  # columns of amounts that one table holds


def build(view: View) -> Component:
    say, scheme = view.say, view.study.allocation
    if scheme is None or (not view.is_overview and not _pooled(view)):
        return omission("allocation", view.sentence("omitted.allocation", "omitted.allocation_pool"))
    head = [heading(1, say("allocation.title"))]
    if scheme.status == "proposal":
        head.append(notice("info", view.text(scheme.source), say("allocation.proposal_title")))
    parts = part_of(view, lambda: awards(view)) if _pooled(view) else []
    if view.is_overview:
        parts += funds.parts(view)
    if not parts:
        return omission("allocation", view.sentence("omitted.allocation_pool"))
    return section("allocation", [*head, *parts])


def _pooled(view: View) -> bool:
    return bool(allocation_of(view.study).factors) and allocation_of(view.study).pool is not None


def awards(view: View) -> list[Component]:
    """This region's award, or everybody's."""
    found, moved = shares(view), moves(view)
    say = view.say
    clause = name_as("clause", allocation_of(view.study).clause)
    told = say("allocation.intro", clause=clause, pool=view.numbers.money(found.award.pool), period=view.period_text())
    if not view.is_overview:
        change = moved.get(view.region)
        return [paragraph(told), factors(view, found), *([waterfall(view, found, change)] if change else [])]
    figures = []
    if moved:
        order = sorted(moved.values(), key=lambda c: Fraction(c.amount, c.last) if c.last else Fraction(0))
        figures = [waterfall(view, found, moved[region]) for region in dict.fromkeys((order[-1].region, order[0].region))]
    return [paragraph(told), *figures, everybody(view, found, moved), *parts_tables(view, found), scheme_table(view, found)]


def waterfall(view: View, found: Shared, change: AwardChange) -> Component:
    """Last year's award, what the pool, factors and bounds did, this year's, at the scale of tables."""
    say, numbers, schemes = view.say, view.numbers, allocation_of(view.study).factors
    base, places = view.study.counts.table_base, view.study.counts.table_places
    steps = [(say("allocation.pool_effect"), change.pool)]
    steps += [(view.text(schemes[code].title), value) for code, value in change.factors.items()]
    steps.append((say("allocation.bounds_effect"), change.bounds + change.rounding))
    i = found.award.regions.index(change.region)
    last, amount = printed_amounts(view, found.last_year or ())[i], printed_amounts(view, found.award.amounts)[i]
    values = [last, *adding_up([v / base for _, v in steps], places, amount - last)]
    drawn = [
        charts.Step(label=say("allocation.last_year"), value=float(last), value_text=numbers.decimal(last, places), kind="total")
    ]
    drawn += [
        charts.Step(label=label, value=float(value), value_text=numbers.sign(value, places))
        for (label, _), value in zip(steps, values[1:], strict=True)
    ]
    drawn.append(
        charts.Step(
            label=say("allocation.this_year"), value=float(amount), value_text=numbers.decimal(amount, places), kind="total"
        )
    )
    code = max(change.factors, key=lambda c: abs(change.factors[c]))
    title = view.sentence(
        "allocation.message_up",
        "allocation.message_down",
        "allocation.message_same",
        of=change.region,
        region=view.name(change.region),
        amount=_tell(view, amount),
        change=_tell(view, abs(amount - last)),
        factor=view.text(schemes[code].title),
        effect=say(
            "allocation.gains" if change.factors[code] >= 0 else "allocation.loses",
            amount=_tell(view, abs(change.factors[code]) / base),
        ),
    )
    return figure(
        f"award-{change.region}",
        title,
        say("allocation.subtitle", region=view.short(change.region), unit=numbers.money_unit),
        svg=charts.waterfall(drawn),
        alt=view.alt(title, ((s.label, s.value_text) for s in drawn)),
        notes=[say("allocation.change_note")],
    )


def everybody(view: View, found: Shared, moved: dict[str, AwardChange]) -> Component:
    """Awards of all regions beside last year's; the printed amounts add up to the pool."""
    say, numbers, award = view.say, view.numbers, found.award
    shown, last = printed_amounts(view, award.amounts), printed_amounts(view, found.last_year or ())
    places = view.study.counts.table_places
    none = numbers.mark("not_applicable")

    def since(now: int, then: int) -> str:
        return numbers.sign(Fraction((now - then) * 100, then) if then else None, mark="not_applicable", figure="award_change")

    rows = []
    for i, region in enumerate(award.regions):
        change = moved.get(region)
        before = numbers.decimal(last[i], places, figure="award_before") if last else none
        gained = numbers.sign(shown[i] - last[i], places, figure="award_change") if last else none
        rate = since(change.amount, change.last) if change else none
        held = say(f"held.{award.held[i]}") if award.held[i] else ""
        share = numbers.decimal(Fraction(award.amounts[i] * 100, award.pool), 2, figure="award_share")
        rows.append(row(view.short(region), numbers.decimal(shown[i], places, figure="award"), share, before, gained, rate, held))
    whole, then = sum(shown, Fraction(0)), sum(last, Fraction(0))
    growth = since(sum(award.amounts), sum(found.last_year or ()))
    rows.append(
        row(
            say("table.total"),
            numbers.decimal(whole, places),
            numbers.decimal(100, 2, unit="%"),
            numbers.decimal(then, places) if last else none,
            numbers.sign(whole - then, places) if last else none,
            growth,
            "",
            role="total",
        )
    )
    money = numbers.money_unit
    columns = [
        column(say("column.region")),
        number(say("allocation.this_year"), money),
        number(say("column.share"), "%"),
        number(say("allocation.last_year"), money),
        number(say("allocation.change"), money),
        number(say("allocation.change_rate"), "%"),
        column(say("allocation.held")),
    ]
    return table_with_notes(
        view,
        "awards",
        say("allocation.table"),
        columns,
        rows,
        [say("allocation.fen_note", minor=numbers.minor, places=numbers.few(places))],
    )


def parts_tables(view: View, found: Shared) -> list[Component]:
    """What every factor brings every region, then bounds: rows add up as printed, the last row holds exact sums.

    Several tables, since no page is wide enough for all factors; the last one ends with this year's amount.
    """
    say, numbers, award = view.say, view.numbers, found.award
    schemes = allocation_of(view.study).factors
    base, places = view.study.counts.table_base, view.study.counts.table_places
    codes, amounts = list(award.parts), printed_amounts(view, award.amounts)
    titles = [view.text(schemes[c].title) for c in codes]
    titles += [say("allocation.bounds_short"), say("allocation.this_year")]
    names = [*map(view.short, award.regions), say("table.total")]
    lines = []
    for i, amount in enumerate(amounts):
        parts = [award.parts[c][i] for c in codes] + [award.bound_effect[i] + award.rounding[i]]
        lines.append([*adding_up([p / base for p in parts], places, amount), amount])
    whole = [sum(award.parts[c]) for c in codes] + [sum(award.bound_effect) + sum(award.rounding)]
    lines.append([*adding_up([Fraction(p, base) for p in whole], places), Fraction(award.pool, base)])
    count = -(-len(titles) // _ACROSS)
    width = -(-len(titles) // count)
    made = []
    for part, start in enumerate(range(0, len(titles), width), start=1):
        here = slice(start, start + width)
        rows = []
        for name, line in zip(names, lines, strict=True):
            cells = [numbers.decimal(c, places, figure="award_part") for c in line[here]]
            rows.append(row(name, *cells, role="total" if line is lines[-1] else "body"))
        columns = [column(say("column.region")), *(number(t, numbers.money_unit) for t in titles[here])]
        title = say("allocation.parts_table", part=digits(part), parts=digits(count))
        made.append(table_with_notes(view, f"award-parts-{part}", title, columns, rows, [say("allocation.parts_note")]))
    return made


def factors(view: View, found: Shared) -> Component:
    """One region: share of each factor beside last year's share, what it brings, and what that changes."""
    say, numbers, award = view.say, view.numbers, found.award
    i = award.regions.index(view.region)
    schemes = allocation_of(view.study).factors
    parts = [award.parts[c.code][i] for c in award.columns] + [award.bound_effect[i] + award.rounding[i]]
    amount, places = printed_amounts(view, award.amounts)[i], view.study.counts.table_places
    shown = adding_up([p / view.study.counts.table_base for p in parts], places, amount)
    rows = []
    for column_, brings in zip(award.columns, shown, strict=False):
        factor = schemes[column_.code]
        gone = next((mark for code, r, mark in found.unshared if (code, r) == (column_.code, view.region)), "")
        share = numbers.decimal(None if column_.values[i] is None else column_.shares[i] * 100, 2, gone, figure="award_share")
        rows.append(
            row(
                view.text(factor.title),
                numbers.decimal(column_.weight, 1, figure="weight"),
                say(f"factor_kind.{factor.kind}"),
                share,
                numbers.decimal(brings, places, figure="award_part"),
            )
        )
    held = say(f"held.{award.held[i]}") if award.held[i] else ""
    rows.append(row(say("allocation.bounds_effect"), "", held, "", numbers.decimal(shown[-1], places)))
    of_pool = numbers.decimal(Fraction(award.amounts[i] * 100, award.pool), 2)
    weights = numbers.decimal(sum(c.weight for c in award.columns), 1)
    rows.append(row(say("allocation.this_year"), weights, "", of_pool, numbers.decimal(amount, places), role="total"))
    columns = [
        column(say("allocation.factor"), weight=5),
        number(say("allocation.weight"), "%"),
        column(say("allocation.kind")),
        number(say("allocation.share_here"), "%"),
        number(say("allocation.brings"), numbers.money_unit),
    ]
    exact = say("allocation.exact", amount=numbers.money_exact(award.amounts[i]), unit=numbers.currency)
    return table_with_notes(
        view,
        "award-factors",
        say("allocation.factors_table", region=view.name()),
        columns,
        rows,
        [exact, *_notes(view, found, view.region)],
    )


def scheme_table(view: View, found: Shared) -> Component:
    """Factors in the document's order with weight, kind and reason; overlaps and who has no share."""
    say, numbers = view.say, view.numbers
    schemes = allocation_of(view.study).factors
    rows = [
        row(
            digits(f.number),
            view.text(f.title),
            numbers.decimal(Fraction(f.weight), 1),
            say(f"factor_kind.{f.kind}"),
            view.text(f.why),
        )
        for f in schemes.values()
    ]
    columns = [
        column(say("allocation.number")),
        column(say("allocation.factor"), weight=4),
        number(say("allocation.weight"), "%"),
        column(say("allocation.kind")),
        column(say("gates.why"), weight=6),
    ]
    clause = name_as("clause", allocation_of(view.study).clause)
    notes = [
        view.sentence(
            "allocation.overlap",
            of=(o.inner, o.outer),
            inner=view.text(schemes[o.inner].title),
            outer=view.text(schemes[o.outer].title),
            share=numbers.percent(o.share * 100),
        )
        for o in found.overlaps
    ]
    return table_with_notes(
        view, "award-scheme", say("allocation.scheme_table", clause=clause), columns, rows, [*notes, *_notes(view, found)]
    )


def printed_amounts(view: View, amounts: Sequence[int]) -> list[Fraction]:
    """Amounts of all regions as tables print them, adding up to their sum as printed."""
    return adding_up([Fraction(a, view.study.counts.table_base) for a in amounts], view.study.counts.table_places)


def _tell(view: View, amount: Fraction) -> str:
    """An amount of tables with its unit for running text, in Chinese as it stands there."""
    if view.language == "en":
        return view.numbers.money(amount * view.study.counts.table_base)
    return view.numbers.decimal(amount, view.study.counts.table_places) + view.numbers.money_unit


def _notes(view: View, found: Shared, region: str = "") -> list[str]:
    """Who has no share in what, and factors nobody had anything to show for."""
    schemes = allocation_of(view.study).factors
    told = [
        view.sentence("allocation.unshared", of=(code, r), region=view.short(r), factor=view.text(schemes[code].title))
        for code, r, _ in found.unshared
        if region in ("", r)
    ]
    return told + [view.sentence("allocation.dropped", of=code, factor=view.text(schemes[code].title)) for code in found.dropped]


SECTION = Section(build=build, made_from=("allocation.yml", "allocation.csv", "appraisal.csv"))
