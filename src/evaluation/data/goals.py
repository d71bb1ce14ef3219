"""What a cell of an issued table of targets (区域绩效目标表) demands: ``≥90%``, ``≤1.5万人``, ``9.5 万人以上``; and why some demand
nothing that could be measured."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from evaluation.data.units import normalise
from evaluation.study.counted import Counts
from evaluation.study.target import Demand
from evaluation.study.unit import WrittenUnit

_SIGNS: dict[str, Demand] = {
    **dict.fromkeys(("≥", ">=", "≧", "⩾", "不低于", "不少于", "不小于", "至少", "大于等于", "大于或等于"), "at_least"),
    **dict.fromkeys(("≤", "<=", "≦", "⩽", "不高于", "不超过", "不大于", "不多于", "至多", "小于等于", "小于或等于"), "at_most"),
    **dict.fromkeys(("=", "＝", "等于"), "equal"),
}
_ENDINGS: dict[str, Demand] = {
    **dict.fromkeys(("及以上", "以上"), "at_least"),
    **dict.fromkeys(("及以下", "以下", "以内", "之内"), "at_most"),
}
_RATES = {
    **dict.fromkeys(("百分比", "百分数", "百分率", "percent", "per cent"), "%"),
    **dict.fromkeys(("千分比", "千分数", "千分率"), "‰"),
}
"""Words for the unit of a rate."""
_STRICT = re.compile(r"^(>|＞|大于|高于|超过|<|＜|小于|低于)")
_NUMBER = r"[0-9]{1,15}(?:,[0-9]{3})*(?:\.[0-9]{1,12})?"
_ONE = re.compile(rf"({_NUMBER}) *(.*)")
_RANGE = re.compile(rf"{_NUMBER} *[^0-9]{{0,6}}[-~～—–至到] *{_NUMBER}")


class Goal(NamedTuple):
    """``demand`` None: the cell has a number and no sign."""

    demand: Demand | None
    value: Decimal
    unit: WrittenUnit


def read_goal(text: str, unit: str, counts: Counts) -> Goal:
    """What ``text`` demands, in its own unit or in that of its row; ``ValueError`` with why nothing is measured by it."""
    plain = normalise(text).replace("（含）", "").replace("(含)", "")
    demand = next((side for sign, side in _SIGNS.items() if plain.startswith(sign)), None)
    rest = plain.removeprefix(next((s for s in _SIGNS if plain.startswith(s)), "")).strip()
    if demand is None and _STRICT.match(rest):
        raise ValueError("demands more or less than a number and not the number itself, which no line says; ask what is meant")
    if _RANGE.fullmatch(re.sub(r"[^0-9]+$", "", rest)):
        raise ValueError("is a range, and a line has one side; write the side that is judged into targets.csv by hand")
    found = _ONE.fullmatch(rest)
    if found is None:
        raise ValueError("is a text, by which nothing is measured; it is kept as not judged")
    ending = next((e for e in _ENDINGS if found[2].endswith(e)), "")
    if ending and demand not in (None, _ENDINGS[ending]):
        raise ValueError(f"says both sides: {text.strip()}")
    own, value = found[2].removesuffix(ending).strip(), Decimal(found[1].replace(",", ""))
    of_row = normalise(unit)
    if of_row.startswith(f"{own}/"):  # the row's is a rate over something
        own = ""
    if not (own or of_row):
        raise ValueError("names no unit, and its row has none")
    written = _unit_in(own or of_row, counts)
    if written.is_rate and not own and 0 < value <= 1 and value != value.to_integral_value():
        larger = f"{(value * written.scale).normalize():f}{written}"
        ways = f"which may be {value}{written} or {larger}"
        raise ValueError(f"is {value} of a column in {written}, {ways}: ask which, and put it into targets.csv by hand")
    return Goal(_ENDINGS[ending] if ending else demand, value, written)


def _unit_in(text: str, counts: Counts) -> WrittenUnit:
    return WrittenUnit.of(_RATES.get(text.casefold(), text), counts)
