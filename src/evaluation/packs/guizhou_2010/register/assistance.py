"""Tallies of employment assistance (GZ-1, GZ-3, GZ-10, GZ-17, GZ-18), by the region of the platform that certified."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr.types import DateValue
from ibis.expr.types import Table as Expression

from evaluation.packs.guizhou_2010.register import scope
from evaluation.packs.guizhou_2010.register.eligibility import eligible
from evaluation.register.about import Rules
from evaluation.register.counting import Count, Window, mark, once
from evaluation.register.days import shift, without
from evaluation.register.reading import Register
from evaluation.register.states import as_targets, in_work
from evaluation.register.tables import CONDITIONS, ONES

_ISSUERS = ("county", "prefecture", "province")


def _stock(register: Register, window: Window) -> Expression:
    """Targets at the end of the period."""
    return as_targets(register, _everybody(register, window))


def _everybody(register: Register, window: Window) -> Expression:
    return register["persons"].select("person", on=ibis.literal(window.last))


def _roll(register: Register, window: Window, rules: Rules) -> Expression:
    targets = _stock(register, window)
    cases = mark(targets, in_work(register, targets), "person", name="busy")
    cases = cases.mutate(idle=~cases.busy)
    return once(cases, "assist_certified_stock", assist_employed_stock="busy", assist_unemployed="idle")


def _eligible(register: Register, window: Window, rules: Rules) -> Expression:
    """The certified, and whoever else the register shows to fulfil GZ-2, where registered as unemployed."""
    targets = _stock(register, window)
    others = without(eligible(register, _everybody(register, window), rules), targets)
    spells = register["registrations"]
    now = spells.filter((spells.start <= window.last) & (spells.end.isnull() | (spells.end >= window.last)))
    where = others.join(now.select("person", "region", since="start"), "person")
    columns = ("person", "region", "since")
    return once(targets.select(*columns).union(where.select(*columns)), "assist_eligible")


def _services(register: Register, window: Window, rules: Rules) -> Expression:
    """Targets with a service accepted since they were certified, and with a briefing on policy among them."""
    targets, s = _stock(register, window), register["services"]
    said = s.filter((s.answer == "accepted") & (s.date <= window.last)).select("person", "date", "kind")
    since = targets.join(said, "person")
    since = since.filter(since.date >= since.since)
    cases = mark(targets, since, "person", name="served")
    cases = mark(cases, since.filter(since.kind == "briefing"), "person", name="briefed")
    return once(cases.filter(cases.served), "assist_served", assist_briefed="briefed")


def _papers(register: Register, window: Window, rules: Rules) -> Expression:
    """Targets with each of the five ones in force at the end of the period, with all of them, and with an agreement."""
    cases, p = _stock(register, window), register["papers"]
    now = p.filter((p.start <= window.last) & (p.end.isnull() | (p.end >= window.last)))
    for kind in (*ONES, "agreement"):
        cases = mark(cases, now.filter(now.kind == kind), "person", name=kind)
    cases = cases.mutate(five=ibis.and_(*(cases[one] for one in ONES)))
    each = once(cases, "everybody", five_ones_done="five", agreements="agreement", **{f"one_{o}": o for o in ONES})
    return each.drop("everybody")


def _certifications(register: Register, window: Window, rules: Rules) -> Expression:
    """Newly certified, and of these: registered first, where they belong, announced before."""
    c = register["certifications"]
    new = c.filter(window.has(c.certified)).select("person", "region", "publicised", since="certified", on="certified")
    cases = new.join(register["persons"].select("person", "hukou"), "person")
    r = register["registrations"].view()
    registered = cases.semi_join(r, [cases.person == r.person, r.start <= cases.on, r.end.isnull() | (r.end >= cases.on)])
    cases = mark(cases, registered, "person", "on", name="registered")
    cases = cases.mutate(home=cases.hukou == cases.region, told=(cases.publicised <= cases.on).fill_null(False))
    return once(
        cases, "assist_certified", certified_registered="registered", certified_at_hukou="home", certified_publicised="told"
    )


def _cards(register: Register, window: Window, rules: Rules) -> Expression:
    """Of the newly certified, those given a card by an agency from county up, by the end of the period."""
    c, p = register["certifications"], register["papers"]
    new = c.filter(window.has(c.certified)).select("person", "region", since="certified")
    cards = p.filter((p.kind == "card") & p.issuer.isin(_ISSUERS) & (p.start <= window.last)).view()
    given = new.semi_join(cards, [new.person == cards.person, cards.end.isnull() | (cards.end >= new.since)])
    return once(mark(new, given, "person", "since", name="card"), "everybody", cards_issued="card").drop("everybody")


def _placements(register: Register, window: Window, rules: Rules) -> Expression:
    placed = scope.placements(register)
    return once(placed.filter(window.has(placed.on)), "assist_employed")


def _losses(register: Register, window: Window, rules: Rules) -> Expression:
    lost = scope.losses(register)
    return once(lost.filter(window.has(lost.on)), "assist_reunemployed")


def _exits(register: Register, window: Window, rules: Rules) -> Expression:
    """Targets who left the scope out of work: the roll of unemployed targets (I3) is theirs."""
    c = register["certifications"]
    left = c.filter(window.has(c.exited)).select("person", "region", since="certified", on=shift(c.exited, days=-1))
    return once(without(left, in_work(register, left)), "assist_exited")


def _stable(months: int, due: str, done: str) -> Count:
    """Targets whose placement is so many months past in the period, and of these those in work on that day."""

    def of(register: Register, window: Window, rules: Rules) -> Expression:
        placed = scope.placements(register)
        cases = placed.mutate(on=shift(placed.on, months=months))
        cases = cases.filter(window.has(cases.on))
        return once(mark(cases, in_work(register, cases), "person", "on", name="done"), due, **{done: "done"})

    return Count(quantities=(due, done), of=of)


def _due_a_visit(register: Register, window: Window, rules: Rules) -> Expression:
    """Targets in work on a day of the period, leaving out the last days the rules give."""
    until = ibis.literal(window.last) if rules.visits.days == 0 else shift(ibis.literal(window.last), days=-rules.visits.days)
    return _working(register, register["employments"], window.first, window.last, until)


def _working(register: Register, jobs: Expression, first: date, last: date, until: date | DateValue) -> Expression:
    """Targets whose row of work meets their certification on a day from ``first`` to ``last``, begun by ``until``."""
    c = register["certifications"].select("person", "region", "exited", since="certified")
    joined = c.join(jobs.select("person", "start", "end"), "person")
    begins = ibis.greatest(joined.since, joined.start, ibis.literal(first))
    ends = ibis.least(shift(joined.exited, days=-1).fill_null(last), joined.end.fill_null(last), ibis.literal(last))
    return joined.filter((begins <= ends) & (begins <= until)).select("person", "region", "since")


def _visits_due(register: Register, window: Window, rules: Rules) -> Expression:
    """Of those due a visit, those visited at home, and those visited in all three ways, in the period (GZ-18)."""
    cases, v = _due_a_visit(register, window, rules), register["visits"]
    now = v.filter(window.has(v.date))
    cases = mark(cases, now.filter(now.home), "person", name="home")
    for kind in ("person", "workplace", "family"):
        cases = mark(cases, now.filter(now.kind == kind), "person", name=f"by_{kind}")
    cases = cases.mutate(three=cases.by_person & cases.by_workplace & cases.by_family)
    return once(cases, "visit_due", visit_done="home", three_visits_done="three")


def _visits(register: Register, window: Window, rules: Rules) -> Expression:
    """Visits to targets in the period, and those that record all five conditions; person-times."""
    v = register["visits"]
    made = v.filter(window.has(v.date)).rename(on="date")
    made = as_targets(register, made.mutate(whole=ibis.and_(*(made[c] for c in CONDITIONS))))
    return made.group_by("region").aggregate(visits=made.count(), visits_complete=made.whole.sum())


def _again(register: Register, window: Window, rules: Rules) -> Expression:
    cases = scope.re_entry(register, rules)
    return once(cases.filter(window.has(cases.deadline)), "reassist_due", reassist_done="done")


def _waivers(register: Register, window: Window, rules: Rules) -> Expression:
    """Self-employed targets whose three years of waived fees (GZ-10) are not over when the period begins."""
    jobs, waivers = register["employments"], register["waivers"]
    cases = _working(register, jobs.filter(jobs.form == "self"), window.first, window.last, window.last).distinct()
    terms = scope.fee_waiver_end(register, rules)
    cases = without(cases, terms.filter(terms.ends <= window.first), "person")
    now = waivers.filter((waivers.start <= window.last) & (waivers.end.isnull() | (waivers.end >= window.first)))
    return once(mark(cases, now, "person", name="got"), "due_fee_waiver", got_fee_waiver="got")


COUNTS = (
    Count(quantities=("assist_certified_stock", "assist_employed_stock", "assist_unemployed"), of=_roll),
    Count(quantities=("assist_eligible",), of=_eligible),
    Count(quantities=("assist_served", "assist_briefed"), of=_services, needs=("services",)),
    Count(quantities=("five_ones_done", *(f"one_{one}" for one in ONES), "agreements"), of=_papers, needs=("papers",)),
    Count(
        quantities=("assist_certified", "certified_registered", "certified_at_hukou", "certified_publicised"), of=_certifications
    ),
    Count(quantities=("cards_issued",), of=_cards, needs=("papers",)),
    Count(quantities=("assist_employed",), of=_placements),
    Count(quantities=("assist_reunemployed",), of=_losses),
    Count(quantities=("assist_exited",), of=_exits),
    _stable(3, "stable3_due", "stable3_done"),
    _stable(6, "stable_due", "stable_done"),
    _stable(12, "stable12_due", "stable12_done"),
    Count(quantities=("visit_due", "visit_done", "three_visits_done"), of=_visits_due, needs=("visits",)),
    Count(quantities=("visits", "visits_complete"), of=_visits, needs=("visits",)),
    Count(quantities=("reassist_due", "reassist_done"), of=_again, needs=("services",)),
    Count(quantities=("due_fee_waiver", "got_fee_waiver"), of=_waivers, needs=("waivers",)),
)
