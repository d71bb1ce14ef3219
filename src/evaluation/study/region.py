"""One row of ``regions.csv``."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study.base import Code, FolderName, Model, Name, fill
from evaluation.study.divisions import without_blanks
from evaluation.study.grammar import Flag, Whole, Word

LEVELS = ("country", "province", "prefecture", "county", "street", "community")
"""Levels whose words are known; a study declares others in ``levels``."""
Place = Annotated[Whole, Field(ge=1, le=40)]


def _names_in(value: object) -> object:
    return [name.strip() for name in value.split(";") if name.strip()] if isinstance(value, str) else value


class Region(Model):
    """One row of ``regions.csv``. ``reports`` is true for the units that get a report of their own.

    ``also``: other names that tables may call it by, separated by semicolons: of another year, or shortened.
    ``tile_row`` and ``tile_column`` place it on the tile map of the overview: a drawing, not a survey.
    """

    code: FolderName
    name_zh: Name = ""
    name_en: Name = ""
    short_zh: Name = ""
    also: Annotated[tuple[Name, ...], BeforeValidator(_names_in)] = ()
    level: Code
    parent: Word = ""
    reports: Flag
    tile_row: Place | None = None
    tile_column: Place | None = None

    @model_validator(mode="after")
    def _fill(self) -> Region:
        fill(self, ("name_zh", "name_en"))
        fill(self, ("short_zh", "name_zh"))
        return self

    @property
    def languages(self) -> frozenset[str]:
        """Those it has a name in."""
        return frozenset(name.removeprefix("name_") for name in self.model_fields_set if name.startswith("name_"))

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called instead of its code."""
        return self.name_zh, self.short_zh, self.name_en, *self.also


def told_apart(regions: Sequence[Region], language: str) -> dict[str, str]:
    """What pages call each by its code: its name, with that of what it lies in where another one is called so, and with its code
    where that does not tell them apart."""
    form = "{} ({})" if language == "en" else "{}（{}）"
    names = {r.code: r.name_en if language == "en" else r.name_zh for r in regions}
    shared = Counter(names.values())
    within = {r.code: form.format(names[r.code], names.get(r.parent, r.code)) for r in regions if shared[names[r.code]] > 1}
    again = Counter(within.values())
    return names | {c: told if again[told] == 1 else form.format(names[c], c) for c, told in within.items()}


def told_apart_in_short(regions: Sequence[Region], language: str) -> dict[str, str]:
    """:func:`told_apart` by short names, where no other one has the same."""
    full = told_apart(regions, language)
    short = full if language == "en" else {r.code: r.short_zh for r in regions}
    shared = Counter(short.values())
    return {code: name if shared[name] == 1 else full[code] for code, name in short.items()}


def find(regions: Iterable[Region], said: str, told: str, others: Iterable[str] = (), listed: Iterable[Region] = ()) -> Region:
    """The one of ``regions`` whose code, or else one of whose names, is ``said``, in any case of letters.

    :class:`Refused`, begun with ``told``, for a name of several with their codes, for one that is only ``listed``, and for one
    of none with the nearest name, also of ``others`` that may be asked for.
    """
    regions = tuple({r.code: r for r in regions}.values())
    found = homonyms(regions, said)
    if len(found) > 1:
        codes = ", ".join(f"{r.code} {r.name_zh}" for r in found)
        raise Refused(f"{told} {fit_for_message(said)!r} alone: {codes} are called so; give the code")
    if not found and (known := homonyms(tuple(listed), said)):
        raise Refused(
            f"{told} {fit_for_message(said)!r}: {known[0].code} is listed without a report (reports = false in regions.csv)"
        )
    if not found:
        plain = unicodedata.normalize("NFKC", said).strip()
        hints = (near(plain, [*(r.code for r in regions), *others]), near(plain, chain.from_iterable(r.names for r in regions)))
        hint = next((h for h in hints if h.startswith("did you mean")), hints[0])
        raise Refused(f"{told} {fit_for_message(said)!r}; {hint}")
    return found[0]


def homonyms(regions: Sequence[Region], said: str) -> list[Region]:
    """Regions of this code, else of this name, else of it in another case of letters."""
    name = without_blanks(said)
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return (
        [r for r in regions if r.code == said]
        or [r for r in regions if name in r.names]
        or [r for r in regions if plain in (known.casefold() for known in r.names)]
    )
