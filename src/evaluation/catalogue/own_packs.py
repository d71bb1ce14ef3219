"""A project's own packs, in ``packs/<name>/`` at its top, beside those of the package."""

from __future__ import annotations

from pathlib import Path

from evaluation import own
from evaluation.catalogue.pack import Pack, by_year, read_pack
from evaluation.catalogue.packs import shipped_packs
from evaluation.errors import Refused


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
