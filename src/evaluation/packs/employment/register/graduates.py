"""Graduates hard to place (GZ-2, item 6) and their three months of service (HB-5)."""

from __future__ import annotations

from ibis.expr.types import Table as Expression

from evaluation.packs.employment.register.families import B_zero_family
from evaluation.register.about import Rules
from evaluation.register.days import among, in_force, shift
from evaluation.register.reading import Register
from evaluation.register.states import facts


def graduates_on(register: Register, asked: Expression) -> Expression:
    """Rows of ``asked`` (``person``, ``on``) whose person had graduated by that day."""
    joined = asked.join(register["graduates"].select("person", "graduated"), "person")
    return joined.filter(joined.graduated <= joined.on).select(*asked.columns)


def G1(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6) ①: of an urban zero-employment family, or of a family of which a member draws the minimum income."""
    mine = graduates_on(register, asked)
    people, poor = register["persons"], facts(register, "minimum_income")
    homes = people.filter(people.household.notnull()).select("person", "household")
    kin = homes.select("household", relative="person")
    near = mine.join(homes, "person").join(kin, "household").select("on", "household", me="person", person="relative")
    helped = in_force(poor, near).select("on", person="me")
    own = in_force(poor, mine).select("on", "person")
    zero = B_zero_family(register, mine, rules).select("on", "person")
    return zero.union(helped).union(own).distinct().select("person", "on")


def G2(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6) ②: was granted a student loan while at school."""
    return among(graduates_on(register, asked), _at_school(register, "student_loan"), "person")


def G3(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6) ③: own certificate of disability, or a parent's, whose comma leaves two readings.

    ``both``: a parent holds a certificate and has lost capacity in whole or in part. ``either``: one of the two will do.
    """
    mine = graduates_on(register, asked)
    found = in_force(facts(register, "disability_certificate"), mine)
    for parent in ("father", "mother"):
        paper, lost = (facts(register, f"{parent}_{what}") for what in ("certificate", "incapable"))
        holder = in_force(paper, mine)
        if rules.disabled_parents.reading == "both":
            found = found.union(in_force(lost, holder))
        else:
            found = found.union(holder).union(in_force(lost, mine))
    return found.distinct()


def G4(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6) ④: disaster struck the family while at school, and civil affairs found it to be in need of support."""
    struck = among(graduates_on(register, asked), _at_school(register, "family_disaster"), "person")
    return in_force(facts(register, "social_support"), struck)


def _at_school(register: Register, kind: str) -> Expression:
    """Persons to whom the fact ``kind`` came between entering school and graduating, both days included."""
    joined = facts(register, kind).select("person", "start").join(register["graduates"].drop("row"), "person")
    return joined.filter((joined.start >= joined.entered) & (joined.start <= joined.graduated)).select("person")


def registrations_of_graduates(register: Register) -> Expression:
    """(``person``, ``region``, ``start``, ``end``) of every registration of a graduate, from graduation on."""
    spells = register["registrations"].drop("row")
    joined = spells.join(register["graduates"].select("person", "graduated"), "person")
    return joined.filter(joined.graduated <= joined.start).drop("graduated")


def graduate_clock(register: Register, rules: Rules) -> Expression:
    """HB-5: (``person``, ``region``, ``since``, ``deadline``, ``done``) of each graduate three months registered.

    ``done``: free of charge, a consultation on policy, guidance for a career and three suitable offers, from the day of
    registration to the day three months later. Who left the register before that day has no deadline.
    """
    spells = registrations_of_graduates(register).rename(since="start")
    due = spells.mutate(deadline=shift(spells.since, months=3))
    due = due.filter(due.end.isnull() | (due.end >= due.deadline)).drop("end")
    s = register["services"]
    s = s.filter(s.free & ((s.kind != "offer") | s.suitable)).select("person", "date", "kind")
    joined = due.left_join(s, [due.person == s.person, s.date >= due.since, s.date <= due.deadline])
    counted = joined.group_by("person", "region", "since", "deadline").aggregate(
        consulted=(joined.kind == "consultation").sum(),
        guided=(joined.kind == "guidance").sum(),
        offered=(joined.kind == "offer").sum(),
    )
    enough = (counted.consulted >= 1) & (counted.guided >= 1) & (counted.offered >= 3)
    return counted.select("person", "region", "since", "deadline", done=enough.fill_null(False))
