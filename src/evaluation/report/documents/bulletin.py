"""季度通报 (HB-1): how policy is implemented in all regions, in the order and wording of official bulletins.

Ranks and the choice of regions that do well are the compiler's, not the document's, and the page says so.
"""

from __future__ import annotations

from collections import Counter

from evaluation.indicators.model import Dimension, expression
from evaluation.indicators.quantities import EXPENDITURE, INCOME, QUANTITIES
from evaluation.report.component import Component, paragraph, section
from evaluation.report.documents import figures, ledger
from evaluation.report.documents.paper import Paper
from evaluation.report.judgements import own_title, standing

TAKE_UP = ("policy_eligible", "policy_received")


def title(paper: Paper) -> str:
    return paper.say("bulletin.title", period=paper.period, whole=paper.whole, subject=subject(paper))


def subject(paper: Paper) -> str:
    """就业再就业政策 of 2007; the fund's name gives it."""
    return paper.say("bulletin.subject")


def opening(paper: Paper) -> list[Component]:
    text = paper.say("bulletin.opening", period=paper.period, whole=paper.whole, subject=subject(paper))
    return [paper.addressee(), paragraph(text)]


def body(paper: Paper) -> Component:
    say = paper.say
    parts = [
        *paper.part(say("bulletin.progress"), progress(paper)),
        *paper.part(say("bulletin.policy"), take_up(paper), *money(paper)),
        *paper.part(say("bulletin.good"), well(paper)),
        *paper.part(say("bulletin.problems"), *problems(paper)),
        *paper.part(say("bulletin.demands"), *demands(paper)),
    ]
    return section("body", parts)


def progress(paper: Paper) -> str:
    """一、总体进展: the whole's quantity targets to date."""
    view, say = paper.view, paper.say
    told, state = [], Counter[str]()
    for indicator in view.of(Dimension.TARGETS):
        s, done = standing(view, indicator.code), view.results.progress(view.region, indicator.code)
        if done.target is None or done.completion is None:
            continue
        state[s.state] += 1
        told.append(
            say("bulletin.target", title=own_title(view, indicator.code),
                actual=view.numbers.amount(done.actual, done.counts), completion=view.numbers.percent(done.completion))
        )  # fmt: skip
    if not told:
        return say("bulletin.no_targets")
    items = say("list.semicolon").join(told)
    judged = [say(f"bulletin.{s}", count=str(n)) for s in ("met", "missed", "not_judged") if (n := state[s])]
    return say("bulletin.targets", day=view.date(paper.day), whole=paper.whole, targets=items,
               judged=say("list.clause_comma").join(judged))  # fmt: skip


def rate_of(paper: Paper, region: str) -> figures.Rate:
    """实享 ÷ 应享 of one region from 1 January."""
    eligible, received = (expression(QUANTITIES[c]) for c in TAKE_UP)
    return figures.ratio(paper.view, region, received, eligible)


def take_up(paper: Paper) -> str:
    """应享 / 实享 / 未兑现, from 1 January."""
    view, say = paper.view, paper.say
    rate = rate_of(paper, view.region)
    if rate.exact is None:
        return say("bulletin.no_take_up")
    return say(
        "bulletin.take_up", day=view.date(paper.day), eligible=view.numbers.count(rate.denominator),
        received=view.numbers.count(rate.numerator), rest=view.numbers.count(rate.rest),
        rate=view.numbers.percent(rate.exact),
    )  # fmt: skip


def money(paper: Paper) -> list[str]:
    """Money paid in and spent, and the two shares HB-20 draws lines for."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    came, _ = figures.amount(view, view.region, *(q.code for q in INCOME))
    spent, _ = figures.amount(view, view.region, *(q.code for q in EXPENDITURE))
    if came is None and spent is None:
        return []
    told = [say("bulletin.money", fund=paper.fund, came=numbers.money(came), spent=numbers.money(spent))]
    for code in ("share_si_subsidy", "share_train_assess_match"):
        if view.has(code):
            rate, target = figures.so_far(view, code, view.region), standing(view, code, view.region).target
            key = "bulletin.share" if target else "bulletin.share_alone"
            told.append(
                say(key, title=view.title(code), value=numbers.percent(rate.exact, rate.mark),
                    line=view.demand_words(target))
            )  # fmt: skip
    return [say("list.semicolon").join(told) + say("list.stop")]


def well(paper: Paper) -> str:
    """三、工作较好地区: the highest take-up of all regions, by a rule that the page states."""
    view, say = paper.view, paper.say
    rates = {r: rate_of(paper, r) for r in view.results.regions}
    known = sorted(((r, v) for r, v in rates.items() if v.exact is not None), key=lambda pair: -pair[1].exact)
    if not known:
        return say("bulletin.no_good")
    last = known[: paper.form.best][-1][1].exact
    best = [(r, v) for r, v in known if v.exact >= last]
    told = [
        say("bulletin.good_region", region=view.name(r), rate=view.numbers.percent(v.exact),
            received=view.numbers.count(v.numerator), eligible=view.numbers.count(v.denominator))
        for r, v in best
    ]  # fmt: skip
    return say("bulletin.good_regions", regions=say("list.semicolon").join(told))


def problems(paper: Paper) -> list[str]:
    """四、存在问题: what was confirmed, never what is only suspected."""
    say = paper.say
    known = ledger.confirmed(paper.items)
    open_ = [(i, s) for i, s in known if s != "closed"]
    if not known:
        return [say("bulletin.no_problems", day=paper.view.date(paper.day))]
    told = []
    for number, (item, state) in enumerate(open_, 1):
        involved = paper.involved(item)
        told.append(
            say("bulletin.problem", number=say("paper.second", n=paper.counted(number)),
                unit=paper.unit_name(item), title=item.title, facts=item.facts,
                involved=say("bulletin.involved", what=involved) if involved else "", clause=paper.clause(item.clause),
                state=say(f"ledger_state.{state}"))
        )  # fmt: skip
    closed = len(known) - len(open_)
    return [*told, *([say("bulletin.closed", count=str(closed))] if closed else [])]


def demands(paper: Paper) -> list[str]:
    """五、工作要求: the office's own, with the items they rest on; blank when it gives none."""
    say, told = paper.say, []
    for number, demand in enumerate(paper.form.requirements, 1):
        text = demand.text[paper.view.language]
        after = say("bulletin.rests_on", clause=paper.clause(demand.clause)) if demand.clause else ""
        told.append(say("bulletin.demand", number=say("paper.second", n=paper.counted(number)), text=text,
                        clause=after))  # fmt: skip
    return told or [say("bulletin.no_demands")]


def closing(paper: Paper) -> list[Component]:
    say = paper.say
    text = say(
        "bulletin.closing", day=paper.by(paper.form.reply_by), office=paper.documents.office[paper.view.language]
    )
    return [paragraph(text), *paper.annex_list(*(t for t, _ in annexes(paper))), paper.signature()]


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    """Tables in division order with the rank as a column."""
    view, say = paper.view, paper.say
    found = [take_up_annex(paper)] if view.mapped(*TAKE_UP) else []
    if view.mapped(*(q.code for q in EXPENDITURE)):
        shares = [c for c in ("share_si_subsidy", "share_train_assess_match") if view.has(c)]
        fields = [
            figures.money(view, say("fund.arrived"), *(q.code for q in INCOME)),
            figures.money(view, say("fund.spent"), *(q.code for q in EXPENDITURE)),
            *(figures.percent(view, view.title(c), lambda r, c=c: figures.so_far(view, c, r), ranked=True) for c in shares),
        ]  # fmt: skip
        name = say("bulletin.annex_fund", fund=paper.fund, period=paper.period)
        notes = [say("paper.rank_note"), say("paper.year_note")]
        found.append((name, [figures.regions(view, "fund-regions", name, fields, notes)]))
    return found


def take_up_annex(paper: Paper) -> tuple[str, list[Component]]:
    """应享, 实享, 未兑现 and 落实率 of every region."""
    view, say, people = paper.view, paper.say, paper.say("unit.persons")

    def rest(region: str):
        rate = rate_of(paper, region)
        return rate.rest, rate.mark

    fields = [
        figures.counted(view, say("take_up.eligible"), "policy_eligible", people),
        figures.counted(view, say("take_up.received"), "policy_received", people),
        figures.Field(title=say("take_up.rest"), unit=people, value=rest, shown=view.numbers.count),
        figures.percent(view, say("take_up.rate"), lambda r: rate_of(paper, r), ranked=True, counts_cases=True),
    ]
    name = say("bulletin.annex_take_up", period=paper.period)
    notes = [say("paper.rank_note"), say("paper.shared_note"), say("paper.year_note")]
    return name, [figures.regions(view, "take-up", name, fields, notes)]
