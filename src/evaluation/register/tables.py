"""Tables of a register: columns, what a cell may hold and what may be left blank. The contract of ``docs/register.md``.

``start`` and ``end`` are the first and the last day on which a row holds; a blank ``end`` says that it still does.
``exited`` of a certification is the first day on which the person is no target any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TAGS = ("A1_4050", "A2_disabled", "A3_dibao", "A4_ltu", "A5_landless", "A6_grad", "A7_other", "B_zero_family")
"""Categories of GZ-2 as a certification names them."""

GRADUATES = ("G1", "G2", "G3", "G4", "G5")
"""Kinds of graduates hard to place (GZ-2); each of them is ``A6_grad``."""

ONES = ("card", "contact", "scheme", "plan", "promise")
"""The five ones of GZ-17, as ``papers`` names them."""

Type = Literal["key", "region", "place", "code", "day", "flag", "word", "tags"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumn:
    """``key``: an opaque key. ``region``: a covered region. ``place``: any division code. ``day``: YYYY-MM-DD.

    ``flag``: true or false. ``word``: one of ``choices``. ``tags``: some of :data:`TAGS`, a blank between them.
    ``refers``: the table that must have the key. ``ahead``: the day may lie after the register's cut-off.
    """

    type: Type
    blank: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTable:
    """``unique``: no two rows agree in all of them. ``ordered``: the second day is never before the first.

    ``together``: both given or both blank. ``when``: (column, value, column that must then be given).
    ``apart``: rows of one person never overlap. ``needed``: a register without the table is refused; otherwise what
    is tallied from it is left out.
    """

    columns: dict[str, RegisterColumn]
    unique: tuple[str, ...] = ()
    ordered: tuple[str, str] | tuple[()] = ()
    together: tuple[str, str] | tuple[()] = ()
    when: tuple[tuple[str, str, str], ...] = ()
    apart: bool = False
    needed: bool = True


def _word(choices: str, blank: bool = False) -> RegisterColumn:
    return RegisterColumn(type="word", choices=tuple(choices.split()), blank=blank)


KEY, DAY, FLAG, REGION = (RegisterColumn(type=t) for t in ("key", "day", "flag", "region"))
PERSON = RegisterColumn(type="key", refers="persons")
HOUSEHOLD = RegisterColumn(type="key", refers="households")
LAST = RegisterColumn(type="day", blank=True)
VALID = RegisterColumn(type="day", blank=True, ahead=True)

TABLES: dict[str, RegisterTable] = {
    "households": RegisterTable(columns={"household": KEY, "region": REGION, "urban": FLAG}, unique=("household",)),
    "persons": RegisterTable(
        columns={
            "person": KEY,
            "sex": _word("male female"),
            "birth": DAY,
            "hukou": RegisterColumn(type="place"),
            "household": RegisterColumn(type="key", refers="households", blank=True),
            "able": FLAG,
            "willing": FLAG,
        },
        unique=("person",),
    ),
    "registrations": RegisterTable(
        columns={"person": PERSON, "region": REGION, "start": DAY, "end": LAST}, ordered=("start", "end"), apart=True
    ),
    "certifications": RegisterTable(
        columns={
            "person": PERSON,
            "region": REGION,
            "certified": DAY,
            "publicised": LAST,
            "tags": RegisterColumn(type="tags"),
            "exited": LAST,
            "exit_reason": _word("not_eligible refused age moved died", blank=True),
        },
        unique=("person", "certified"),
        ordered=("certified", "exited"),
        together=("exited", "exit_reason"),
        apart=True,
    ),
    "employments": RegisterTable(
        columns={"person": PERSON, "start": DAY, "end": LAST, "form": _word("unit self flexible public_post")},
        ordered=("start", "end"),
    ),
    "facts": RegisterTable(
        columns={
            "person": PERSON,
            "kind": _word(
                "disability_certificate minimum_income land_lost town_residence other student_loan family_disaster "
                "social_support father_certificate father_incapable mother_certificate mother_incapable"
            ),
            "code": RegisterColumn(type="code", blank=True),
            "start": DAY,
            "end": VALID,
        },
        unique=("person", "kind", "code", "start"),
        ordered=("start", "end"),
        when=(("kind", "other", "code"),),
    ),
    "graduates": RegisterTable(
        columns={"person": PERSON, "entered": DAY, "graduated": DAY}, unique=("person",), ordered=("entered", "graduated")
    ),
    "papers": RegisterTable(
        columns={
            "person": PERSON,
            "kind": _word("card contact scheme plan promise agreement"),
            "start": DAY,
            "end": VALID,
            "issuer": _word("province prefecture county street community", blank=True),
        },
        unique=("person", "kind", "start"),
        ordered=("start", "end"),
        when=(("kind", "card", "issuer"),),
        needed=False,
    ),
    "services": RegisterTable(
        columns={
            "service": KEY,
            "person": PERSON,
            "date": DAY,
            "kind": _word("consultation guidance offer briefing training other"),
            "free": FLAG,
            "suitable": RegisterColumn(type="flag", blank=True),
            "answer": _word("accepted refused refused_with_reason"),
        },
        unique=("service",),
        when=(("kind", "offer", "suitable"),),
        needed=False,
    ),
    "visits": RegisterTable(
        columns={
            "visit": KEY,
            "person": PERSON,
            "date": DAY,
            "kind": _word("person workplace family"),
            "home": FLAG,
            "services": FLAG,
            "income": FLAG,
            "insurance": FLAG,
            "policies": FLAG,
            "household": FLAG,
        },
        unique=("visit",),
        needed=False,
    ),
    "waivers": RegisterTable(
        columns={"person": PERSON, "start": DAY, "end": VALID}, unique=("person", "start"), ordered=("start", "end"), needed=False
    ),
    "recognitions": RegisterTable(
        columns={"household": HOUSEHOLD, "recognised": DAY}, unique=("household", "recognised"), needed=False
    ),
}
CONDITIONS = ("services", "income", "insurance", "policies", "household")
"""The five conditions a visit records (GZ-18): services had, income, insurance, support, the family."""
