"""就业援助专项绩效考核结果 (GZ-23): three tiers, satisfaction and delivery of policy, awards tilted to the grassroots.

The document names both standards and no weights: each is ranked within its tier, and no sum is made of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, row
from evaluation.render.printed import name_as
from evaluation.study.appraisal import TIERS, Appraised
from evaluation.view.facts.figures import rank
from evaluation.view.page_tables import number, table_with_notes


@dataclass(frozen=True, kw_only=True)
class Tier:
    """``code``: by which conditions ask of it."""

    code: str
    title: str
    table: Component


@dataclass(frozen=True, kw_only=True)
class ResultFigures:
    """The award list, the share of the grassroots, and the ``tilt``: their award per head against everybody's."""

    tiers: tuple[Tier, ...]
    rewarded: str
    total: str
    grassroots: str
    grassroots_share: str
    staff_share: str
    tilt: str
    awards: Component


def figures(paper: Paper) -> ResultFigures:
    numbers, all_ = paper.view.numbers, paper.view.study.appraised
    rewarded = [(a, a.award_yuan) for a in all_ if a.award_yuan]
    total = sum((award for _, award in rewarded), Decimal(0))
    basic = sum((award for a, award in rewarded if a.tier == "grassroots"), Decimal(0))
    part = Fraction(basic) / Fraction(total) if total else None
    heads = Fraction(sum(a.staff for a in all_ if a.tier == "grassroots"), sum(a.staff for a in all_) or 1)
    return ResultFigures(
        tiers=tuple(
            Tier(code=tier, title=paper.say(f"tier.{tier}"), table=_tier_table(paper, tier, [a for a in all_ if a.tier == tier]))
            for tier in TIERS
        ),
        rewarded=paper.cases(len(rewarded)),
        total=paper.money(total),
        grassroots=paper.money(basic),
        grassroots_share=numbers.percent(None if part is None else part * 100, "not_applicable"),
        staff_share=numbers.percent(heads * 100),
        tilt=numbers.decimal(part / heads if part is not None and heads else None, 2, "not_applicable"),
        awards=_awards_table(paper, rewarded),
    )


def share(part: int, whole: int) -> Fraction | None:
    """Percent of ``whole``; None of nothing."""
    return Fraction(part * 100, whole) if whole else None


def _tier_table(paper: Paper, tier: str, bodies: list[Appraised]) -> Component:
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    happy = {a.unit: share(a.satisfied, a.surveyed) for a in bodies}
    given = {a.unit: share(a.received, a.eligible) for a in bodies}
    rows = []
    for a in bodies:
        rows.append(
            row(
                name_as("name", a.name_zh if view.language == "zh" else a.name_en),
                numbers.count(a.satisfied, figure="appraised"),
                numbers.count(a.surveyed, figure="appraised"),
                numbers.decimal(happy[a.unit], 1, "not_applicable", figure="appraised"),
                numbers.count(rank(happy, a.unit), "not_applicable", figure="place"),
                numbers.count(a.received, figure="appraised"),
                numbers.count(a.eligible, figure="appraised"),
                numbers.decimal(given[a.unit], 1, "not_applicable", figure="appraised"),
                numbers.count(rank(given, a.unit), "not_applicable", figure="place"),
            )
        )
    people, of = say("unit.persons"), say("column.rank")
    columns = [
        column(say("assistance_result.unit"), weight=3),
        number(say("assistance_result.satisfied"), people),
        number(say("assistance_result.surveyed"), people),
        number(say("assistance_result.satisfaction"), "%"),
        number(of),
        number(say("take_up.received"), people),
        number(say("take_up.eligible"), people),
        number(say("take_up.rate"), "%"),
        number(of),
    ]
    title = say("assistance_result.table", tier=say(f"tier.{tier}"))
    return table_with_notes(view, f"tier-{tier}", title, columns, rows, [say("assistance_result.rank_note")])


def _awards_table(paper: Paper, rewarded: list[tuple[Appraised, Decimal]]) -> Component:
    """Bodies with an award, those of the grassroots first."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    order = sorted(rewarded, key=lambda pair: -TIERS.index(pair[0].tier))
    rows = [
        row(
            name_as("name", a.name_zh if view.language == "zh" else a.name_en),
            say(f"tier.{a.tier}"),
            numbers.money_stated(award, figure="appraised"),
        )
        for a, award in order
    ]
    columns = [
        column(say("assistance_result.unit"), weight=3),
        column(say("assistance_result.tier"), weight=3),
        number(say("assistance_result.award"), numbers.currency),
    ]
    return table_with_notes(view, "awards", say("assistance_result.awards_table"), columns, rows)
