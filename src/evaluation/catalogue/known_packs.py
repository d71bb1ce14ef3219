"""Which packs there are: those that come with the package, in its ``packs/<name>/``, and a project's own, in ``packs/<name>/`` at
its top."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaluation import own
from evaluation.catalogue.pack import Pack, by_year, read_pack
from evaluation.errors import Refused

HOME = Path(__file__).resolve().parents[1] / "packs"


@cache
def shipped_packs() -> dict[str, Pack]:
    """Packs of the package by name, in the order of their documents' years."""
    return by_year(read_pack(path.parent, f"evaluation/packs/{path.parent.name}") for path in sorted(HOME.glob("*/pack.yml")))


def own_packs(root: Path) -> dict[str, Pack]:
    """Packs of the project at ``root`` by their folders' names, as their files are now.

    :class:`Refused` for one that cannot be read, and for a name or a prefix that another pack has, with both places.
    """
    found = by_year(read_pack(folder, f"packs/{name}", own=True) for name, folder in own.folders(root, "packs").items())
    for pack in found.values():
        others = [other for other in (*shipped_packs().values(), *found.values()) if other is not pack]
        for other in others:
            holder = f"packs/{other.name}" if other.own else f"the pack {other.called} of evaluation"
            if other.name == pack.name:
                raise Refused(f"packs/{pack.name}: a pack of evaluation is called so already; give yours another name")
            if pack.said.prefix and pack.said.prefix == other.said.prefix:
                raise Refused(
                    f"packs/{pack.name}: clauses of {holder} are cited as {pack.said.prefix!r} already; give yours another prefix"
                )
    return found


def known_packs(root: Path) -> dict[str, Pack]:
    """Packs of the package and of the project at ``root``, by their folders' names."""
    return {**shipped_packs(), **own_packs(root)}
