"""就业援助专项绩效考核结果 (GZ-23): three tiers, satisfaction and delivery of policy, awards tilted to the grassroots.

The document names both standards and no weights: each is ranked within its tier, and no sum is made of them.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from evaluation.documents.paper import Paper
from evaluation.render.component import Component, column, paragraph, row, section
from evaluation.report.facts.figures import rank
from evaluation.report.sections.twins import number, table_with_notes
from evaluation.study.appraisal import TIERS, Appraised


def title(paper: Paper) -> str:
    return paper.say("assistance_result.title", period=paper.period, whole=paper.whole)


def opening(paper: Paper) -> list[Component]:
    text = paper.say("assistance_result.opening", under=paper.under("GZ-23"), period=paper.period)
    return [paper.addressee(), paragraph(text)]


def share(part: int, whole: int) -> Fraction | None:
    return Fraction(part * 100, whole) if whole else None


def body(paper: Paper) -> Component:
    say, all_ = paper.say, paper.view.study.appraised
    parts = []
    for tier in TIERS:
        bodies = [a for a in all_ if a.tier == tier]
        parts += paper.part(
            say(f"tier.{tier}"), paper.view.sentence("assistance_result.none", of=tier) or _tier(paper, tier, bodies)
        )
    return section("body", [*parts, *paper.part(say("assistance_result.awards"), *awards(paper))])


def _tier(paper: Paper, tier: str, bodies: list[Appraised]) -> Component:
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    happy = {a.unit: share(a.satisfied, a.surveyed) for a in bodies}
    given = {a.unit: share(a.received, a.eligible) for a in bodies}
    rows = []
    for a in bodies:
        rows.append(
            row(
                a.name_zh if view.language == "zh" else a.name_en,
                numbers.count(a.satisfied),
                numbers.count(a.surveyed),
                numbers.decimal(happy[a.unit], 1, "not_applicable"),
                numbers.count(rank(happy, a.unit), "not_applicable"),
                numbers.count(a.received),
                numbers.count(a.eligible),
                numbers.decimal(given[a.unit], 1, "not_applicable"),
                numbers.count(rank(given, a.unit), "not_applicable"),
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
    return table_with_notes(
        view,
        f"tier-{tier}",
        say("assistance_result.table", tier=say(f"tier.{tier}")),
        columns,
        rows,
        [say("assistance_result.rank_note")],
    )


def awards(paper: Paper) -> list[str | Component]:
    """The award list, the share of the grassroots, and the tilt: their award per head against everybody's."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    all_ = view.study.appraised
    rewarded = [(a, a.award_yuan) for a in all_ if a.award_yuan]
    none = view.sentence("assistance_result.no_awards")
    if none:
        return [none]
    total, staff = sum((yuan for _, yuan in rewarded), Decimal(0)), sum(a.staff for a in all_)
    basic = sum((yuan for a, yuan in rewarded if a.tier == "grassroots"), Decimal(0))
    heads = sum(a.staff for a in all_ if a.tier == "grassroots")
    part = Fraction(basic) / Fraction(total)
    tilt = part / Fraction(heads, staff) if heads else None
    order = sorted(rewarded, key=lambda pair: -TIERS.index(pair[0].tier))
    rows = [
        row(a.name_zh if view.language == "zh" else a.name_en, say(f"tier.{a.tier}"), numbers.decimal(yuan, 2)) for a, yuan in order
    ]
    columns = [
        column(say("assistance_result.unit"), weight=3),
        column(say("assistance_result.tier"), weight=3),
        number(say("assistance_result.award"), say("unit.yuan")),
    ]
    told = view.sentence(
        "assistance_result.tilt",
        count=str(len(rewarded)),
        total=paper.yuan(total),
        basic=paper.yuan(basic),
        part=numbers.percent(part * 100),
        heads=numbers.percent(Fraction(heads * 100, staff)),
        tilt=numbers.decimal(tilt, 2, "not_applicable"),
    )
    return [told, table_with_notes(view, "awards", say("assistance_result.awards_table"), columns, rows)]


def closing(paper: Paper) -> list[Component]:
    return [paper.signature()]


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    return []
