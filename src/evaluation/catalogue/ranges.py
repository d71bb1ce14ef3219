"""What a quantity's figures are in, and the range that they must be in, as its entry writes it."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.catalogue.entries import QuantityEntry
from evaluation.catalogue.tolerance import amount
from evaluation.errors import near
from evaluation.study.counted import STATED_RATES, Counts
from evaluation.study.unit import RATES


def range_of(entry: QuantityEntry, counts: Counts, said: Callable[[tuple[str, ...], str], None]) -> tuple[int | None, int | None]:
    """``least`` and ``most`` in base units, None where one is left out or is wrong and ``said``. A rate is a
    part of its whole unless they say otherwise."""
    found: dict[str, int | None] = {"least": None, "most": None}
    for key, text in (("least", entry.least), ("most", entry.most)):
        if text is None or entry.counts not in counts:
            continue
        try:
            found[key] = amount(text, entry.counts, counts, key)
        except ValueError as error:
            said((key,), str(error))
    least, most = found["least"], found["most"]
    if entry.counts in STATED_RATES and entry.kind == "stated":
        whole = RATES[STATED_RATES[entry.counts]] * counts[entry.counts].base
        least, most = 0 if entry.least is None else least, whole if entry.most is None else most
    if entry.kind in ("flow", "plan"):
        if most is not None:
            said(("most",), f"a {entry.kind} is the more the longer the time is, so that no amount bounds it; remove 'most'")
        if least:
            said(("least",), f"a {entry.kind} is the less the shorter the time is; write 'least: 0', or remove it")
    elif least is not None and most is not None and most < least:
        said(("most",), f"'{entry.most}' is less than the least, '{entry.least}'; change one of them")
    return least, most


_RATES = ("ratio", "rate", "%", "‰")
_ABOUT_RATES = (
    "a rate is an indicator: declare what stands over and under its line (numerator, denominator), and compare the one that is "
    "delivered with it by 'states' in its column; one that is delivered without both is {counts: percent, kind: stated}"
)


def wrong_counts(code: str, entry: QuantityEntry, counts: Counts) -> str:
    """What is wrong with what the entry ``code`` counts; empty where nothing is."""
    if entry.counts == "?":
        return f"what is counted is still open: write one of {', '.join(counts)}, or remove the entry where no column is read as it"
    if entry.counts not in counts:
        remedy = _ABOUT_RATES if entry.counts in _RATES else near(entry.counts, counts)
        return f"'{entry.counts}' is nothing that is counted; {remedy}"
    if entry.counts in STATED_RATES and entry.kind != "stated":
        return f"only what is stated is in {entry.counts}, and '{code}' is a {entry.kind}; {_ABOUT_RATES}"
    return ""
