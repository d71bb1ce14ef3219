"""Leaving the scope of assistance, staying in it, coming back (GZ-4, GZ-10, GZ-18)."""

from __future__ import annotations

from ibis.expr.types import Table as Expression

from evaluation.packs.guizhou_2010.register.eligibility import eligible
from evaluation.register.about import Rules
from evaluation.register.days import shift, without
from evaluation.register.reading import Register
from evaluation.register.states import as_targets, in_work


def exit_not_eligible(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-4: targets of ``asked`` (``person``, ``on``) who fulfil the conditions of GZ-2 no longer on that day.

    Who is in work stays (GZ-1, GZ-18), although no longer unemployed.
    """
    targets = as_targets(register, asked).select("person", "on")
    idle = without(targets, exit_employed_continue_followup(register, asked, rules))
    return without(idle, eligible(register, idle, rules))


def exit_refusal(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-4: targets who, since they were certified, refused services without good reason as often as the rules say."""
    targets, s = as_targets(register, asked), register["services"]
    said = s.filter(s.answer == "refused").select("person", "date", "service")
    joined = targets.join(said, "person")
    since = joined.filter((joined.date >= joined.since) & (joined.date <= joined.on))
    counted = since.group_by("person", "on").aggregate(times=since.service.nunique())
    return counted.filter(counted.times >= rules.refusals.count).select("person", "on")


def exit_employed_continue_followup(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-1, GZ-18: targets in work on the day. They are no longer helped to find work, and stay targets: supported and
    visited."""
    return in_work(register, as_targets(register, asked).select("person", "on"))


def placements(register: Register) -> Expression:
    """(``person``, ``on``, ``region``, ``since``): targets who begin work, having had none the day before.

    Two rows of work that touch or overlap are one: a change of employer places nobody.
    """
    starts = register["employments"].select("person", on="start").distinct()
    before = starts.mutate(on=shift(starts.on, days=-1))
    busy = in_work(register, before)
    return as_targets(register, without(starts, busy.mutate(on=shift(busy.on, days=1))))


def losses(register: Register) -> Expression:
    """(``person``, ``on``, ``region``, ``since``): targets who are out of work on the first day after it."""
    jobs = register["employments"]
    ended = jobs.filter(jobs.end.notnull())
    after = ended.select("person", on=shift(ended.end, days=1)).distinct()
    return as_targets(register, without(after, in_work(register, after)))


def re_entry(register: Register, rules: Rules) -> Expression:
    """GZ-18: (``person``, ``region``, ``since``, ``lost``, ``deadline``, ``done``) of each target out of work again.

    ``done``: a service accepted from the day ``lost`` to the ``deadline``, so many days later as the rules say.
    """
    out = losses(register).rename(lost="on")
    due = out.mutate(deadline=shift(out.lost, days=rules.reassist.days))
    s = register["services"]
    s = s.filter(s.answer == "accepted").select("person", "date")
    joined = due.left_join(s, [due.person == s.person, s.date >= due.lost, s.date <= due.deadline])
    keys = ("person", "region", "since", "lost", "deadline")
    return joined.group_by(*keys).aggregate(done=joined.date.notnull().any())


def fee_waiver_end(register: Register, rules: Rules) -> Expression:
    """GZ-10: (``person``, ``begun``, ``ends``, ``over``), three years at most from a person's first waiver on.

    ``ends`` is the first day on which no fee may be waived; ``over``: one is waived then or later, as far as the cut-off
    shows.
    """
    waivers = register["waivers"]
    until = waivers.end.fill_null(register.about.cut_off)
    last = waivers.group_by("person").aggregate(begun=waivers.start.min(), until=until.max())
    ends = shift(last.begun, years=3)
    return last.select("person", "begun", ends=ends, over=last.until >= ends)
