"""Kinds of official documents: each declared where it is made, in ``documents/`` or in that of a pack, of the package and of the
project."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from evaluation import door, own
from evaluation.errors import Refused, near
from evaluation.study.base import Code, Model, Words
from evaluation.study.folder import validate

FOLDER, DECLARATION, ASKS = "documents", "kind.toml", "asks.toml"
_PACKAGE = Path(__file__).parents[1]
_LARGEST = 1 << 20


Measure = Literal["meeting", "team"]


class _Declared(Model):
    title: Words
    about: Literal["whole", "region", "unit"] = "whole"
    units: Literal["noticed", "supervised"] | None = None
    period: Literal["any", "year", "quarter"] = "any"
    rests_on: tuple[Code, ...] = ()
    tells: tuple[Code, ...] = ()


class _Asks(Model):
    """``asks.toml`` of a pack: kinds that any office may send, by the item of its document that asks for them, with the
    measures that the item demands against what is overdue."""

    kinds: dict[Code, dict[Code, tuple[Measure, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document as its ``kind.toml`` declares it, and the ``folder`` of its letters and figures.

    ``about``: the whole study, one region of it too, or each responsible unit of the ledger that is due one, and ``units``
    says which are. ``period``: it is about a whole year, a quarter (a run of a year makes that of its last one), or any.
    ``rests_on``: the items of policy documents that ask for it; ``measures``: what these demand in it against what is overdue.
    ``tells``: kinds of rows (``recorded`` of the catalogue) that it counts, and that tables may count otherwise.
    ``is_own``: the project brought it.
    """

    name: str
    title: Words
    about: str
    units: str | None
    period: str
    rests_on: tuple[str, ...]
    tells: tuple[str, ...]
    measures: Mapping[str, tuple[str, ...]]
    folder: Path
    is_own: bool

    @property
    def place(self) -> str:
        """Its folder, as messages name it."""
        return own.place_of(self.folder)

    @property
    def pack(self) -> str:
        """The folder of the pack it belongs to; empty where every study may have it."""
        return own.pack_of(self.folder)


def kinds(root: Path | None = None) -> Mapping[str, Kind]:
    """Every kind by its name: those of the package, and those of the project at ``root``, its packs too.

    :class:`Refused` for a declaration that cannot be read, and for a project's kind with a name of the package's."""
    found = {name: _kind(folder, _PACKAGE, is_own=False) for name, folder in own.folders(_PACKAGE, FOLDER).items()}
    own_ones = own.folders(root, FOLDER) if root is not None else {}
    for name, folder in own_ones.items():
        if name in found:
            raise Refused(f"{own.place_of(folder)}: the package has a document of this name; rename the folder")
        found[name] = _kind(folder, root or _PACKAGE, is_own=True)
    for home in (_PACKAGE, *([root] if root is not None else [])):
        for path in sorted(home.glob(f"packs/*/{FOLDER}/{ASKS}")):
            _take(found, path, home)
    return found


def _take(found: dict[str, Kind], path: Path, home: Path) -> None:
    """What the document of a pack asks of kinds that are no pack's own."""
    where = path.relative_to(home)
    for name, items in validate(_Asks, {"kinds": _read(path, home, where)}, where).kinds.items():
        kind = found.get(name)
        if kind is None or kind.pack:
            others = [n for n, k in found.items() if not k.pack]
            raise Refused(f"{where}: there is no document {name!r} that any office may send; {near(name, others)}")
        rests_on = tuple(dict.fromkeys((*kind.rests_on, *items)))
        found[name] = replace(kind, rests_on=rests_on, measures={**kind.measures, **items})


def _kind(folder: Path, root: Path, *, is_own: bool) -> Kind:
    where = Path(own.place_of(folder)) / DECLARATION
    declared = validate(_Declared, _read(folder / DECLARATION, root, where), where)
    if (declared.about == "unit") != (declared.units is not None):
        raise Refused(f"{where}: about = 'unit' stands with units = 'noticed' or 'supervised'; give both or neither")
    return Kind(
        name=folder.name,
        title=declared.title,
        about=declared.about,
        units=declared.units,
        period=declared.period,
        rests_on=declared.rests_on,
        tells=declared.tells,
        measures={},
        folder=folder,
        is_own=is_own,
    )


def _read(path: Path, root: Path, where: Path) -> dict[str, Any]:
    if door.size(path, root) is None:
        raise Refused(f'{where} is missing; declare the document there: title = {{ zh = "…", en = "…" }}')
    try:
        return tomllib.loads(door.read(path, root, _LARGEST).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{where}: cannot be read as TOML: {error}; correct it") from None
