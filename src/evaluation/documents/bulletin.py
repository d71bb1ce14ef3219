"""季度通报 (HB-1): how policy is implemented in all regions, in the order and wording of official bulletins.

Ranks and the choice of regions that do well are the compiler's, not the document's, and the page says so.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from evaluation.catalogue.model import Dimension
from evaluation.catalogue.quantities import EXPENDITURE, INCOME
from evaluation.documents.paper import Paper
from evaluation.render.component import Component, paragraph, section
from evaluation.report import judged, judgements, spans
from evaluation.report.facts import figures, ledger
from evaluation.report.judgements import own_title, standing
from evaluation.report.statements import tally_sentence
from evaluation.study.ledger import Item


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
    codes = tuple(i.code for i in view.of(Dimension.TARGETS))
    for code in codes:
        s, done = standing(view, code), view.results.progress(view.region, code)
        if done.target is None or done.judged is None:
            continue
        state[s.state] += 1
        told.append(
            say(
                "bulletin.target",
                title=own_title(view, code),
                actual=view.numbers.amount(done.reached, done.counts),
                completion=judged.text(view, s),
            )
        )
    ended = (
        view.sentence("bulletin.met", "bulletin.reached", of=codes, count=str(state["met"])),
        view.sentence("bulletin.missed", "bulletin.not_reached", of=codes, count=str(state["missed"])),
        view.sentence("bulletin.not_judged", of=codes, count=str(state["not_judged"])),
    )
    items = view.sentence(
        "bulletin.targets",
        of=codes,
        span=spans.through(view),
        whole=paper.whole,
        targets=say("list.semicolon").join(told),
        judged=say("list.clause_comma").join(filter(None, ended)),
    )
    return items or without_targets(paper, codes)


def without_targets(paper: Paper, codes: tuple[str, ...]) -> str:
    """Why no completion is told."""
    view, say = paper.view, paper.say
    marks = Counter(m for c in codes if standing(view, c).target and (m := standing(view, c).mark))
    kinds = say("list.comma").join(say("tally.kind", kind=say(f"state.{m}"), count=str(n)) for m, n in marks.items())
    return view.sentence("bulletin.no_targets", "bulletin.no_completion", of=codes, kinds=kinds)


def take_up(paper: Paper) -> str:
    """应享 / 实享 / 未兑现, from the year's start."""
    view, say = paper.view, paper.say
    rate = figures.take_up(view, view.region)
    return view.sentence(
        "bulletin.take_up",
        "bulletin.no_take_up",
        span=paper.span,
        eligible=view.numbers.count(rate.denominator, "missing"),
        received=view.numbers.count(rate.numerator, "missing"),
        rest=view.numbers.count(rate.rest, "missing"),
        rate=judged.share(view, rate.exact, rate.mark or "missing"),
        kind=say(f"state.{rate.mark or 'missing'}"),
    )


def money(paper: Paper) -> list[str]:
    """Money paid in and spent, and the two shares HB-20 draws lines for."""
    view, say, numbers = paper.view, paper.say, paper.view.numbers
    came, spent = (figures.amount(view, view.region, *(q.code for q in those)) for those in (INCOME, EXPENDITURE))
    amounts = view.sentence(
        "bulletin.money", span=paper.span, fund=paper.fund, came=numbers.money(*came), spent=numbers.money(*spent)
    )
    told = [
        view.sentence(
            "bulletin.share",
            "bulletin.share_alone",
            of=code,
            title=view.title(code),
            value=judged.of(view, code),
            line=view.demand_words(standing(view, code).target),
        )
        for code in ("share_si_subsidy", "share_train_assess_match")
        if view.has(code)
    ]
    return [say("list.semicolon").join([amounts, *told]) + say("list.stop")] if amounts else []


def well(paper: Paper) -> str:
    """三、工作较好地区: the highest take-up of all regions that are not below the whole, by a rule that the page states;
    with what is open of confirmed fund problems there."""
    view, say = paper.view, paper.say
    whole = figures.take_up(view, view.top).exact
    rates = {r: figures.take_up(view, r) for r in view.results.regions}
    exact = {r: v.exact for r, v in rates.items() if v.exact is not None}
    known = sorted(exact.items(), key=lambda pair: -pair[1])
    least = max([share for _, share in known[: paper.form.best][-1:]] + ([] if whole is None else [whole]), default=None)
    told = [
        say(
            "bulletin.good_region",
            region=view.name(r),
            rate=judged.share(view, share),
            open=open_problems(paper, r),
            received=view.numbers.count(rates[r].numerator),
            eligible=view.numbers.count(rates[r].denominator),
        )
        for r, share in known
        if least is not None and share >= least
    ]
    return view.sentence(
        "bulletin.good_regions",
        "bulletin.none_leads",
        "bulletin.good_alike",
        "bulletin.no_good",
        regions=say("list.semicolon").join(told),
        count=str(len(known)),
        span=paper.span,
    )


def open_problems(paper: Paper, region: str) -> str:
    """How many confirmed fund problems of the region are not closed, as a part of a sentence."""
    states = [s for i, s in ledger.confirmed_problems(paper.items, "fund") if i.region == region and s != "closed"]
    return paper.say("bulletin.good_open", count=str(len(states))) if states else ""


def missed_lines(paper: Paper) -> str:
    """Requirements that are not met, by name, with value and line."""
    view = paper.view
    found = judgements.missed_standings(view)
    told = (
        paper.say(
            "bulletin.missed_target" if s.indicator.dimension is Dimension.TARGETS else "bulletin.missed_rate",
            title=own_title(view, s.indicator.code),
            value=judged.text(view, s),
            line=judged.line(view, s),
            demand=view.demand_words(s.target),
        )
        for s in found
    )
    return view.sentence(
        "bulletin.missed_items", of=tuple(s.indicator.code for s in found), items=paper.say("list.semicolon").join(told)
    )


def problems(paper: Paper) -> list[str]:
    """四、存在问题: how many requirements were judged and missed, and what was confirmed, never what is only suspected."""
    view, say, known = paper.view, paper.say, ledger.confirmed_problems(paper.items)
    told = [
        view.sentence(
            "bulletin.problem",
            of=item.item,
            number=say("paper.second", n=paper.ordinal(number)),
            unit=paper.unit_name(item),
            title=item.title,
            facts=item.facts,
            involved=involvement(paper, item),
            clause=paper.clause(item.clause),
            state=say(f"ledger_state.{state}"),
        )
        for number, (item, state) in enumerate(((i, s) for i, s in known if s != "closed"), 1)
    ]
    closed = view.sentence("bulletin.closed", count=str(sum(s == "closed" for _, s in known)))
    none = view.sentence("bulletin.no_problems", day=view.date(paper.day))
    return [view.join((tally_sentence(view), missed_lines(paper))), *told, *filter(None, (closed, none))]


def involvement(paper: Paper, item: Item) -> str:
    """What is known of persons and money involved, as a part of a sentence."""
    involved = paper.involvement(item)
    return paper.say("bulletin.involved", what=involved) if involved else ""


def demands(paper: Paper) -> list[str]:
    """五、工作要求: the office's own, with the items they rest on; blank when it gives none."""
    say, told = paper.say, []
    for number, demand in enumerate(paper.form.requirements, 1):
        text = demand.text[paper.view.language]
        after = say("bulletin.rests_on", clause=paper.clause(demand.clause)) if demand.clause else ""
        told.append(say("bulletin.demand", number=say("paper.second", n=paper.ordinal(number)), text=text, clause=after))
    return told or [say("bulletin.no_demands")]


def closing(paper: Paper) -> list[Component]:
    say = paper.say
    text = say("bulletin.closing", day=paper.by(paper.form.reply_by), office=paper.documents.office[paper.view.language])
    return [paragraph(text), *paper.annex_list(*(t for t, _ in annexes(paper))), paper.signature()]


def annexes(paper: Paper) -> list[tuple[str, list[Component]]]:
    """Tables in division order with the rank as a column."""
    view, say = paper.view, paper.say
    found = [take_up_annex(paper)] if view.mapped(*figures.TAKE_UP) else []
    if view.mapped(*(q.code for q in EXPENDITURE)):
        shares = [c for c in ("share_si_subsidy", "share_train_assess_match") if view.has(c)]
        fields = [
            figures.money(view, say("fund.arrived"), *(q.code for q in INCOME)),
            figures.money(view, say("fund.spent"), *(q.code for q in EXPENDITURE)),
            *(figures.percent(view, view.title(c), partial(figures.so_far, view, c), ranked=True) for c in shares),
        ]
        name = say("bulletin.annex_fund", fund=paper.fund, period=paper.span)
        notes = [say("paper.rank_note"), say("paper.year_note")]
        found.append((name, [figures.regions(view, "fund-regions", name, fields, notes)]))
    return found


def take_up_annex(paper: Paper) -> tuple[str, list[Component]]:
    """应享, 实享, 未兑现 and 落实率 of every region."""
    view, say, people = paper.view, paper.say, paper.say("unit.persons")

    def rest(region: str) -> tuple[int | None, str]:
        rate = figures.take_up(view, region)
        return rate.rest, rate.mark

    fields = [
        figures.heads_field(view, say("take_up.eligible"), "policy_eligible", people),
        figures.heads_field(view, say("take_up.received"), "policy_received", people),
        figures.RegionField(title=say("take_up.rest"), unit=people, value=rest, shown=view.numbers.count),
        figures.percent(view, say("take_up.rate"), lambda r: figures.take_up(view, r), ranked=True, counts_cases=True),
    ]
    name = say("bulletin.annex_take_up", period=paper.span)
    notes = [say("paper.rank_note"), say("paper.shared_note"), say("paper.year_note")]
    return name, [figures.regions(view, "take-up", name, fields, notes)]
