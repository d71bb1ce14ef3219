"""Figures with more digits than their column keeps, rounded where the study says so: half up, with the bound that leaves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evaluation.data import units
from evaluation.data.findings import FilePlace, Finding, Problem
from evaluation.errors import fit_for_message
from evaluation.study.model import Table
from evaluation.study.tables import Column

_BY_ROUNDING = ("fraction", "decimals", "thousands_point")
"""What a column that keeps more digits than it needs has; its points then stand before decimals."""


def plain_numbers(column: Column) -> units.PlainNumbers | None:
    """What reads the plain figures of a ``column`` that :func:`read` takes as :func:`units.read` does; None of any other."""
    declared = column.unit.in_cells or column.unit.is_rate or column.round or column.rounded_to
    if declared or column.quantity is None:
        return None
    return units.PlainNumbers(column.unit, column.decimals, column.zero)


def read(text: str, column: Column) -> tuple[units.CellReading, bool]:
    """The figure in ``text`` by what ``column`` declares, and whether it was rounded; :class:`Problem` as of :func:`units.read`."""
    if column.unit.in_cells:
        said = units.unit_said(text, column.unit)
        if said.in_cells:
            return units.read(text, said), False
        found, is_rounded = read(text, column.model_copy(update={"unit": said}))
        return found._replace(unit=said), is_rounded
    is_whole = column.quantity is not None or (column.target is not None and column.unit.plain)
    try:
        found = units.read(text, column.unit, decimals=column.decimals, zero=column.zero, whole=is_whole)
    except Problem as problem:
        if column.round is None or problem.code not in _BY_ROUNDING:
            raise
        return _round(units.read(text, column.unit, zero=column.zero, whole=False), column), True
    if column.rounded_to is not None:
        return _to_multiple(found, text, column, column.rounded_to), False
    keeps_all = column.round == "minor" and found.amount is not None
    return (found._replace(bound=0) if keeps_all else found), False


def read_mark(mark: str, column: Column) -> units.CellReading:
    """What a ``mark`` of the source says; of less than its precision at most half a step of it."""
    found = units.CellReading(amount=None, mark=mark, bound=0, decimals=column.decimals or 0)
    if mark != "below_precision":
        return found
    zero, _ = read("0", column.model_copy(update={"zero": "below_precision"}))
    return found._replace(bound=zero.bound)


def _to_multiple(found: units.CellReading, text: str, column: Column, base: int) -> units.CellReading:
    """``found`` with the bound that rounding to multiples of ``base`` leaves, in whole base units."""
    step = base * column.unit.scale
    if found.amount is not None and found.amount % step:
        raise Problem(
            "not_a_multiple",
            f"'{fit_for_message(text)}' is no multiple of {base}, to which the column is declared to be rounded",
            "Correct 'rounded_to' in study.yml, or ask whether the figure is rounded",
        )
    return found._replace(bound=max(step // 2, found.bound)) if found.mark in ("", "below_precision") else found


def _round(found: units.CellReading, column: Column) -> units.CellReading:
    """``found`` exactly, as rounded; the true figure is at most ``bound`` away, in whole base units."""
    if column.round == "minor" or column.decimals is None:
        return found._replace(amount=_half_up(Fraction(found.known)), bound=1)
    step = (units.read("1", column.unit, whole=False).known) / Fraction(10**column.decimals)
    amount: int | Fraction = _half_up(found.known / step) * step
    bound: int | Fraction = step / 2
    if column.quantity is not None:
        amount, bound = _half_up(Fraction(amount)), max(1, _half_up(Fraction(bound)))
    return found._replace(amount=amount, bound=bound, decimals=column.decimals)


def _half_up(value: Fraction) -> int:
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def findings(table: Table, rounded: dict[str, list[tuple[int, str]]], place: FilePlace) -> Iterator[Finding]:
    """How many figures of each column were ``rounded``, with the row and the text of the first."""
    for name, cells in rounded.items():
        row, text = cells[0]
        column, count = table.columns[name], f"{len(cells):,}"
        to = f"{column.decimals} decimals" if column.decimals is not None else "whole units"
        yield Finding(
            severity="reportable",
            code="rounded",
            message=f"{count} figure{'s' if len(cells) > 1 else ''} of the column rounded to {to}, as declared, such as "
            f"'{fit_for_message(text)}'",
            fix="Nothing to do: the bound of the rounding is kept with each figure",
            row=row,
            column=name,
            facts={"count": count},
            **place,
        )
