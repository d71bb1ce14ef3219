"""The range that a quantity's figures must be in, as its entry writes it."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.catalogue.entries import QuantityEntry
from evaluation.catalogue.tolerance import amount
from evaluation.study.counted import Counts


def range_of(entry: QuantityEntry, counts: Counts, said: Callable[[tuple[str, ...], str], None]) -> tuple[int | None, int | None]:
    """``least`` and ``most`` in base units, None where one is left out or is wrong and ``said``."""
    found: dict[str, int | None] = {"least": None, "most": None}
    for key, text in (("least", entry.least), ("most", entry.most)):
        if text is None or entry.counts not in counts:
            continue
        try:
            found[key] = amount(text, entry.counts, counts, key)
        except ValueError as error:
            said((key,), str(error))
    least, most = found["least"], found["most"]
    if entry.kind in ("flow", "plan"):
        if most is not None:
            said(("most",), f"a {entry.kind} is the more the longer the time is, so that no amount bounds it; remove 'most'")
        if least:
            said(("least",), f"a {entry.kind} is the less the shorter the time is; write 'least: 0', or remove it")
    elif least is not None and most is not None and most < least:
        said(("most",), f"'{entry.most}' is less than the least, '{entry.least}'; change one of them")
    return least, most
