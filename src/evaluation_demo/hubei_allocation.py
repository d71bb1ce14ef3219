"""``allocation.csv`` of hubei-2007: invented figures that no table of the study delivers."""

from __future__ import annotations

from evaluation.measured.splits import split_whole
from evaluation_demo.book import Book, quarter
from evaluation_demo.draws import draw
from evaluation_demo.hubei_units import UNITS
from evaluation_demo.tables import as_csv

_SAYS = "示例数据（程序生成）"
_LAST_YEAR = 100_000_000


def fiscal_effort(region: str) -> int:
    """Tenths of a per cent of the local budget that go into the employment fund."""
    return draw("fiscal_effort", region, low=8, high=24)


def items(book: Book) -> bytes:
    """Fiscal difficulty (0 to 100), fiscal effort (per cent) and last year's award of each unit.

    Last year's hundred million yuan follow the central transfers of 2006.
    """
    central = [sum(book.at("fund_in_central", unit.code, quarter(2006, n)) for n in (1, 2, 3, 4)) for unit in UNITS]
    lines = [["region", "item", "value", "unit", "source"]]
    for unit, award in zip(UNITS, split_whole(_LAST_YEAR, central), strict=True):
        rich = min(60, unit.urban // 40_000)
        effort = fiscal_effort(unit.code)
        lines += [
            [unit.code, "fiscal_difficulty", str(draw("fiscal", unit.code, low=60, high=95) - rich), "指数", _SAYS],
            [unit.code, "fiscal_effort", f"{effort // 10}.{effort % 10}", "%", _SAYS],
            [unit.code, "last_year", str(award), "元", _SAYS],
        ]
    return as_csv(lines)
