"""Outcome rates with their two sides, interval, last year and the whole; then training, groups, control."""

from __future__ import annotations

from evaluation.catalogue.model import Dimension
from evaluation.render.component import Component, heading, omission, section
from evaluation.report.parts.dots import against_others
from evaluation.report.parts.empty import nothing
from evaluation.report.parts.grouped import families
from evaluation.report.parts.rates import rates
from evaluation.report.section import Section
from evaluation.scores.fairness import fair_rates
from evaluation.view.view import View


def build(view: View) -> Component:
    say = view.say
    codes = [i.code for i in view.of(Dimension.SOCIAL_BENEFIT)]
    if not codes or view.of(Dimension.ASSISTANCE):
        return omission("outcomes", view.sentence("omitted.outcomes", "omitted.elsewhere", of="social_benefit"))
    parts = [heading(1, say("outcomes.title"))]
    none = nothing(view, codes)
    if none:
        return section("outcomes", [*parts, none])
    mine = view.catalogue.pages.families.get("outcomes", {})
    groups = families(view, codes, mine)
    results = groups[0][1]
    parts.append(rates(view, "outcomes-table", say("outcomes.table"), results, _open_cohorts(view)))
    fair = fair_rates(view.results) if view.study.comparison else {}
    # the chart of the fair comparison shows all regions' raw rates too
    drawn = [c for c in view.catalogue.role("charted") if c in codes and not (c in fair and fair[c].raw_rank)]
    parts += [chart for c in drawn for chart in against_others(view, c)]
    more = [c for _, some in groups[1:] for c in some]
    if more:
        parts.append(heading(2, say("outcomes.more_title")))
        parts.append(rates(view, "outcomes-more", say("outcomes.more_table"), more, (), mine))
    return section("outcomes", parts)


def _open_cohorts(view: View) -> list[str]:
    """How many completers are left out because their follow-up window is not over, where a table says so."""
    found = ((q, view.results.figures.at(view.region, view.period, q)) for q in view.catalogue.role("immature"))
    return [*filter(None, (view.sentence("outcomes.note", of=q, open=view.numbers.persons(f.amount)) for q, f in found))]


SECTION = Section(build=build, shows=("social_benefit",))
