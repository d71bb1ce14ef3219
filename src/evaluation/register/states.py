"""In what state a person is on a day: in work, registered unemployed, a certified target."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr.types import Table as Expression

from evaluation.register.about import Rules
from evaluation.register.days import in_force, without
from evaluation.register.reading import Register


def facts(register: Register, kind: str) -> Expression:
    rows = register["facts"]
    return rows.filter(rows.kind == kind)


def in_work(register: Register, asked: Expression) -> Expression:
    """Rows of ``asked`` (``person``, ``on``) whose person is employed on that day, in whatever form."""
    return in_force(register["employments"], asked)


def out_of_work(register: Register, asked: Expression) -> Expression:
    """Rows whose person is registered as unemployed on that day and not in work."""
    registered = in_force(register["registrations"], asked)
    return without(registered, in_work(register, registered))


def as_targets(register: Register, asked: Expression) -> Expression:
    """Rows whose person is a certified target on that day, with its ``region`` and the day ``since`` when it is one.

    A region is that of the platform that certified.
    """
    c = register["certifications"].select("person", "region", "exited", since="certified")
    joined = asked.join(c, "person")
    there = joined.filter((joined.since <= joined.on) & (joined.exited.isnull() | (joined.exited > joined.on)))
    return there.drop("exited")


def certified_tags(register: Register, on: date, rules: Rules) -> Expression:
    """(``person``, ``region``, ``tag``, ``first``) of the targets on ``on``, by the tags of their certification.

    ``first`` marks the one tag under which a person with several is counted once: the foremost of ``rules.order``.
    """
    rows = register["certifications"]
    now = rows.filter((rows.certified <= on) & (rows.exited.isnull() | (rows.exited > on)))
    long = now.select("person", "region", tag=now.tags.split(" ").unnest()).distinct()
    places = ibis.cases(*((long.tag == tag, n) for n, tag in enumerate(rules.order.tags)))
    ranked = long.mutate(place=places)
    foremost = ranked.place.min().over(ibis.window(group_by="person"))
    return ranked.select("person", "region", "tag", first=ranked.place == foremost)
