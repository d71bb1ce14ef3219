"""Whether a rate is a share, its numerator a part of its denominator, so that it never passes 100 %; what no rate comes to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from evaluation.catalogue.model import Quantity, Reading
from evaluation.catalogue.unit import PERCENT
from evaluation.study.counted import Counts


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


def out_of_reach(readings: Collection[Reading], line: Decimal, quantities: Mapping[str, Quantity], counts: Counts) -> str:
    """Why none of ``readings`` can ever come to ``line``; empty when one can."""
    for stated in (r.terms[0].quantity for r in readings if r.unit.is_stated):
        exact = line * counts[stated.counts].base
        if (stated.least is not None and exact < stated.least) or (stated.most is not None and exact > stated.most):
            return f"{stated.code} is out of its range there"
    if line < 0 and all(not r.unit.is_stated for r in readings) and all(t.coefficient > 0 for r in readings for t in r.terms):
        return "what is counted over what is counted is never below 0"
    if line > 100 and all(r.unit == PERCENT and (r.share or is_of_its_whole(r, quantities)) for r in readings):
        return "a part is never above 100 % of its whole"
    return ""
