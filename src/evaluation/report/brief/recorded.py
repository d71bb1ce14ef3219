"""Answers from what was recorded beside indicators: the fund's account, the ledger, field checks, what is asked."""

from __future__ import annotations

from evaluation.measured.verified import extrapolate
from evaluation.render.printed import Printed, digits, name_as
from evaluation.report.sections.conclusion import decisions
from evaluation.study.ledger import OPEN, Item
from evaluation.study.rectification import items
from evaluation.view import judged, wholes
from evaluation.view.account import account, execution
from evaluation.view.facts import ledger
from evaluation.view.page_tables import list_names
from evaluation.view.view import View

_MOST = 3


def money(view: View) -> str:
    """The fund's account as far as it is known, each amount with its unit, what part of the budget is spent, as of the period's
    end; or that there is no account."""
    say, fund, found = view.say, view.fund, account(view)
    planned = view.results.figures.to_date(view.region, view.period, fund.budget)
    spends = view.mapped(*(q.code for q in fund.spending.of))  # else nothing spent is no 0
    sides = {"before": found.before, "paid_in": found.paid_in, "planned": planned, "spent": found.spent, "left": found.balance}
    known = [
        say(f"brief.money_{name}", amount=view.numbers.money(side.amount) + wholes.sum_note(view, side))
        for name, side in sides.items()
        if side.amount is not None and (name != "spent" or spends)
    ]
    code = execution(view)
    known += [_execution(view, code)] if code and view.value(code).exact is not None else []
    known += [say("brief.money_unexplained", amount=view.numbers.money(found.unexplained))] if found.unexplained else []
    if known:
        return say("brief.money", day=view.date(view.period.last_day), items=say("list.clause_comma").join(known))
    return _no_money(view)


def _no_money(view: View) -> str:
    """Why the account has no amount: the study declares no fund, no table has one of it, no figure came, or those that came give no
    sum."""
    say, codes = view.say, {*filter(None, (*view.fund.codes, view.fund.budget))}
    if not codes:
        return say("brief.fund_undeclared")
    if not view.mapped(*codes):
        return say("brief.no_fund")
    places = view.results.regions if view.is_overview else (view.region,)
    came = {
        row.period
        for place in places
        for row in view.results.cells_of(place)
        if row.quantity in codes and row.amount is not None and row.period.year == view.results.year
    }
    if not came:
        return say("brief.no_money")
    names = list_names(view, [view.period_text(p) for p in sorted(came)], "periods")
    return say("brief.money_not_whole", came=names, day=view.date(view.period.last_day))


def _execution(view: View, code: str) -> str:
    """The rate with both its sides, where these are amounts."""
    value, (_, reading) = view.value(code), view.results.indicator_named(code).settle(view.study.choices)
    if reading.denominator is None or value.denominator is None or reading.numerator.counts != reading.denominator.counts:
        return Printed(view.title(code), " ", judged.of(view, code))
    above, below = (view.numbers.amount(side, reading.numerator.counts) for side in (value.numerator or 0, value.denominator))
    return view.say("brief.executed", title=view.title(code), value=judged.of(view, code), above=above, below=below)


def overdue(view: View) -> str:
    """Problems past the term of their notice that are not closed, each with its unit and amount; how many more are open."""
    say, day = view.say, view.study.file.cut_off
    if not view.study.ledger:
        return say("brief.no_ledger")
    story = items(view.study, day, region=view.region, language=view.language)
    open_ = [item for item, state in story if state in OPEN]
    late = [item for item in open_ if item.issued is not None and item.term is not None and item.term < day]
    about = {"day": view.date(day), "open": digits(len(open_))}
    if not late:
        return say("brief.none_overdue" if open_ else "brief.none_open", **about)
    told = [_problem(view, item) for item in late[:_MOST]]
    told += [say("brief.more", count=digits(len(late) - _MOST))] if len(late) > _MOST else []
    return say("brief.overdue", count=digits(len(late)), items=say("list.semicolon").join(told), **about)


def _problem(view: View, item: Item) -> str:
    amount = ledger.amount(view, item)
    persons = [] if item.persons is None else [view.numbers.persons(item.persons)]
    term = [] if item.term is None else [view.say("brief.term", day=view.date(item.term))]
    about = view.say("list.comma").join(filter(None, [amount, *persons, *term]))
    return view.say("brief.problem", unit=ledger.unit(view, item), title=name_as("name", item.title), about=about)


def reductions(view: View) -> str:
    """What checks of the period upheld of each figure, those that lost most first; on which figures the report rests."""
    say, numbers = view.say, view.numbers
    found = [c for c in view.study.checks if c.period == view.period and (view.is_overview or c.region == view.region)]
    if not found:
        return say("brief.no_check")
    made = sorted((extrapolate(c) for c in found), key=lambda e: -e.reduced / (e.check.reported or 1))
    told = []
    for e in made[:_MOST]:
        title = view.quantity(e.check.quantity)
        told.append(
            say(
                "brief.check",
                title=Printed(view.short(e.check.region), " ", title) if view.is_overview else title,
                reported=numbers.count(e.check.reported),
                verified=numbers.count(e.estimate),
                reduced=numbers.count(e.reduced),
            )
        )
    told += [say("brief.more", count=digits(len(made) - _MOST))] if len(made) > _MOST else []
    return view.join([say("brief.checks", items=say("list.semicolon").join(told)), say("brief.base")])


def requests(view: View) -> str:
    """What the study asks of its reader."""
    texts = [view.text(decision.text) for decision in decisions(view)]
    return view.join(texts) if texts else view.say("brief.nothing_asked")
