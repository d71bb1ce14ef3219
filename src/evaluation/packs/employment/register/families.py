"""Working age, and zero-employment families (GZ-2, HB-4): what they are and since when."""

from __future__ import annotations

from ibis.expr.types import Table as Expression

from evaluation.register.about import Rules
from evaluation.register.days import among, keep, reached, shift, without
from evaluation.register.reading import Register
from evaluation.register.states import out_of_work


def at_age(register: Register, asked: Expression, men: int, women: int) -> Expression:
    """Rows of ``asked`` (``person``, ``on``) whose person has completed so many years on that day, by sex."""
    joined = asked.join(register["persons"].select("person", "sex", "birth"), "person")
    old = (joined.sex == "male") & reached(joined.birth, men, joined.on)
    old |= (joined.sex == "female") & reached(joined.birth, women, joined.on)
    return joined.filter(old).select(*asked.columns)


def of_working_age(register: Register, asked: Expression, rules: Rules) -> Expression:
    """Rows of ``asked`` whose person is of working age on that day (劳动适龄); where it begins and ends is a parameter."""
    age = rules.working_age
    grown = at_age(register, asked, age.begins, age.begins)
    return without(grown, at_age(register, asked, age.men_end, age.women_end))


def zero_families(register: Register, houses: Expression, rules: Rules) -> Expression:
    """Rows of ``houses`` (``household``, ``on``) that are zero-employment families on that day (GZ-2, item 2).

    Urban, with a member of working age, and every such member registered as unemployed and not in work. Whether a
    member who is not able to work counts is a reading (``zero_family`` of the rules).
    """
    homes, people = register["households"], register["persons"]
    if rules.zero_family.members == "able":
        people = people.filter(people.able)
    urban = among(houses, homes.filter(homes.urban), "household")
    members = urban.join(people.select("person", "household"), "household").distinct()
    grown = of_working_age(register, members, rules)
    idle = out_of_work(register, grown.select("person", "on").distinct())
    busy = without(grown, idle)
    return without(grown.select("household", "on").distinct(), busy, "household", "on")


def B_zero_family(register: Register, asked: Expression, rules: Rules) -> Expression:
    """GZ-2, item 2: registered unemployed, of an urban family whose members of working age are all unemployed."""
    people = register["persons"]
    housed = people.filter(people.household.notnull()).select("person", "household")
    of = keep(out_of_work(register, asked).join(housed, "person"))
    zero = zero_families(register, of.select("household", "on").distinct(), rules)
    return among(of, zero, "household", "on").select("person", "on")


def arisen(register: Register, rules: Rules) -> Expression:
    """(``household``, ``region``, ``arose``): each day on which a family became a zero-employment family (HB-4).

    That is the day its last unemployed member registered: the family is one on that day and was none the day before.
    """
    people, spells = register["persons"], register["registrations"]
    housed = people.filter(people.household.notnull()).select("person", "household")
    starts = spells.select("person", on="start").join(housed, "person").select("household", "on").distinct()
    now = keep(zero_families(register, starts, rules))
    before = now.mutate(on=shift(now.on, days=-1))
    already = zero_families(register, before, rules)
    new = without(now, already.mutate(on=shift(already.on, days=1)), "household", "on")
    return new.join(register["households"].select("household", "region"), "household").select("household", "region", arose=new.on)
