"""Facts about benefit of unemployment insurance, its fund, and the skills plan, for the documents of Hubei 2007."""

from __future__ import annotations

from evaluation.packs.hubei_2007 import benefits, subsidies
from evaluation.view.view import View


def some_benefit_known(view: View) -> bool:
    """Benefit due and benefit paid are both known of at least one region."""
    return bool(benefits.gaps(view))


def no_benefit_known(view: View) -> bool:
    """Of no region both benefit due and benefit paid are known."""
    return not some_benefit_known(view)


def some_benefit_unpaid(view: View) -> bool:
    """At least one region paid less benefit than was due."""
    return any(gap > 0 for gap in benefits.gaps(view).values())


def some_benefit_overpaid(view: View) -> bool:
    """At least one region paid more benefit than was due."""
    return any(gap < 0 for gap in benefits.gaps(view).values())


def benefit_paid_as_due(view: View) -> bool:
    """Every region of which both are known, and there is one, paid what was due."""
    return some_benefit_known(view) and not any(benefits.gaps(view).values())


def no_year_of_the_insurance_fund(view: View) -> bool:
    """No balance of the insurance fund is known of any year up to the period."""
    return not any(p.year <= view.period.year for p in view.results.figures.periods_of("ui_balance"))


def some_region_behind_in_both(view: View) -> bool:
    """At least one region is below the whole in every subsidy of training that is delivered."""
    return bool(subsidies.behind(view))


def no_region_behind_in_both(view: View) -> bool:
    """At least one region has every subsidy's share, and none that has is below the whole in all."""
    return subsidies.comparable(view) and not subsidies.behind(view)


def subsidies_not_comparable(view: View) -> bool:
    """No region has the shares of all subsidies of training beside those of the whole."""
    return not subsidies.comparable(view)


def no_rate_delivered(view: View, *codes: str) -> bool:
    """Of none of these rates both sides stand in the study's tables."""
    return not subsidies.delivered_codes(view, *codes)
