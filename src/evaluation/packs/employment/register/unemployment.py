"""Tallies of the registered unemployed, of graduates (HB-5) and of zero-employment families (HB-4)."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table as Expression

from evaluation.packs.employment.register import families, graduates
from evaluation.register.about import Rules
from evaluation.register.counting import Count, Window, mark, once
from evaluation.register.days import holds, shift, without
from evaluation.register.reading import Register
from evaluation.register.states import in_work, out_of_work


def A4_ltu(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (4): registered without a break, and never in work, for one year or more (一年以上 includes the year itself)."""
    spells = register["registrations"].select("person", since="start", until="end")
    jobs = register["employments"].view()
    joined = out_of_work(register, asked).join(spells, "person")
    long = joined.filter(
        (joined.until.isnull() | (joined.until >= joined.on)) & (shift(joined.since, years=1) <= joined.on)
    ).select("person", "on")
    worked = [long.person == jobs.person, jobs.start <= long.on, jobs.end.isnull() | (shift(jobs.end, years=1) >= long.on)]
    return long.anti_join(jobs, worked)


def _long(register: Register, window: Window, rules: Rules) -> Expression:
    """Registered unemployed at the end of the period, and those for six months and one year or more without work."""
    on = ibis.literal(window.last)
    everybody = register["persons"].select("person", on=on)
    idle, spells = out_of_work(register, everybody), register["registrations"]
    cases = idle.join(spells.filter(holds(spells, on)).select("person", "region", since="start"), "person")
    jobs = register["employments"]
    worked = jobs.filter(jobs.end.isnull() | (shift(jobs.end, months=6) >= on)).filter(jobs.start <= on)
    half = without(cases.filter(shift(cases.since, months=6) <= on), worked, "person")
    cases = mark(cases, half, "person", name="half")
    cases = mark(cases, A4_ltu(register, everybody, rules), "person", name="year")
    return once(cases, "reg_unemployed", unemp_6m="half", unemp_12m="year")


def _graduates(register: Register, window: Window, rules: Rules) -> Expression:
    """Graduates registered as unemployed at the end of the period."""
    spells = graduates.registrations_of_graduates(register)
    now = spells.filter(holds(spells, ibis.literal(window.last)))
    cases = now.select("person", "region", since="start", on=ibis.literal(window.last))
    return once(without(cases, in_work(register, cases)), "grad_unemployed")


def _registrations(register: Register, window: Window, rules: Rules) -> Expression:
    spells = graduates.registrations_of_graduates(register).rename(since="start")
    return once(spells.filter(window.has(spells.since)), "grad_registered")


def _new_workers(register: Register, window: Window, rules: Rules) -> Expression:
    """Graduates who began work in the period, registered as unemployed and without work the day before."""
    jobs, spells = register["employments"], graduates.registrations_of_graduates(register).view()
    starts = jobs.filter(window.has(jobs.start)).select("person", on=shift(jobs.start, days=-1)).distinct()
    idle = without(starts, in_work(register, starts))
    joined = idle.join(spells.select("person", "region", "end", since="start"), "person")
    cases = joined.filter((joined.since <= joined.on) & (joined.end.isnull() | (joined.end >= joined.on)))
    return once(cases, "grad_employed")


def _clock(register: Register, window: Window, rules: Rules) -> Expression:
    cases = graduates.graduate_clock(register, rules)
    return once(cases.filter(window.has(cases.deadline)), "grad_service_due", grad_service_met="done")


def _families(register: Register, window: Window, rules: Rules) -> Expression:
    """Families whose three months since they became one end in the period, and those of them with a member in work."""
    new = families.arisen(register, rules)
    cases = _solutions(register, new.select("household", "region", since="arose"))
    return once(cases.filter(window.has(cases.deadline)), "zerofam_due", who="household", zerofam_solved="done")


def _recognitions(register: Register) -> Expression:
    homes = register["households"].select("household", "region")
    return register["recognitions"].select("household", since="recognised").join(homes, "household")


def _after_recognition(register: Register, window: Window, rules: Rules) -> Expression:
    """The same from recognition on, which is the other reading of HB-4."""
    cases = _solutions(register, _recognitions(register))
    due = cases.filter(window.has(cases.deadline))
    return once(due, "zerofam_recog_due", who="household", zerofam_recog_solved="done")


def _newly_recognised(register: Register, window: Window, rules: Rules) -> Expression:
    cases = _recognitions(register)
    return once(cases.filter(window.has(cases.since)), "zerofam_recognised", who="household")


def _lag(register: Register, window: Window, rules: Rules) -> Expression:
    """Days from becoming a zero-employment family to the recognition in the period; a household's first counts.

    Without a figure where a family was recognised that the register does not show to have become one.
    """
    cases = _recognitions(register)
    first = cases.filter(window.has(cases.since)).group_by("household", "region").aggregate(since=cases.since.min())
    new = families.arisen(register, rules).select("arose", home="household")
    joined = first.left_join(new, [first.household == new.home, first.since >= new.arose])
    each = joined.group_by("region", "household", "since").aggregate(arose=joined.arose.max())
    days = each.since.delta(each.arose, unit="day")
    return each.group_by("region").aggregate(zerofam_lag=ibis.ifelse(each.arose.isnull().any(), None, days.sum()))


def _solutions(register: Register, cases: Expression) -> Expression:
    """``cases`` (``household``, ``region``, ``since``) with the ``deadline`` and whether a member began work by then."""
    due = cases.mutate(deadline=shift(cases.since, months=3))
    people = register["persons"].filter(lambda p: p.household.notnull()).select("person", "household")
    work = people.join(register["employments"].select("person", "start"), "person").view()
    found = due.semi_join(work, [due.household == work.household, work.start >= due.since, work.start <= due.deadline])
    return mark(due, found, "household", "since", name="done")


COUNTS = (
    Count(quantities=("reg_unemployed", "unemp_6m", "unemp_12m"), of=_long),
    Count(quantities=("grad_unemployed",), of=_graduates),
    Count(quantities=("grad_registered",), of=_registrations),
    Count(quantities=("grad_employed",), of=_new_workers),
    Count(quantities=("grad_service_due", "grad_service_met"), of=_clock, needs=("services",)),
    Count(quantities=("zerofam_due", "zerofam_solved"), of=_families),
    Count(quantities=("zerofam_recog_due", "zerofam_recog_solved"), of=_after_recognition, needs=("recognitions",)),
    Count(quantities=("zerofam_recognised",), of=_newly_recognised, needs=("recognitions",)),
    Count(quantities=("zerofam_lag",), of=_lag, needs=("recognitions",)),
)
