"""The account of the fund in one sentence."""

from __future__ import annotations

from evaluation.catalogue.span import Covers
from evaluation.measured.figure import Figure
from evaluation.render.component import Component, paragraph
from evaluation.render.printed import digits
from evaluation.view import judged, spans, wholes
from evaluation.view.account import account, execution
from evaluation.view.view import View


def money(view: View) -> Component:
    """结转 + 当年 + 利息 − 支出 − 上缴 = 结余 where that is so, and execution."""
    say, found = view.say, account(view)

    def wan(side: Figure) -> str:
        """With how many regions it is of where the sentence cannot say that of all."""
        amount = view.numbers.money_cell(side.amount, side.mark)
        return amount if found.alike else amount + wholes.sum_note(view, side)

    def also(code: str, side: Figure, key: str) -> str:
        """A part that not every fund has, under the name that its entry gives it."""
        if not view.mapped(code):
            return ""
        title = view.text(view.catalogue.quantities[code].title)
        return say(key, title=title, amount=wan(side))

    signs = ("plus", "less") if found.unexplained == 0 else ("beside", "beside")
    interest, returned = (
        also(code, side, f"conclusion.part_{sign}")
        for code, side, sign in zip((view.fund.interest, view.fund.returned), (found.interest, found.returned), signs, strict=True)
    )

    code = execution(view)
    executed = view.sentence("conclusion.execution", of=code, value=judged.of(view, code)) if code else ""
    told = view.sentence(
        "conclusion.money",
        "conclusion.money_differs",
        "conclusion.money_parts",
        before=wan(found.before),
        income=wan(found.paid_in),
        spent=wan(found.spent),
        balance=wan(found.balance),
        interest=interest,
        returned=returned,
        execution=executed,
        unexplained=view.numbers.money_change(found.unexplained or 0),
    )
    whole = {"count": digits(len(view.results.regions) - len(found.without)), "all": digits(len(view.results.regions))}
    told += view.sentence("conclusion.money_rounded", "conclusion.money_some", "conclusion.money_uneven", **whole)
    unit = say("list.clause_comma").join(filter(None, (view.numbers.money_unit, spans.name(view, Covers.TO_DATE))))
    return paragraph([{"text": say("conclusion.money_title", unit=unit), "strong": True}, told])
