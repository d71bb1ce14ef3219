"""A table drawn in a test: figures on the left of ``=>``, what each reading must say on the right.

    region | period | assessed | assessed_passed => only [%]
    A      | 2007   | 80       | 23              => 28.75 (23/80)
    B      | 2007   | 0        | 0               => not_applicable
    P      | 2007   |          |                 => 28.75 (23/80)

Figures are in base units unless the header names another (``fund_balance 万元``). A blank cell was not delivered, ``*``
was suppressed. ``P`` is the whole: it delivers nothing and is measured over the regions above it. An expectation is an
exact number, with numerator and denominator in base units where given, or the mark that says why there is none.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pandas as pd

from evaluation.catalogue.catalogue import Catalogue, every_catalogue
from evaluation.measured.figures import Figures
from evaluation.measured.flows import roll_up
from evaluation.measured.measure import Value
from evaluation.measured.measured_values import MeasuredValues
from evaluation.study.counted import SHIPPED
from evaluation.study.periods import parse
from evaluation.study.unit import WrittenUnit

WHOLE = "P"
OF = {code: found for found in reversed(every_catalogue(None)) for code in found.indicators}
"""The catalogue that has each indicator: that of all packs, or of one that a study has to name."""
SHIPPED_PACKS = every_catalogue(None)[0]
MARKS = ("missing", "not_applicable", "suppressed", "below_precision", "contradictory")
_EXPECTED = re.compile(r"(?P<value>-?[0-9./ ]+?)(?: \((?P<upper>-?[0-9 ]+)/(?P<lower>-?[0-9 ]+)\))?")


def measured(code: str, table: str) -> None:
    """Measure ``code`` in every reading over the drawn ``table`` and compare with its right side.

    The table itself must be a specification: every reading, its unit, a value, a missing figure, a zero denominator
    and the whole.
    """
    catalogue = OF[code]
    indicator = catalogue.indicators[code]
    header, rows = _split(table)
    readings = dict(_reading(text) for text in header[1])
    assert list(readings) == list(indicator.readings), f"{code}: the table must draw each reading, in catalogue order"
    for name, unit in readings.items():
        assert indicator.readings[name].unit.code(SHIPPED) == unit, f"{code}, {name}"
    regions = list(dict.fromkeys(cells[0] for cells, _ in rows if cells[0] != WHOLE))
    periods = [parse(text) for text in dict.fromkeys(cells[1] for cells, _ in rows)]
    figures = roll_up(_cells(header[0], [cells for cells, _ in rows], catalogue), regions, WHOLE, of=catalogue)
    covered = sorted({p for _, p, _ in figures} | set(periods))
    values = MeasuredValues([indicator], figures, regions, WHOLE, covered)
    said: dict[str, set[str]] = {name: set() for name in readings}
    for (region, period, *_), expectations in rows:
        for name, expected in zip(readings, expectations, strict=True):
            if expected:
                _agrees(values[region, parse(period), code, name], expected, catalogue)
                said[name] |= {expected if expected in MARKS else "value", region if region == WHOLE else ""}
    for name, reading in indicator.readings.items():
        due = {"value", "missing", WHOLE} | ({"not_applicable"} if reading.denominator else set())
        assert due <= said[name], f"{code}, {name}: the table does not draw {due - said[name]}"


def figures_of(table: str) -> Figures:
    """The figures of a table drawn without expectations, of its regions and of the whole."""
    header, *rows = ([part.strip() for part in line.split("|")] for line in table.strip().splitlines())
    regions = list(dict.fromkeys(row[0] for row in rows))
    return roll_up(_cells(header, rows, SHIPPED_PACKS), regions, WHOLE)


def _split(table: str):
    lines = [line.split("=>") for line in table.strip().splitlines()]
    parts = [([c.strip() for c in left.split("|")], [c.strip() for c in right.split("|")]) for left, right in lines]
    return parts[0], parts[1:]


def _reading(text: str) -> tuple[str, str]:
    name, unit = re.fullmatch(r"(\w+) \[(.+)\]", text).groups()
    return name, unit


def _cells(header: list[str], rows: list[list[str]], catalogue: Catalogue) -> pd.DataFrame:
    found = []
    for region, period, *amounts in rows:
        for head, text in zip(header[2:], amounts, strict=True):
            code, _, unit = head.partition(" ")
            assert region != WHOLE or not text, "the whole delivers nothing"
            if text == "" or region == WHOLE:
                continue
            mark = "suppressed" if text == "*" else ""
            amount = None if mark else int(Fraction(text.replace(" ", "")) * (WrittenUnit.of(unit).scale if unit else 1))
            kind = "stock" if catalogue.quantities[code].kind == "stock" else "current"
            found.append((region, period, code, amount, mark, kind, 0))
    table = pd.DataFrame(found, columns=["region", "period", "quantity", "amount", "mark", "kind", "bound"])
    return table.astype({"amount": "Int64"})


def _agrees(value: Value, expected: str, catalogue: Catalogue) -> None:
    where = f"{value.indicator}, {value.reading}, {value.region} {value.period}"
    if expected in MARKS:
        assert (value.mark, value.exact) == (expected, None), where
        assert value.cause in catalogue.quantities, f"{where}: the cause is not named"
        return
    said = _EXPECTED.fullmatch(expected)
    assert said, f"{where}: cannot read {expected!r}"
    assert (value.mark, value.exact) == ("", Fraction(said["value"].replace(" ", ""))), where
    if said["upper"]:
        sides = int(said["upper"].replace(" ", "")), int(said["lower"].replace(" ", ""))
        assert (value.numerator, value.denominator) == sides, where


def share_drawn(code: str, top: str, bottom: str, period: str = "2007") -> None:
    """A share of two quantities in per cent: both sides, a full share, nothing to divide by, and four kinds of gap."""
    measured(
        code,
        f"""
        region | period   | {bottom} | {top} => only [%]
        A      | {period} | 80       | 23    => 28.75 (23/80)
        B      | {period} | 20       | 20    => 100 (20/20)
        C      | {period} | 0        | 0     => not_applicable
        D      | {period} | 6        |       => missing
        E      | {period} |          | 6     => missing
        F      | {period} | 6        | *     => suppressed
        P      | {period} |          |       => 43 (43/100)
        """,
    )


def cost_drawn(code: str, money: str, persons: str) -> None:
    """Money per person, in yuan: whole, with a fraction, and nobody to divide by."""
    measured(
        code,
        f"""
        region | period | {money} 万元 | {persons} => only [yuan/person]
        A      | 2007   | 12.5         | 50        => 2500 (12 500 000/50)
        B      | 2007   | 1            | 30        => 1000/3 (1 000 000/30)
        C      | 2007   | 0            | 0         => not_applicable
        D      | 2007   | 7            |           => missing
        P      | 2007   |              |           => 1687.5 (13 500 000/80)
        """,
    )


def level_drawn(code: str, quantity: str, unit: str = "persons") -> None:
    """A count or an amount: zero is a figure, a gap is not."""
    measured(
        code,
        f"""
        region | period | {quantity} => only [{unit}]
        A      | 2007   | 120        => 120
        B      | 2007   | 0          => 0
        C      | 2007   |            => missing
        D      | 2007   | *          => suppressed
        P      | 2007   |            => 120
        """,
    )
