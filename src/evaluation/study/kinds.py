"""Kinds of official documents: each declared where it is made, in ``documents/`` or in that of a pack, of the package and of the
project."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evaluation import door, own
from evaluation.errors import Refused
from evaluation.study.base import Code, Model, Words
from evaluation.study.folder import validate

FOLDER, DECLARATION = "documents", "kind.toml"
_PACKAGE = Path(__file__).parents[1]
_LARGEST = 1 << 20


class _Declared(Model):
    title: Words
    about: Literal["whole", "region", "unit"] = "whole"
    units: Literal["noticed", "supervised"] | None = None
    period: Literal["any", "year", "quarter"] = "any"
    rests_on: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document as its ``kind.toml`` declares it, and the ``folder`` of its letters and figures.

    ``about``: the whole study, one region of it too, or each responsible unit of the ledger that is due one, and ``units``
    says which are. ``period``: it is about a whole year, a quarter (a run of a year makes that of its last one), or any.
    ``rests_on``: the items of the policy document that ask for it. ``is_own``: the project brought it.
    """

    name: str
    title: Words
    about: str
    units: str | None
    period: str
    rests_on: tuple[str, ...]
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
    if root is None:
        return found
    for name, folder in own.folders(root, FOLDER).items():
        if name in found:
            raise Refused(f"{own.place_of(folder)}: the package has a document of this name; rename the folder")
        found[name] = _kind(folder, root, is_own=True)
    return found


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
