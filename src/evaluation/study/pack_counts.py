"""What the packs of a study count of their own, to be known before any unit of the study is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from evaluation import door, own
from evaluation.errors import Refused, near
from evaluation.study import strict_yaml
from evaluation.study.counted import Counted
from evaluation.study.money import own_counts

_SAYS_COUNTS = re.compile(r"""^(\{|["']?counts\b)""", re.MULTILINE)


def pack_counts(names: Iterable[str] | None, root: Path, where: str) -> tuple[Counted, ...]:
    """What is counted by the packs that ``names`` call and those they use, of the project at ``root`` too; without names by all
    that no study has to name. :class:`Refused` for a name that is none, with ``where`` it stands."""
    known = {name: (folder, home) for home in (own.PACKAGE, root) for name, folder in own.folders(home, "packs").items()}
    said = {name: _read(folder / "pack.yml", home) for name, (folder, home) in known.items()}
    known = dict(sorted(known.items(), key=lambda pack: (pack[1][1] == root, _year(said[pack[0]]), pack[0])))
    chosen = {name for name, pack in said.items() if pack.get("named") != "true"} if names is None else set[str]()
    asked = [(name, where) for name in names or ()]
    while asked:
        name, place = asked.pop()
        folder = name.replace("-", "_")
        if folder not in known:
            raise no_pack(name, known, place)
        if folder not in chosen:
            chosen.add(folder)
            asked += [
                (used, f"{_name_of(known[folder][0], known[folder][1])}/pack.yml, uses") for used in _list(said[folder], "uses")
            ]
    return tuple(
        thing
        for name, (folder, home) in known.items()
        if name in chosen
        for file in _list(said[name], "files")
        for thing in _things(folder / f"{file}.yml", home)
    )


def no_pack(name: str, known: Iterable[str], where: str) -> Refused:
    """What is said of a ``name`` at ``where`` that none of the folders ``known`` is."""
    return Refused(f"{where}: there is no pack '{name}'; {near(name, [spell_pack(folder) for folder in known])}")


def spell_pack(name: str) -> str:
    """``hubei_2007``, the folder, as ``hubei-2007``."""
    return name.replace("_", "-")


def _things(path: Path, home: Path) -> Iterator[Counted]:
    """Of one file of entries; of one that is not there nothing, which is told where entries are compiled."""
    if door.size(path, home) is None:
        return
    text = _text(path, home)
    if _SAYS_COUNTS.search(text):  # a file is long to parse
        yield from own_counts(_parse(text, _name_of(path, home)))


def _read(path: Path, home: Path) -> Mapping[str, object]:
    return _parse(_text(path, home), _name_of(path, home))


def _text(path: Path, home: Path) -> str:
    return strict_yaml.text(door.read(path, home, strict_yaml.LARGEST), Path(_name_of(path, home)))


_parse = lru_cache(maxsize=64)(strict_yaml.parse)


def _name_of(path: Path, home: Path) -> str:
    """As messages name it."""
    inside = path.relative_to(home).as_posix()
    return f"evaluation/{inside}" if home == own.PACKAGE else inside


def _year(said: Mapping[str, object]) -> int:
    year = str(said.get("year", ""))
    return int(year) if year.isascii() and year.isdecimal() else 0


def _list(said: Mapping[str, object], key: str) -> list[str]:
    found = said.get(key)
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
