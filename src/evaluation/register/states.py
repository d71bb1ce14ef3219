"""In what state a person is on a day: in work, registered unemployed, a certified target."""

from __future__ import annotations

from ibis.expr.types import Table as Expression

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
