"""What one policy document brings to the catalogue: a folder of entries with ``pack.yml``, a pack."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.catalogue.entries import Entries, PackFile
from evaluation.catalogue.sources import EntryProblems, Source, files_of, read, read_model
from evaluation.errors import Refused
from evaluation.study import strict_yaml
from evaluation.study.pack_counts import no_pack, spell_pack


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A folder as it was read: what ``pack.yml`` says, the files of entries, and the sentences of the document with what answers
    them (``clauses.toml``, ``parts.toml``). ``shown``: the folder as messages name it; ``own``: a project's; ``file``: its
    ``pack.yml``."""

    name: str
    shown: str
    own: bool
    said: PackFile
    file: Source
    sources: tuple[Source, ...]
    clauses_text: str = field(repr=False)
    parts_text: str = field(repr=False)

    @property
    def called(self) -> str:
        """As studies and messages name it."""
        return spell_pack(self.name)

    @property
    def clauses(self) -> Mapping[str, Any]:
        """What ``clauses.toml`` says, by clause."""
        return _toml(self.clauses_text, f"{self.shown}/clauses.toml")

    @property
    def parts(self) -> Mapping[str, Any]:
        """What ``parts.toml`` says, by kind."""
        return _toml(self.parts_text, f"{self.shown}/parts.toml")

    @property
    def declared(self) -> tuple[Entries, ...]:
        """What its files declare, each as it was read."""
        return tuple(read(source) for source in self.sources)


def read_pack(folder: Path, shown: str, own: bool = False) -> Pack:
    """The pack in ``folder``. :class:`Refused` for what cannot be read, with file and line."""
    path, name = folder / "pack.yml", folder.name
    with path.open("rb") as handle:
        text = strict_yaml.text(handle.read(strict_yaml.LARGEST + 1), Path(f"{shown}/pack.yml"))
    source = Source(f"{shown}/pack.yml", name, text)
    said = read_model(PackFile, source)
    if (said.checked_by is None) != (said.reviewed is None):
        problems = EntryProblems()
        problems.tell(source, (), "give both checked_by and reviewed, or neither while nobody has checked it")
        problems.refuse()
    return Pack(
        name=name,
        shown=shown,
        own=own,
        said=said,
        file=source,
        sources=tuple(files_of(folder, name, shown, said.files)),
        clauses_text=_text(folder, shown, "clauses.toml"),
        parts_text=_text(folder, shown, "parts.toml"),
    )


def by_year(packs: Iterable[Pack]) -> dict[str, Pack]:
    """Packs by their folders' names, in the order of their documents' years."""
    return {pack.name: pack for pack in sorted(packs, key=lambda p: (p.said.year, p.name))}


def choose(names: Iterable[str] | None, known: Mapping[str, Pack], where: str) -> tuple[Pack, ...]:
    """The packs that ``names`` call, and those they use, in the order of ``known``; without names all but those that have to be
    named.

    :class:`Refused` for a name that is none, with ``where`` it stands.
    """
    if names is None:
        return tuple(pack for pack in known.values() if not pack.said.named)
    found, open_names = set[str](), [(name, where) for name in names]
    while open_names:
        name, place = open_names.pop()
        folder = name.replace("-", "_")
        if folder not in known:
            raise no_pack(name, known, place)
        if folder not in found:
            found.add(folder)
            open_names += [(used, f"{known[folder].shown}/pack.yml, uses") for used in known[folder].said.uses]
    return tuple(pack for name, pack in known.items() if name in found)


def _text(folder: Path, shown: str, name: str) -> str:
    """The file ``name`` of a pack's ``folder``; nothing where there is none."""
    path = folder / name
    return strict_yaml.text(path.read_bytes(), Path(f"{shown}/{name}")) if path.is_file() else ""


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{where} cannot be read: {error}") from None
