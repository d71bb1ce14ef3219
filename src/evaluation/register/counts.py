"""What a register is counted into: the ``COUNTS`` that packs declare in ``packs/<pack>/register/``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluation import own
from evaluation.errors import Refused
from evaluation.register.counting import Count


def counts_of(packs: Iterable[str], root: Path) -> tuple[Count, ...]:
    """Of these ``packs``, by their folders' names, in their order: those of the package, and those of the project at ``root``.

    :class:`Refused` where none of them counts a register, and for a pack that declares none.
    """
    homes = {**own.parts(own.PACKAGE, "register"), **own.parts(root, "register")}
    found = tuple(count for pack in packs if pack in homes for count in _counts_in(homes[pack]))
    if not found:
        raise Refused(f"none of the study's packs counts a register; name one of them in study.yml, packs: {', '.join(homes)}")
    return found


def _counts_in(folder: Path) -> tuple[Count, ...]:
    declared = getattr(own.module_of(folder), "COUNTS", None)
    if not isinstance(declared, tuple) or not all(isinstance(count, Count) for count in declared):
        raise Refused(f"{own.place_of(folder)}/__init__.py declares no COUNTS; write COUNTS = (Count(…), …)")
    return declared
