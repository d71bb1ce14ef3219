"""Who is an assistance target (GZ-2): the preconditions and the categories.

A rule takes ``asked``, rows of (``person``, ``on``), and gives those rows whose person fulfils it on that day.
"""

from __future__ import annotations

from functools import reduce

import ibis
from ibis.expr.types import Table as Expression

from evaluation.packs.employment.register import families
from evaluation.packs.employment.register import graduates as of_graduates
from evaluation.packs.employment.register.unemployment import A4_ltu
from evaluation.register.about import Rules
from evaluation.register.days import among, in_force, keep
from evaluation.register.reading import Register
from evaluation.register.states import facts, out_of_work
from evaluation.register.tables import TAGS


def eligibility(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2: registered as unemployed, able to work, willing to, and of working age."""
    people = register["persons"]
    fit = people.filter(people.able & people.willing).select("person")
    return families.of_working_age(register, among(out_of_work(register, asked), fit, "person"), rules)


def age_out(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (劳动适龄): the end of working age for the sex is reached. Where it ends is a parameter."""
    return families.at_age(register, asked, rules.working_age.men_end, rules.working_age.women_end)


def A1_4050(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (1): men of 50 and women of 40 full years and over."""
    return families.at_age(register, asked, 50, 40)


def A2_disabled(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (2): holds a certificate of disability that is valid on the day."""
    return in_force(facts(register, "disability_certificate"), asked)


def A3_dibao(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (3): draws the minimum income on the day."""
    return in_force(facts(register, "minimum_income"), asked)


def A5_landless(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (5): lost the land and has become a town resident, both by the day."""
    return in_force(facts(register, "town_residence"), in_force(facts(register, "land_lost"), asked))


def A6_grad(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6): a graduate hard to place, of any of the five kinds."""
    kinds = (of_graduates.G1, of_graduates.G2, of_graduates.G3, of_graduates.G4)
    found = [kind(register, asked, rules) for kind in kinds] + [G5(register, asked, rules)]
    return reduce(lambda one, other: one.union(other), found).distinct()


def A7_other(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (7): of a group the province has named; which they are is a parameter."""
    named = facts(register, "other")
    return in_force(named.filter(named.code.isin(list(rules.other_groups.codes))), asked)


def G5(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2 (6) ⑤: a graduate registered unemployed for one year or more and still not in work."""
    return A4_ltu(register, of_graduates.graduates_on(register, asked), rules)


CATEGORIES = {
    "A1_4050": A1_4050,
    "A2_disabled": A2_disabled,
    "A3_dibao": A3_dibao,
    "A4_ltu": A4_ltu,
    "A5_landless": A5_landless,
    "A6_grad": A6_grad,
    "A7_other": A7_other,
    "B_zero_family": families.B_zero_family,
}


def tags_of(register: Register, asked: Expression, rules: Rules) -> Expression:
    """(``person``, ``on``, ``tag``) for every category whose rule holds, of those who fulfil the preconditions."""
    fit = keep(eligibility(register, asked, rules))
    found = (keep(CATEGORIES[tag](register, fit, rules)).mutate(tag=ibis.literal(tag)) for tag in TAGS)
    return reduce(lambda one, other: one.union(other), found).distinct()


def eligible(register: Register, asked: Expression, rules: Rules) -> Expression:
    """Rows of ``asked`` whose person fulfils the preconditions and is of some category (GZ-2)."""
    return tags_of(register, asked, rules).select("person", "on").distinct()
