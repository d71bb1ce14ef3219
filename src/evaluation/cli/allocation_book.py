"""An award as a workbook to try things in: change a weight or the pool, and see the money move."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.based import other_bases
from evaluation.scores.allocation.study import Shared
from evaluation.scores.allocation.table import table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_ROUNDS = 60  # halvings: from the largest conceivable factor to less than a minor unit
_NO_CAP = 10**13  # of the currency


def workbook(shared: Shared, names: dict[str, str], notes: list[str], created: date | None) -> bytes:
    """Workbook with the sheets ``what if`` (live), ``search`` (its factor, by halving), ``as decided`` and ``notes``.

    Pool, weights, coefficients, floors and caps can be changed. The live award is rounded one by one and may
    miss the pool by some minor units; what is decided comes from ``evaluation allocate``. ``created`` instead of the clock, so
    that the same award gives the same bytes.
    """
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": "evaluation allocate"}, created) as book:
        shape = spreadsheet.money_format(shared.award.currency.digits)
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": shape})
        entry = book.add_format({"bg_color": "#FFF2CC", "num_format": shape})
        _what_if(book.add_worksheet("what if"), shared, names, bold, money, entry)
        _search(book.add_worksheet("search"), len(shared.award.regions))
        decided = book.add_worksheet("as decided")
        header, rows = table(shared, names)
        decided.write_row(0, 0, header, bold)
        for number, row in enumerate(rows, start=1):
            for place, text in enumerate(row):
                if place >= 2 and header[place] not in ("held_at", "basis") and text:
                    decided.write_number(number, place, float(text))
                else:
                    decided.write_string(number, place, text)
        if notes:
            told = book.add_worksheet("notes")
            for number, note in enumerate(notes):
                told.write_string(number, 0, note)
    return raw.getvalue()


def _what_if(sheet: Worksheet, shared: Shared, names: dict[str, str], bold: Format, money: Format, entry: Format) -> None:
    """Row 1 the pool, row 2 weights, row 3 headings, then a row a region: A B names, C award, D decided, E moved,
    F claim, G adjust, H floor, I cap, from J the counts."""
    award = shared.award
    base = award.currency.base
    first, last = 4, 3 + len(award.regions)
    end = _letters(9 + len(award.columns) - 1)
    sheet.write_row(0, 0, [f"pool, {award.currency.en}", ""], bold)
    sheet.write_number("C1", award.pool / base, entry)
    sheet.write_row(1, 0, ["weights", ""], bold)
    heads = ["region", "name", "award", "as decided", "moved by", "claim", "adjust", "floor", "cap"]
    bases = [other_bases(award.amounts[i], *(c.counts[i] for c in award.columns)) for i in range(len(award.regions))]
    sheet.write_row(2, 0, [*heads, *(c.code for c in award.columns), *(["basis"] if any(bases) else [])], bold)
    for place, column in enumerate(award.columns, start=9):
        sheet.write_number(1, place, float(column.weight), entry)
    for i, region in enumerate(award.regions):
        row = first + i
        sheet.write_string(row - 1, 0, region)
        sheet.write_string(row - 1, 1, names.get(region, ""))
        part = f"search!$B${_ROUNDS + 2}*F{row}"
        sheet.write_formula(
            row - 1, 2, f"=ROUND(MIN(I{row},MAX(H{row},{part})),{award.currency.digits})", money, award.amounts[i] / base
        )
        sheet.write_number(row - 1, 3, award.amounts[i] / base, money)
        sheet.write_formula(row - 1, 4, f"=C{row}-D{row}", money, 0)
        terms = "+".join(f"{c}$2*{c}{row}/SUM({c}${first}:{c}${last})" for c in map(_letters, range(9, 9 + len(award.columns))))
        claim = award.proportional[i] / award.pool * sum(c.weight for c in award.columns) if award.pool else Fraction(0)
        sheet.write_formula(row - 1, 5, f"=G{row}*({terms})/SUM($J$2:${end}$2)", None, float(claim))
        sheet.write_number(row - 1, 6, float(award.adjust[i]), entry)
        sheet.write_number(row - 1, 7, award.low[i] / base, entry)
        cap = award.high[i]
        sheet.write_number(row - 1, 8, _NO_CAP if cap is None else cap / base, entry)
        for place, column in enumerate(award.columns, start=9):
            sheet.write_number(row - 1, place, float(column.counts[i]))
        if bases[i]:
            sheet.write_string(row - 1, 9 + len(award.columns), bases[i])
    sheet.write_string(last, 1, "total", bold)
    for letter in "CDE":
        value = 0 if letter == "E" else award.pool / base
        sheet.write_formula(f"{letter}{last + 1}", f"=SUM({letter}{first}:{letter}{last})", money, value)
    sheet.freeze_panes(3, 2)
    sheet.set_column(0, 1, 14)
    sheet.set_column(2, 8, 17)


def _search(sheet: Worksheet, regions: int) -> None:
    """The factor that claims are multiplied by, between A and C: halved until the parts add up to the pool."""
    first, last = 4, 3 + regions
    claims, low, high = (f"'what if'!${c}${first}:${c}${last}" for c in "FHI")
    sheet.write_row(0, 0, ["at least", "middle", "at most", "adds up to"])
    for row in range(2, _ROUNDS + 3):
        if row == 2:
            sheet.write_number("A2", 0)
            sheet.write_formula("C2", f"=MAX('what if'!$C$1,SUM({low}))*1000000000/SUM({claims})")
        else:
            before = row - 1
            sheet.write_formula(f"A{row}", f"=IF(D{before}<'what if'!$C$1,B{before},A{before})")
            sheet.write_formula(f"C{row}", f"=IF(D{before}<'what if'!$C$1,C{before},B{before})")
        sheet.write_formula(f"B{row}", f"=(A{row}+C{row})/2")
        part = f"B{row}*{claims}"
        kept = f"({part}<{low})*{low}+({part}>{high})*{high}+({part}>={low})*({part}<={high})*{part}"
        sheet.write_formula(f"D{row}", f"=SUMPRODUCT({kept})")


def _letters(place: int) -> str:
    """Letters of a column counted from 0."""
    made = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        made = chr(65 + rest) + made
    return made
