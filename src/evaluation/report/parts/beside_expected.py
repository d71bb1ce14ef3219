"""Beside a rank by points: the scored rates that have strata, actual and expected, and that the others are not comparable."""

from __future__ import annotations

from typing import Any

from evaluation.errors import Refused
from evaluation.render.component import column
from evaluation.render.printed import Printed, digits
from evaluation.scores.fairness import Fair, fair_rates
from evaluation.view.standings import scored_codes, scored_without_strata
from evaluation.view.view import View


def _fair(view: View) -> dict[str, Fair]:
    """None where strata contradict themselves, which the section of fair comparison tells."""
    try:
        made = fair_rates(view.results)
    except Refused:
        return {}
    return {code: made[code] for code in scored_codes(view) if code in made}


def columns(view: View) -> list[dict[str, Any]]:
    """One for each scored rate with strata."""
    return [column(view.say("ranks.beside", title=view.title(code)), weight=4) for code in _fair(view)]


def cells(view: View, region: str) -> list[str]:
    """Actual and expected rate in per cent and the verdict; the verdict alone where nobody can say."""
    made = []
    for found in _fair(view).values():
        word, x = view.say(f"fairness_verdict.{found.verdict(region)}"), found.expected.get(region)
        if x is None:
            made.append(word)
            continue
        actual = view.numbers.bare(view.results.value(region, found.indicator))
        expected = view.numbers.decimal(x.expected * 100 / x.cases, unit="%", figure="expected")
        made.append(Printed(actual, " / ", expected, " ", word))
    return made


def notes(view: View) -> list[str]:
    """How many scored indicators the mix of cases is not taken out of."""
    told = view.sentence(
        "ranks.not_comparable", count=digits(len(scored_codes(view))), without=digits(len(scored_without_strata(view)))
    )
    return [told] if told else []
