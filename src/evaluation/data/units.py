"""The unit grammar: what a printed cell means in base units, exactly, or why it means nothing.

Base units are what is counted and the minor unit of the study's currency, always integers; a rate is a
:class:`~fractions.Fraction` of one. Nothing is guessed and no float is made: a cell is accepted only when its figure
can be printed back.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil
from typing import NamedTuple

from evaluation import personal
from evaluation.data import writings
from evaluation.data.advice import ask_for
from evaluation.data.findings import Problem
from evaluation.data.writings import LAKHS, PART
from evaluation.errors import fit_for_message, near
from evaluation.study.counted import SHIPPED
from evaluation.study.grammar import NOT_APPLICABLE
from evaluation.study.unit import SCALES, WrittenUnit, join_unit

MARKS = {"missing": ("", "…", "……", "...", "......"), "not_applicable": NOT_APPLICABLE, "suppressed": ("*", "[已抑制]", "c")}
MARK_OF = {text: mark for mark, texts in MARKS.items() for text in texts}

_WIDE = str.maketrans("０１２３４５６７８９．，－＋％＊−", "0123456789.,-+%*-")
_THOUSANDS = rf"[0-9]{{1,3}}(?P<mark>{PART})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*(?![0-9])"
_REST = r"(?:\.(?P<fraction>[0-9]+))? ?(?P<suffix>.*)"
_NUMBER = re.compile(rf"(?P<sign>[+-]?)(?P<digits>{_THOUSANDS}|[0-9]+){_REST}", re.DOTALL)
_INDIAN = re.compile(rf"(?P<sign>[+-]?)(?P<digits>{LAKHS}|[0-9]+){_REST}", re.DOTALL)
_MOST_DIGITS = 25
_INT64 = 2**63
_HEADS = frozenset(thing.code for thing in SHIPPED.things)
_FIGURES, _COUNTS = (re.compile(rf"(?:[1-9][0-9]{{0,{n}}}|0)(?:\.[0-9]{{1,6}})?") for n in (13, 9))  # longer may be somebody's
_LINES = {one: re.compile(f"(?:(?:{one.pattern})\n)*") for one in (_FIGURES, _COUNTS)}
NOT_PLAIN = 255
"""Instead of the number of places: no plain figure."""


class CellReading(NamedTuple):
    """What a cell says.

    ``amount`` is None exactly when ``mark`` is not empty. ``bound``: the true figure is at most this far away
    (half a unit of the last printed digit, in base units; 0 for figures that are not rounded). ``flags``: of the source. ``unit``:
    that of the cell, where it says its own.
    """

    amount: int | Fraction | None
    mark: str
    bound: int | Fraction
    decimals: int
    flags: tuple[str, ...] = ()
    unit: WrittenUnit | None = None

    @property
    def known(self) -> int | Fraction:
        """The amount; ``ValueError`` where the cell holds none."""
        if self.amount is None:
            raise ValueError(f"the cell is {self.mark} and holds no amount")
        return self.amount

    @property
    def whole(self) -> tuple[int | None, int]:
        """``(amount, bound)`` of a quantity; ``ValueError`` for those of a rate."""
        amount, bound = self.amount, self.bound
        if isinstance(bound, int) and (amount is None or isinstance(amount, int)):
            return amount, bound
        raise ValueError(f"{amount} is no whole amount")


def normalise(text: str) -> str:
    """Fullwidth digits, signs, points, commas and U+2212 as ASCII; outer blanks removed; all else as it is."""
    plain = text.strip(" \u3000\u00a0")
    return plain if plain.isascii() else plain.translate(_WIDE)


def read(text: str, unit: WrittenUnit, *, decimals: int | None = None, zero: str = "exact", whole: bool = True) -> CellReading:
    """The figure or mark in ``text``, for a column declared in ``unit``.

    ``decimals`` is the declared precision, if any; ``zero`` is ``below_precision`` when the source prints 0 for less
    than its last digit; ``whole=False`` admits parts of a base unit (stated quotients such as persons per 万元).
    Raises :class:`Problem` with reason and fix for everything else.
    """
    plain = normalise(text)
    if plain in MARK_OF:
        return CellReading(amount=None, mark=MARK_OF[plain], bound=0, decimals=decimals or 0)
    sign, digits, fraction, suffix = _parts(plain, text, unit)
    if suffix not in ("", unit.text) and unit.other(suffix) != replace(unit, text=suffix):
        raise _wrong_suffix(text, unit, suffix, digits, fraction)
    if whole and decimals is None and unit.plain and unit.scale < 1000 and fraction == "000":
        raise Problem(
            "thousands_point",
            f"'{fit_for_message(text)}' is {digits} with three decimals or {digits}000 with a point between thousands",
            "If it is the former, say in study.yml 'decimals: 3' of the column, or 'round: minor'; where points part thousands, "
            "\"decimal: ','\" of the table",
        )
    if decimals is not None and len(fraction) > decimals:
        raise Problem(
            "decimals",
            f"'{fit_for_message(text)}' has {len(fraction)} decimals, the column is declared with {decimals}",
            "Correct 'decimals' in study.yml, or write 'round: decimals' beside it to have such figures rounded",
        )
    number = int(sign + digits + fraction)
    bound = _bound_amount(unit, len(fraction), decimals, whole)
    printed = len(fraction) if decimals is None else decimals
    if number == 0 and zero == "below_precision":
        return CellReading(amount=None, mark="below_precision", bound=bound, decimals=printed)
    if not whole or unit.is_rate:
        amount = Fraction(number, 10 ** len(fraction)) * _scale(unit)
        return CellReading(amount=amount, mark="", bound=bound, decimals=printed)
    return CellReading(amount=_whole_amount(number, len(fraction), text, unit), mark="", bound=bound, decimals=printed)


class PlainNumbers:
    """Reads what :func:`read` would for figures of digits and a point alone, as most are; none that is below 0."""

    def __init__(self, unit: WrittenUnit, decimals: int | None, zero: str) -> None:
        self._one = _COUNTS if _is_of_heads(unit) else _FIGURES
        self._scale, self._decimals, self._below = unit.scale, decimals, zero == "below_precision"
        self._points_part = decimals is None and unit.plain and unit.scale < 1000
        self._bounds = [_bound_amount(unit, places, decimals, True) for places in range(7)]

    def read_all(self, texts: Sequence[str | None]) -> tuple[array[int], bytes]:
        """The amounts of ``texts`` and how many places each has, :data:`NOT_PLAIN` of every other text and of None."""
        known = [text or "" for text in texts]
        joined = "\n".join([*known, ""])
        if _LINES[self._one].fullmatch(joined) is None or joined.count("\n") != len(known):
            match = self._one.fullmatch
            picked = [at for at, text in enumerate(known) if match(text)]
            amounts, places = array("q", bytes(8 * len(known))), bytearray([NOT_PLAIN]) * len(known)
            for at, amount, found in zip(picked, *self._amounts([known[at] for at in picked]), strict=True):
                amounts[at], places[at] = amount, found
            return amounts, bytes(places)
        found_all = self._amounts(known)
        return array("q", found_all[0]), bytes(found_all[1])

    def _amounts(self, texts: Sequence[str]) -> tuple[list[int], list[int]]:
        """Of texts that are digits and a point; those that mean something else here have no amount and are :data:`NOT_PLAIN`."""
        fractions = [text.partition(".")[2] for text in texts]
        places = list(map(len, fractions))
        numbers = [int(text.replace(".", "")) for text in texts]
        exact = [self._scale // 10**n if self._scale % 10**n == 0 else 0 for n in range(7)]
        amounts = [number * exact[n] for number, n in zip(numbers, places, strict=True)]
        most = 6 if self._decimals is None else self._decimals
        odd = self._below or max(amounts, default=0) >= _INT64 or self._is_odd(places, exact, most)
        for at in range(len(texts)) if odd else ():
            n, number = places[at], numbers[at]
            amounts[at], rest = divmod(number * self._scale, 10**n)
            points = self._points_part and fractions[at] == "000"
            if rest or n > most or points or amounts[at] >= _INT64 or (self._below and not amounts[at]):
                amounts[at], places[at] = 0, NOT_PLAIN
        return amounts, places

    def _is_odd(self, places: Sequence[int], exact: Sequence[int], most: int) -> bool:
        return any(n > most or not exact[n] or (n == 3 and self._points_part) for n in set(places))

    def read(self, text: str) -> CellReading | None:
        """The figure in ``text``; None where it is no plain one."""
        (amount,), (places,) = self.read_all([text])
        return None if places == NOT_PLAIN else self.reading(amount, places)

    def reading(self, amount: int, places: int) -> CellReading:
        """What a cell says that has this amount with so many ``places``."""
        printed = places if self._decimals is None else self._decimals
        return tuple.__new__(CellReading, (amount, "", self._bounds[places], printed, (), None))


def unit_said(text: str, unit: WrittenUnit) -> WrittenUnit:
    """The unit that a cell says, of a column whose cells say theirs; ``unit`` itself for a mark."""
    plain, got = normalise(text), fit_for_message(text)
    if plain in MARK_OF:
        return unit
    patterns = (_NUMBER, _INDIAN) if unit.known.grouping == "indian" else (_NUMBER,)
    found = next((m for p in patterns if (m := p.fullmatch(plain))), None)
    if found is None:
        raise writings.explain(plain, text, unit)
    suffix = found["suffix"]
    if not suffix or suffix in SCALES:
        what = f"says how many ({suffix}) and not of what" if suffix else "has no unit"
        fix = f"{ask_for('the unit of the figure')}; where one unit holds for the whole column, write that in study.yml"
        raise Problem("unit_in_cell", f"'{got}' {what}, and each cell of the column says its own", fix)
    said = unit.other(suffix)
    if said is None:
        raise Problem("unit_in_cell", f"'{got}': '{fit_for_message(suffix)}' is no unit", _near_unit(suffix, unit))
    if said.counts not in unit.known:
        raise Problem(
            "unit_in_cell", f"'{got}' is in {said}, and the column holds counts or money", ask_for("the figure that is meant")
        )
    return said


def _near_unit(suffix: str, unit: WrittenUnit) -> str:
    """What to do about a text that is no unit."""
    hint = near(suffix, unit.known.words)
    asked = ask_for("the figure with its unit, as 3亿元 or 1.2万人")
    return f"{hint[:1].upper()}{hint[1:]}{'' if hint.endswith('?') else '.'} {asked}"


def show(amount: int | Fraction, unit: WrittenUnit) -> str:
    """``amount`` (base units) printed exactly in ``unit``: 123998000 persons in 万人 are ``12399.8万人``."""
    value = Fraction(amount) / _scale(unit)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > _MOST_DIGITS:
            raise ValueError(f"{amount!r} has no exact decimal form in {unit}")
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    point = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return join_unit(f"{'-' if value < 0 else ''}{point}", str(unit))


def _scale(unit: WrittenUnit) -> Fraction:
    return Fraction(1, unit.scale) if unit.is_rate else Fraction(unit.scale)


def _parts(plain: str, text: str, unit: WrittenUnit) -> tuple[str, str, str, str]:
    if plain.isascii() and plain.isdigit():  # most cells
        sign, digits, fraction, suffix = "", plain, "", ""
    else:
        patterns = (_NUMBER, _INDIAN) if unit.known.grouping == "indian" else (_NUMBER,)
        match = next((found for p in patterns if (found := p.fullmatch(plain)) and _is_suffix(found["suffix"], unit)), None)
        if match is None:
            raise writings.explain(plain, text, unit)
        digits = re.sub(PART, "", match["digits"])
        sign, fraction, suffix = match["sign"], match["fraction"] or "", match["suffix"]
    if len(digits) + len(fraction) > _MOST_DIGITS:
        raise Problem("too_large", f"the figure has more than {_MOST_DIGITS} digits", "Ask who delivers it which figure is meant")
    if not fraction.strip("0") and personal.is_no_figure(digits, _is_of_heads(unit)):
        raise Problem(
            "personal_number",
            "the cell holds a number as a resident, a bank card or a telephone has where a figure is due",
            "Check that the columns are not shifted; tables hold counts and sums, nobody's number",
        )
    if len(digits) > 1 and digits[0] == "0":
        raise Problem(
            "leading_zero",
            f"'{fit_for_message(text)}' begins with zero, as a code does and a figure does not",
            "Check that the columns are not shifted; if they are not, ask which figure is meant",
        )
    if sign == "-" and not int(digits + fraction):
        raise Problem(
            "minus_zero",
            f"'{fit_for_message(text)}' is zero with a minus sign",
            "Ask for the figure with more digits: it may be below zero",
        )
    return sign, digits, fraction, suffix


def _is_of_heads(unit: WrittenUnit) -> bool:
    """Whether figures in ``unit`` count persons, households, places … one by one: none is as long as a telephone number."""
    return unit.plain and unit.counts in _HEADS


def _is_suffix(text: str, unit: WrittenUnit) -> bool:
    return text in ("", unit.text) or text in SCALES or unit.other(text) is not None


def _wrong_suffix(text: str, unit: WrittenUnit, suffix: str, digits: str, fraction: str) -> Problem:
    message = f"'{fit_for_message(text)}' carries {suffix}, the column is declared in {unit}"
    other, multiple = unit.other(suffix), SCALES.get(suffix)
    larger = unit.at_scale(suffix) if multiple else suffix
    times = Fraction(multiple) if multiple else Fraction(other.scale, unit.scale) if other and other.counts == unit.counts else None
    if times is None or not unit.plain:
        return Problem("unit_mixed", message, ask_for(f"every figure of the column in {unit}, without another unit"))
    amount = Fraction(int(digits + fraction), 10 ** len(fraction)) * times
    example = f" ({amount})" if amount.denominator == 1 else ""
    return Problem(
        "unit_mixed",
        message,
        f"Declare the whole column in {larger} in study.yml if all of it is; else ask for this figure in {unit}{example}",
    )


@cache
def _bound_amount(unit: WrittenUnit, printed: int, decimals: int | None, whole: bool) -> int | Fraction:
    measured = unit.known.is_measured(unit.counts)
    if unit.plain and decimals is None and whole and not measured:
        return 0  # delivered in what is counted, or in money itself, without declared rounding
    half = _scale(unit) / 2 / 10 ** (printed if decimals is None else decimals)
    # what is counted is whole, so that half of one base unit means no rounding at all; what is measured is not
    return half if unit.is_rate or not whole else ceil(half) if measured else int(half)


def _whole_amount(number: int, places: int, text: str, unit: WrittenUnit) -> int:
    amount, rest = divmod(number * unit.scale, 10**places)
    if rest:
        raise Problem(
            "fraction",
            f"'{fit_for_message(text)}' {unit} is not a whole number of {unit.base}",
            "Check the unit declared in study.yml, or write 'round: minor' for the column if its source keeps more digits",
        )
    if abs(amount) < _INT64:
        return amount
    raise Problem("too_large", f"'{fit_for_message(text)}' {unit} is larger than any amount kept", "Check the unit in study.yml")
