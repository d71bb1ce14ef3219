"""The 17 reporting units of Hubei in 2007: invented sizes on real names, and which unit is in which trouble."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation_demo.draws import draw

FIRST, LAST = 2005, 2007
"""Years that are invented. 2005 only feeds the openings and training cohorts of 2006 and is not delivered."""

NO_TRAINING_OR_INSURANCE = "429021"
MISSES_REEMPLOYMENT_LINE = "420200"
MISSES_INSURANCE_SHARE = "421000"
NO_FAMILY_NO_COHORT = "429006"
REFUNDS = "421100"
BEHIND_IN_RETRAINING = "420900"
LATE_MONEY = "429005"
UNPAID_BENEFIT = "420500"
CONTRADICTS_ITSELF = "420300"
BELOW_TRAINING_SHARE = ("421200", "422800")
NOT_CHECKED = "422800"
"""The unit that had not checked its agencies at the year's end, as its calendar says."""
LEFT_OPEN = ("420500", "2007Q2")
"""A unit and the quarter in which the term of a problem fell that it did not put right, as the ledger says."""
UNSOLVED_FAMILIES = {"420600": (0, 1, 0, 0), "421000": (0, 0, 2, 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedUnit:
    """``urban``: urban employed at the end of 2004. ``rural``: rural labour waiting to transfer. ``poor``: poor households.

    ``form`` shifts most results, in thousandths: how well the unit works.
    """

    code: str
    urban: int
    rural: int
    poor: int
    form: int


_ROWS = """
420100 3212000  221000     0  24
420200  588000  158000  9100 -22
420300  571000  322000 31400   4
420500  862000  281000 14200  36
420600  913000  463000  9300  12
420700  236000   71000     0   6
420800  531000  182000     0  20
420900  692000  458000 12300 -30
421000  911000  521000     0 -46
421100  801000  662000 42500  -4
421200  427000  221000  8200   0
421300  322000  171000     0   8
422800  359000  442000 46100 -10
429004  236000  121000     0  28
429005  221000   71000     0 -12
429006  182000  131000     0 -14
429021   16800    7100   920 -24
"""


def _unit(line: str) -> InventedUnit:
    code, *numbers = line.split()
    urban, rural, poor, form = map(int, numbers)
    return InventedUnit(code=code, urban=urban, rural=rural, poor=poor, form=form)


UNITS = tuple(_unit(line) for line in _ROWS.strip().splitlines())


def licensed_agencies(unit: InventedUnit) -> int:
    """Private job agencies that a unit has licensed: two to nine."""
    return draw("agencies", unit.code, low=2, high=5 + (unit.urban > 900_000) * 4)
