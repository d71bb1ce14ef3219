"""What the last period left comes first: problems that were open at its end, what became of them, and money that came back."""

from __future__ import annotations

from decimal import Decimal

from evaluation.render.printed import digits
from evaluation.study.counted import MONEY
from evaluation.study.left_over import BECAME, LeftOver, find_left_over
from evaluation.view.view import View


def sentences(view: View) -> list[str]:
    """Nothing where the ledger had no open problem at the end of the last period."""
    found = find_left_over(view.study, view.region, view.period, view.language)
    say, day = view.say, view.period.previous.last_day
    counted = {became: sum(one.became == became for one in found) for became in BECAME}
    told = [say(f"conclusion.left_{became}", count=digits(count)) for became, count in counted.items() if count]
    first = view.sentence(
        "conclusion.left", day=view.date(day), count=digits(len(found)), courses=say("list.clause_comma").join(told)
    )
    return [view.join([first, _money(view, found)])] if first else []


def _money(view: View, found: list[LeftOver]) -> str:
    """What the problems come to in money, and what of it came back as far as that was recorded."""
    amounts = [one.item.amount for one in found if one.item.amount is not None]
    back = [one.item.recovered for one in found if one.item.recovered is not None]
    if not amounts:
        return ""
    counts, numbers = view.catalogue.counts, view.numbers
    total = numbers.gap(counts.minor(sum(amounts, Decimal(0))), MONEY)
    recovered = numbers.gap(counts.minor(sum(back, Decimal(0))), MONEY) if back else numbers.mark("unrecorded")
    return view.sentence("conclusion.money_left", count=digits(len(amounts)), amount=total, recovered=recovered)
