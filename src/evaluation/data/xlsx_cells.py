"""The text of an Excel cell: exactly what is stored, or the reason why that cannot be relied on."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from evaluation.data.advice import ask_for, copy_as
from evaluation.data.findings import Problem
from evaluation.errors import fit_for_message

_PRECISE = 15  # digits Excel keeps


def text(value: object, pending: bool, number_format: str) -> str:
    """Text of a cell with cached ``value``; ``pending``: it holds a formula whose result was never stored."""
    if pending:
        raise Problem(
            "formula_without_value",
            "the cell holds a formula whose result was never stored",
            "A spreadsheet program works it out when it opens the file: s" + copy_as(".xlsx from there")[1:],
        )
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, date | datetime | time | timedelta):
        raise Problem(
            "date",
            f"the cell holds a date or time ({fit_for_message(value)}) where a figure or name is due",
            "If the column holds periods, and is the one of 'period' in study.yml, say which a day stands for ('dates: month'); "
            "else ask what was meant",
            _day(value),
        )
    return str(value)


def code_text(value: object, number_format: str) -> str:
    """A number as a code, where its format fills it up with zeros (01001 by 00000); empty for all else."""
    if not number_format.startswith("00") or number_format.strip("0") or isinstance(value, bool):
        return ""
    return f"{int(value):0{len(number_format)}}" if isinstance(value, int | float) and value == int(value) >= 0 else ""


def _day(value: date | datetime | time | timedelta) -> str:
    """A day as text, where nothing but a day is stored."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else ""
    return value.isoformat() if isinstance(value, date) else ""


def _number(value: int | float, number_format: str) -> str:
    if number_format == "General" and (plain := _plain(value)):
        return plain
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise Problem("not_a_figure", f"the cell holds {value!r}", ask_for("the figure: the formula of the cell finds none"))
    if exact != exact.to_integral_value():
        exact = Decimal(f"{exact:.{_PRECISE}g}")  # as a spreadsheet shows and compares it: the rest is binary noise
    if _digits(exact) > _PRECISE:
        raise Problem(
            "precision_lost",
            f"the number has more than the {_PRECISE} digits a spreadsheet keeps: precision lost",
            ask_for("the column stored as text, as codes and long numbers are"),
        )
    shape = _shape(number_format)
    if re.search(r"[0#?],+(?![0#?,])|!|[万亿]", shape):
        raise Problem(
            "scaled_display",
            f"the cell shows its number scaled by the format '{fit_for_message(number_format)}'",
            ask_for("figures as they are shown, in a plain number format"),
        )
    percent = "%" in shape
    if percent:
        exact = exact.scaleb(2)
    printed = f"{exact.normalize():f}"
    places = re.search(r"\.(0+)", shape)
    if places and "E" not in shape:
        printed = _pad(printed, len(places[1]))
    return f"{printed}%" if percent else printed


def _plain(value: int | float) -> str:
    """What is printed of a number with few digits, as most have; empty for others."""
    shown = repr(value).removesuffix(".0")
    return shown if len(shown) <= _PRECISE and "e" not in shown and shown[-1].isdigit() else ""


def _digits(exact: Decimal) -> int:
    """Digits needed to write the number down, without leading zeros and trailing zeros after the point."""
    _, digits, exponent = exact.normalize().as_tuple()
    return len(digits) + max(int(exponent), 0)


def _shape(number_format: str) -> str:
    """First section of a number format without colours, fillers and quoted words other than 万 and 亿."""
    section = number_format.split(";")[0]
    section = re.sub(r'"([^"]*)"', lambda m: "".join(c for c in m[1] if c in "万亿"), section)
    return re.sub(r"\[[^\]]*\]|_.|\*.|\\.", "", section)


def _pad(printed: str, places: int) -> str:
    """Trailing zeros that the cell shows and the file does not store: they say how far the figure was rounded."""
    whole, _, fraction = printed.partition(".")
    return f"{whole}.{fraction.ljust(places, '0')}"
