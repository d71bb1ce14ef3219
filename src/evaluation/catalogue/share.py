"""Whether a rate is a share: its numerator a part of its denominator, so that it never passes 100 %."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.catalogue.model import Quantity, Reading


def is_of_its_whole(reading: Reading, quantities: Mapping[str, Quantity]) -> bool:
    """Whether the numerator is one quantity and the denominator another that ``within`` says it is a part of."""
    if reading.denominator is None or len(reading.terms) != 2:
        return False
    part, whole = reading.terms
    above, inner = set(), part.quantity.within
    while inner:
        above.add(inner)
        inner = quantities[inner].within
    return part.when is whole.when and whole.quantity.code in above


def wrong_share(said: str | None, reading: Reading, quantities: Mapping[str, Quantity]) -> str:
    """What is wrong with the ``share`` of an entry that is this ``reading``; empty where nothing is."""
    if said is None:
        return ""
    if reading.denominator is None or not reading.unit.is_rate:
        return "says of a rate in percent or permille whether it may pass the whole, and this is none; remove it"
    if said == "no" and is_of_its_whole(reading, quantities):
        part, whole = (term.quantity.code for term in reading.terms)
        return f"'{part}' is declared a part of '{whole}' ('within'), so that it is never more; remove 'share', or that 'within'"
    return ""
