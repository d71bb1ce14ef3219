"""Fair comparison: raw rates beside what they would be with the mix of cases of all, and who changes places by it."""

from __future__ import annotations

from fractions import Fraction

from evaluation.catalogue.model import Dimension
from evaluation.render import charts
from evaluation.render.component import Component, bullets, column, figure, heading, notice, omission, paragraph, row, section
from evaluation.render.printed import COUNT, Printed, digits
from evaluation.report.parts.shown_regions import around, selection_note
from evaluation.report.section import Section
from evaluation.scores.expected import LEVEL, Expected
from evaluation.scores.fairness import Fair, fair_rates
from evaluation.scores.standardise import Adjusted
from evaluation.view import spans
from evaluation.view.conditions.fairness import LEAST_UNITS
from evaluation.view.page_tables import list_names, number, table_with_notes
from evaluation.view.standings import comparison_of
from evaluation.view.view import View


def build(view: View) -> Component:
    say, comparison = view.say, view.study.comparison
    if comparison is None:
        return omission("fairness", view.sentence("omitted.fairness"))
    if not view.compares:
        return omission("fairness", view.sentence("omitted.one_region"))
    parts = [heading(1, say("fairness.title")), paragraph(say("fairness.intro"))]
    if comparison.status == "proposal":
        parts.append(notice("info", view.text(comparison.source), say("score.proposal_title")))
    for code, found in fair_rates(view.results).items():
        parts += rate(view, code, found)
    return section("fairness", [*parts, *_limits(view)])


def rate(view: View, code: str, found: Fair) -> list[Component]:
    """Sentences, slope chart, regions, and the mix behind it. Numbers of all regions are printed in the overview; a
    region's report has them behind its chart."""
    nobody = view.sentence("fairness.nobody", of=code, title=view.title(code))
    if nobody:
        return [notice("missing", nobody, None)]
    table = regions(view, code, found)
    if view.is_overview:
        return [slopes(view, code, found), table, mix(view, code, found)]
    told = [*filter(None, [sentence(view, code, found), expected_sentence(view, code, found)])]
    return [*map(paragraph, told), slopes(view, code, found, table), mix(view, code, found)]


def sentence(view: View, code: str, found: Fair) -> str:
    """This region before and after, or why not."""
    numbers, region = view.numbers, view.region
    if region in found.reasons:
        why = reason(view, found, region)
        return view.sentence("fairness.not_estimable", of=(code, region), region=view.name(), title=view.title(code), reason=why)
    x = found.adjusted[region]
    raw, adjusted = rates_of(x)
    told = view.sentence(
        "fairness.sentence",
        of=code,
        region=view.name(),
        title=view.title(code),
        raw=numbers.percent(raw, figure="stratum_rate"),
        adjusted=numbers.percent(adjusted, figure="adjusted"),
        by=view.text(comparison_of(view).strata[code].by),
        part=numbers.count(x.numerator, figure="stratum"),
        whole=numbers.count(x.denominator, figure="stratum"),
        whole_region=view.name(view.top),
    )
    return told + view.sentence(
        "fairness.up",
        "fairness.down",
        "fairness.same",
        of=code,
        before=digits(found.raw_rank[region]),
        after=digits(found.adjusted_rank[region]),
        places=digits(abs(found.places_gained(region))),
    )


def expected_sentence(view: View, code: str, found: Fair) -> str:
    """What this region's mix lets one expect, and on which side of it the actual number lies; else why nobody can say."""
    x = found.expected.get(view.region)
    alone = view.sentence("fairness.alone", of=(code, view.region), region=view.name(), title=view.title(code))
    if x is None:
        return alone
    return view.sentence(
        "fairness.better",
        "fairness.as_expected",
        "fairness.worse",
        of=code,
        region=view.name(),
        title=view.title(code),
        by=view.text(comparison_of(view).strata[code].by),
        expected=view.numbers.percent(x.expected * 100 / x.cases, figure="expected"),
        actual=view.numbers.count(x.actual, figure="stratum"),
        range=range_of(view, x),
    )


def range_of(view: View, x: Expected) -> str:
    """Least and most that chance leaves, in persons."""
    return Printed("–").join(view.numbers.count(end, figure="expected_range") for end in (x.low, x.high))


def rates_of(x: Adjusted) -> tuple[Fraction, Fraction]:
    """Raw and adjusted rate in per cent of a region whose rate is estimable; ``ValueError`` for another."""
    if x.raw is None or x.adjusted is None:
        raise ValueError("the rate is not estimable")
    return x.raw * 100, x.adjusted * 100


def reason(view: View, found: Fair, region: str) -> str:
    kind = found.reasons[region]
    if kind != "thin":
        return view.say(f"fairness_reason.{kind}")
    strata, least = comparison_of(view).strata[found.indicator].strata, comparison_of(view).least_cases
    thin = [view.text(strata[s].title) for s, (_, cases) in found.counts[region].items() if cases < least]
    return view.say("fairness_reason.thin", strata=view.say("list.comma").join(thin), least=digits(least))


def slopes(view: View, code: str, found: Fair, table: Component | None = None) -> Component:
    say, numbers = view.say, view.numbers
    order = sorted(found.raw_rank, key=found.raw_rank.__getitem__)
    shown = [r for r in around(view, order) if r in found.raw_rank]
    rows = []
    for r in shown:
        raw, adjusted = rates_of(found.adjusted[r])
        rows.append(
            charts.Slope(
                key=r,
                label=view.short(r),
                before=float(raw),
                after=float(adjusted),
                before_text=numbers.decimal(raw, unit="%", figure="stratum_rate"),
                after_text=numbers.decimal(adjusted, unit="%", figure="adjusted"),
            )
        )
    furthest = max((abs(found.places_gained(r)) for r in order), default=0)
    movers = [r for r in order if furthest and abs(found.places_gained(r)) == furthest]
    told = movers if view.is_overview else [view.region] if view.region in found.raw_rank else []
    by = view.text(comparison_of(view).strata[code].by)
    changed = sum(found.places_gained(r) != 0 for r in order)
    title = view.sentence(
        "fairness.message",
        "fairness.message_same",
        "fairness.message_most",
        "fairness.message_all",
        "fairness.message_one",
        of=code,
        region=view.name(),
        before=digits(found.raw_rank.get(view.region)),
        after=digits(found.adjusted_rank.get(view.region)),
        title=view.title(code),
        by=by,
        count=digits(len(order)),
        changed=digits(changed),
        names=list_names(view, list(map(view.short, movers))),
        places=digits(furthest),
    ) or say("fairness.table", title=view.title(code))
    return figure(
        f"fair-{code}",
        title,
        say("fairness.subtitle", title=view.title(code), period=spans.span_sentence(view, [code]), by=by),
        svg=charts.slopes(rows, (say("fairness.raw"), say("fairness.adjusted")), [r for r in told if r in shown]),
        alt=view.alt(title, ((x.label, Printed(x.before_text, " → ", x.after_text)) for x in rows)),
        notes=[
            say("fairness.formula", whole=view.name(view.top)),
            *selection_note(view, "indicators.csv"),
            *([_expected_note(view, found), *_omissions(view, found)] if table else []),
        ],
        table=table,
    )


def regions(view: View, code: str, found: Fair) -> Component:
    """Raw beside expected and adjusted, both ranks and the places gained; why not where there is none."""
    say, numbers = view.say, view.numbers
    order = sorted(found.raw_rank, key=found.raw_rank.__getitem__)
    rows = []
    none = numbers.mark("not_applicable")
    for r in around(view, order):
        value, x = view.results.value(r, code), found.expected.get(r)
        adjusted = [none, none, none, none]
        if r in found.raw_rank:
            adjusted = [
                numbers.decimal(rates_of(found.adjusted[r])[1], unit="%", figure="adjusted"),
                digits(found.raw_rank[r]),
                digits(found.adjusted_rank[r]),
                numbers.sign(Fraction(found.places_gained(r)), 0, figure=COUNT),
            ]
        rows.append(
            row(
                view.short(r),
                numbers.count(value.numerator, value.mark, figure=value.key_of("numerator")),
                numbers.count(value.denominator, value.mark, figure=value.key_of("denominator")),
                numbers.decimal(value.exact, 1, value.mark, "%", value.key),
                numbers.decimal(x.expected * 100 / x.cases, unit="%", figure="expected") if x else none,
                range_of(view, x) if x else none,
                say(f"fairness_verdict.{found.verdict(r)}"),
                *adjusted,
                role="emphasis" if r == view.region else "body",
            )
        )
    people = say("unit.persons")
    columns = [
        column(say("column.region")),
        number(say("column.numerator"), people),
        number(say("column.denominator"), people),
        number(say("fairness.raw"), "%"),
        number(say("fairness.expected"), "%"),
        number(say("fairness.range"), people),
        column(say("fairness.verdict")),
        number(say("fairness.adjusted"), "%"),
        number(say("fairness.raw_rank"), say("unit.place")),
        number(say("fairness.adjusted_rank"), say("unit.place")),
        number(say("fairness.moved"), say("unit.places")),
    ]
    notes = [_expected_note(view, found), say("fairness.rank_note", count=digits(len(order))), *_omissions(view, found)]
    return table_with_notes(view, f"fair-{code}-table", say("fairness.table", title=view.title(code)), columns, rows, notes)


def _expected_note(view: View, found: Fair) -> str:
    level = view.numbers.decimal(LEVEL, 0, figure=COUNT)
    return view.say("fairness.expected_note", level=level, count=digits(len(found.expected)))


def _omissions(view: View, found: Fair) -> list[str]:
    left_out = [
        view.sentence("fairness.left_out", of=(found.indicator, r), region=view.short(r), reason=reason(view, found, r))
        for r in found.reasons
    ]
    title = view.title(found.indicator)
    alone = [
        view.sentence("fairness.alone", of=(found.indicator, r), region=view.short(r), title=title)
        for r in found.counts
        if r not in found.expected
    ]
    return [*left_out, *alone]


def mix(view: View, code: str, found: Fair) -> Component:
    """Stratum by stratum: share of the cases and rate, here and over all."""
    say, numbers = view.say, view.numbers
    counts = found.counts.get(view.region)
    everyone = sum(found.standard.values())
    mine = sum(n for _, n in counts.values()) if counts else 0
    rows = []
    for name, stratum in comparison_of(view).strata[code].strata.items():
        part = sum(c[name][0] for c in found.counts.values())
        share = Fraction(found.standard[name] * 100, everyone)
        rate_all = Fraction(part * 100, found.standard[name]) if found.standard[name] else None
        here = ["", "", ""]
        if counts:
            top, cases = counts[name]
            here = [
                numbers.decimal(Fraction(cases * 100, mine) if mine else None, 1, "not_applicable", "%", "stratum_rate"),
                Printed(numbers.count(top, figure="stratum"), " / ", numbers.count(cases, figure="stratum")),
                numbers.decimal(Fraction(top * 100, cases) if cases else None, 1, "not_applicable", "%", "stratum_rate"),
            ]
        rows.append(
            row(
                view.text(stratum.title),
                *here,
                numbers.decimal(share, unit="%", figure="stratum_rate"),
                Printed(numbers.count(part, figure="stratum"), " / ", numbers.count(found.standard[name], figure="stratum")),
                numbers.decimal(rate_all, 1, "not_applicable", "%", "stratum_rate"),
            )
        )
    whole = view.short(view.top)
    strata = comparison_of(view).strata[code]
    columns = [column(view.text(strata.by))]
    for place in (view.short(view.region), whole):
        columns += [
            number(say("fairness.share_of", place=place), "%"),
            number(say("fairness.sides_of", place=place), say("unit.persons")),
            number(say("fairness.rate_of", place=place), "%"),
        ]
    title = say("fairness.mix", by=view.text(strata.by), title=view.title(code))
    return table_with_notes(view, f"fair-{code}-mix", title, columns, rows, [say("fairness.mix_note", whole=whole)])


def _limits(view: View) -> list[Component]:
    """Which rates are not estimable, and why; the regression that too few units do not carry."""
    say, units = view.say, len(view.results.regions)
    known = comparison_of(view).strata
    without = [
        i.code for i in view.of(Dimension.SOCIAL_BENEFIT) if i.code not in known and i.settle(view.study.choices)[1].proportion
    ]
    told = (
        view.sentence("fairness.no_strata", of=tuple(without), count=digits(len(without))),
        view.sentence("fairness.few_units", "fairness.no_covariates", units=digits(units), least=digits(LEAST_UNITS)),
    )
    return [paragraph([{"text": say("fairness.limits"), "strong": True}]), bullets(list(filter(None, told)))]


SECTION = Section(build=build, made_from=("comparison.yml",))
