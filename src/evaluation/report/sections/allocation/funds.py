"""The study's other funds in the overview: the adjustment fund (HB-16) and awards that lean to the grassroots (GZ-23)."""

from __future__ import annotations

from fractions import Fraction

from evaluation.measured.rounding import adding_up
from evaluation.render.component import Component, column, heading, paragraph, row
from evaluation.render.printed import digits, name_as
from evaluation.report.refusals import part_of
from evaluation.scores.allocation.funds import allocation_of, tilt_awards, tilt_of
from evaluation.study.appraisal import TIERS
from evaluation.view.awards import adjustment_fund
from evaluation.view.page_tables import number, table_with_notes
from evaluation.view.view import View


def parts(view: View) -> list[Component]:
    """Tables of the funds that allocation.yml gives a pool."""
    scheme = allocation_of(view.study)
    made: list[Component] = []
    if scheme.adjustment is not None and scheme.adjustment.pool is not None:
        made += [heading(2, view.say("adjustment.title")), *part_of(view, lambda: adjustment(view))]
    if scheme.tilt is not None and scheme.tilt.pool is not None:
        made += [heading(2, view.say("tilt.title")), *part_of(view, lambda: tilt(view))]
    return made


def adjustment(view: View) -> list[Component]:
    """Benefits due first, then reward by completion and by what is lacking of a reserve."""
    say, numbers = view.say, view.numbers
    found = adjustment_fund(view)
    made, scheme = found.made, found.scheme
    reward = made.reward.parts if made.reward else {}
    none = (Fraction(0),) * len(found.funds)
    rows, base, places = [], view.study.counts.table_base, view.study.counts.table_places
    shown_all = adding_up([Fraction(a, base) for a in made.amounts], places)
    for i, fund in enumerate(found.funds):
        split = [Fraction(made.guaranteed[i]), reward.get("targets", none)[i], reward.get("reserve", none)[i]]
        cells = [*adding_up([p / base for p in split], places, shown_all[i]), shown_all[i]]
        rows.append(
            row(
                view.short(fund.region),
                numbers.money_cell(fund.payable, figure="adjustment"),
                numbers.money_cell(fund.means, figure="adjustment"),
                numbers.decimal(fund.reserve_months, 1, "not_applicable", figure="adjustment"),
                numbers.decimal(fund.completion, figure="adjustment"),
                *(numbers.decimal(c, places, figure="adjustment") for c in cells),
            )
        )
    totals = [
        numbers.money_cell(sum(side), figure="adjustment")
        for side in ([f.payable for f in found.funds], [f.means for f in found.funds])
    ]
    whole = [Fraction(sum(made.guaranteed)), *(sum(reward.get(k, none)) for k in ("targets", "reserve"))]
    sums = adding_up([Fraction(p, base) for p in whole], places)
    totals += ["", "", *(numbers.decimal(c, places, figure="adjustment") for c in (*sums, sum(sums)))]
    rows.append(row(say("table.total"), *totals, role="total"))
    money = numbers.money_unit
    columns = [
        column(say("column.region")),
        number(say("adjustment.payable"), money),
        number(say("adjustment.means"), money),
        number(say("adjustment.reserve"), say("unit.months")),
        number(say("column.completion"), "%"),
        number(say("adjustment.guaranteed"), money),
        number(say("adjustment.by_targets"), money),
        number(say("adjustment.by_reserve"), money),
        number(say("adjustment.amount"), money),
    ]
    targets = say("list.comma").join(view.title(c) for c in scheme.completion)
    notes = [
        say(
            "adjustment.note",
            months=numbers.decimal(scheme.months, 0, figure="weight"),
            targets=numbers.decimal(scheme.targets, 0, figure="weight"),
            reserve=numbers.decimal(scheme.reserve, 0, figure="weight"),
            titles=targets,
        ),
        view.text(scheme.source),
        *(view.sentence("adjustment.left_out", of=r, region=view.short(r)) for r, _ in found.left_out),
    ]
    intro = view.sentence(
        "adjustment.intro",
        "adjustment.intro_all",
        clause=name_as("clause", scheme.clause),
        pool=numbers.money(made.pool, figure="adjustment"),
        guaranteed=numbers.money(sum(made.guaranteed), figure="adjustment"),
        rest=numbers.money(made.pool - sum(made.guaranteed), figure="adjustment"),
    )
    return [paragraph(intro), table_with_notes(view, "adjustment-fund", say("adjustment.table"), columns, rows, notes)]


def tilt(view: View) -> list[Component]:
    """Bodies by tier with score, staff and award, and how far the whole leans to the grassroots."""
    say, numbers, scheme = view.say, view.numbers, tilt_of(view.study)
    made, units = tilt_awards(view.results)
    names = {a.unit: a.name_zh if view.language == "zh" else a.name_en for a in view.study.appraised}
    rows = []
    for tier in TIERS:
        members = [u for u in units if u.tier == tier]
        if not members:
            continue
        rows.append(row(say(f"tier.{tier}"), role="group"))
        rows += [
            row(
                name_as("name", names[u.code]),
                numbers.decimal(u.score, figure="tilt"),
                digits(made.ranks[u.code], "tilt"),
                numbers.count(u.staff, figure="tilt"),
                numbers.money_exact(made.amounts[u.code], figure="tilt"),
            )
            for u in members
        ]
        rows.append(
            row(
                say("score.group_sum"),
                "",
                "",
                numbers.count(made.staff[tier], figure="tilt"),
                numbers.money_exact(made.by_tier[tier], figure="tilt"),
                role="emphasis",
            )
        )
    staff, pool = sum(made.staff.values()), sum(made.amounts.values())
    rows.append(
        row(say("table.total"), "", "", numbers.count(staff, figure="tilt"), numbers.money_exact(pool, figure="tilt"), role="total")
    )
    columns = [
        column(say("assistance_result.unit"), weight=4),
        number(say("tilt.score"), say("unit.points")),
        number(say("tilt.rank"), say("unit.place")),
        number(say("tilt.staff"), say("unit.persons")),
        number(say("assistance_result.award"), numbers.currency),
    ]
    told = say(
        "tilt.intro",
        clause=name_as("clause", scheme.clause),
        pool=numbers.money(pool, figure="tilt"),
        least=numbers.decimal(scheme.least, 0),
        share=numbers.percent(Fraction(made.by_tier["grassroots"] * 100, pool)),
        staff=numbers.percent(Fraction(made.staff["grassroots"] * 100, staff)),
        ratio=numbers.decimal(made.ratio, 2, figure="tilt"),
    )
    notes = [
        say("tilt.note", satisfaction=numbers.decimal(scheme.satisfaction, 0), delivery=numbers.decimal(scheme.delivery, 0)),
        view.text(scheme.source),
    ]
    return [paragraph(told), table_with_notes(view, "tilt", say("tilt.table"), columns, rows, notes)]
