"""The adjustment fund and the tilted awards as text, table and what-if workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.based import other_bases
from evaluation.cli.allocation_output import AllocationOutput
from evaluation.measured.rounding import half_up
from evaluation.scores.allocation import funds
from evaluation.scores.allocation.factors import spell_amount
from evaluation.study.currency import Currency

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from evaluation.opened import Opened
    from evaluation.scores.allocation.grassroots import Tilted, Unit
    from evaluation.study.allocation import Tilt
    from evaluation.study.model import Study


def adjustment(opened: Opened, pool: int | None) -> AllocationOutput:
    """HB-16: benefits due first, the rest by completion and by what is lacking of a reserve."""
    found = funds.adjust_funds(opened.results, pool)
    made, scheme, study = found.made, found.scheme, opened.study
    spell = partial(spell_amount, currency=study.counts.currency)
    reward = made.reward.parts if made.reward else {}
    none = (Fraction(0),) * len(found.funds)
    header = [
        "region",
        "name",
        "amount",
        "guaranteed",
        "by_targets",
        "by_reserve",
        "payable",
        "means",
        "balance",
        "monthly_outlay",
        "completion_pct",
        "insured",
        "basis",
    ]
    rows = []
    for i, fund in enumerate(found.funds):
        exact = [reward.get("targets", none)[i], reward.get("reserve", none)[i]]
        rows.append(
            [
                fund.region,
                study.name_of(fund.region, "en"),
                spell(made.amounts[i]),
                spell(made.guaranteed[i]),
                *(spell(x, more=4) for x in exact),
                spell(fund.payable),
                spell(fund.means),
                spell(fund.balance),
                spell(fund.monthly_outlay, more=4),
                half_up(fund.completion, 6),
                str(fund.insured),
                other_bases(made.amounts[i], *_figures(fund)),
            ]
        )
    whole = [sum(made.guaranteed), sum(reward.get("targets", none)), sum(reward.get("reserve", none))]
    total = ["", "total", spell(made.pool), spell(whole[0]), *(spell(x, more=4) for x in whole[1:])]
    rows.append(total + [""] * (len(header) - len(total)))
    whole_scheme = funds.allocation_of(study)
    said = f"{whole_scheme.preset} ({whole_scheme.status})"
    lines = [f"{study.name}, {opened.results.period}: {scheme.clause}, {said}"]
    lines += _columns(
        header, rows, ("region", "name", "amount", "guaranteed", "by_targets", "by_reserve"), study.counts.currency.digits
    )
    lines += [
        "",
        f"of what is left {scheme.targets} % go by completion times insured persons, {scheme.reserve} % by what is "
        f"lacking to a reserve of {scheme.months} months",
        scheme.source.en,
    ]
    lines += [f"{study.name_of(r, 'en')} has no figure of {code} and is left out" for r, code in found.left_out]

    def workbook(notes: list[str], created: date | None) -> bytes:
        return _book(study.counts.currency, created, header, rows, notes, partial(_adjustment_sheet, found, study))

    return AllocationOutput(lines=lines, header=header, rows=rows, workbook=workbook)


def tilt(opened: Opened, pool: int | None) -> AllocationOutput:
    """GZ-23: tiers first, then bodies within their tier."""
    study = opened.study
    made, units = funds.tilt_awards(opened.results, pool)
    declared, scheme = funds.allocation_of(study), funds.tilt_of(study)
    spell = partial(spell_amount, currency=study.counts.currency)
    names = {a.unit: a.name_en for a in study.appraised}
    header = ["unit", "name", "amount", "tier", "score", "staff", "rank_in_tier"]
    rows = [
        [u.code, names[u.code], spell(made.amounts[u.code]), u.tier, half_up(u.score, 6), str(u.staff), str(made.ranks[u.code])]
        for u in units
    ]
    rows.append(["", "total", spell(sum(made.amounts.values())), "", "", str(sum(u.staff for u in units)), ""])
    lines = [f"{study.name}, {opened.results.period}: {scheme.clause}, {declared.preset} ({declared.status})"]
    lines += _columns(header, rows, header, max(2, study.counts.currency.digits))
    lines += [
        "",
        *(f"{tier}: {spell(money)} {study.counts.currency.en}, {made.staff[tier]} staff" for tier, money in made.by_tier.items()),
        f"the grassroots get at least {scheme.least} %; tilt {half_up(made.ratio, 2)} (share of the money over share of the staff)",
        scheme.source.en,
    ]

    def workbook(notes: list[str], created: date | None) -> bytes:
        return _book(
            study.counts.currency,
            created,
            header,
            rows,
            notes,
            partial(_tilt_sheet, study.counts.currency, units, names, made, scheme),
        )

    return AllocationOutput(lines=lines, header=header, rows=rows, workbook=workbook)


def _columns(header: list[str], rows: list[list[str]], shown: Sequence[str], decimals: int) -> list[str]:
    at = [header.index(name) for name in shown]
    cells = [list(shown), *([_short(row[i], decimals) for i in at] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(at))]
    return [
        "  ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    ]


def _short(text: str, decimals: int) -> str:
    """Six decimals are for the file."""
    whole, _, part = text.partition(".")
    return half_up(Fraction(text), decimals) if len(part) > decimals and whole.lstrip("-").isdigit() else text


def _book(
    currency: Currency,
    created: date | None,
    header: list[str],
    rows: list[list[str]],
    notes: list[str],
    live: Callable[[Worksheet, Format, Format], None],
) -> bytes:
    """Sheets ``what if`` (live), ``as decided`` and ``notes``; text is written as text."""
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": "evaluation allocate"}, created) as book:
        shape = spreadsheet.money_format(currency.digits)
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": shape})
        entry = book.add_format({"bg_color": "#FFF2CC", "num_format": shape})
        live(book.add_worksheet("what if"), entry, money)
        decided = book.add_worksheet("as decided")
        decided.write_row(0, 0, header, bold)
        texts = {header.index(n) for n in ("region", "unit", "name", "tier", "basis") if n in header}
        for number, row in enumerate(rows, start=1):
            for place, text in enumerate(row):
                if place in texts or not text:
                    decided.write_string(number, place, text)
                else:
                    decided.write_number(number, place, float(text))
        sheet = book.add_worksheet("notes")
        for number, note in enumerate(notes):
            sheet.write_string(number, 0, note)
    return raw.getvalue()


def _adjustment_sheet(found: funds.AdjustedFunds, study: Study, sheet: Worksheet, entry: Format, money: Format) -> None:
    """Row 1 pool, row 2 weights and months, row 3 headings; then a row a region. Yellow cells can be changed.

    A weight whose factor nobody has anything to show for does not count, as in the decision.
    """
    first, last, currency = 4, 3 + len(found.funds), study.counts.currency
    for cell, text in (
        ("A1", f"pool, {currency.en}"),
        ("A2", "weight of targets"),
        ("D2", "weight of reserve"),
        ("G2", "months of reserve"),
    ):
        sheet.write_string(cell, text)
    for cell, number in (
        ("C1", found.made.pool / currency.base),
        ("C2", float(found.scheme.targets)),
        ("F2", float(found.scheme.reserve)),
        ("I2", float(found.scheme.months)),
    ):
        sheet.write_number(cell, number, entry)
    sheet.write_row(
        2,
        0,
        [
            "region",
            "name",
            "amount",
            "as decided",
            "moved by",
            "guaranteed",
            "by completion",
            "reserve gap",
            "payable",
            "means",
            "balance",
            "monthly outlay",
            "completion, %",
            "insured",
            "basis",
        ],
    )
    left = f"($C$1-SUM($F${first}:$F${last}))"
    for i, fund in enumerate(found.funds):
        row = first + i
        sheet.write_string(row - 1, 0, fund.region)
        sheet.write_string(row - 1, 1, study.name_of(fund.region, "en"))
        decided = found.made.amounts[i] / currency.base
        sums = [f"SUM({c}${first}:{c}${last})" for c in "GH"]
        used = f"($C$2*({sums[0]}>0)+$F$2*({sums[1]}>0))"
        parts = "+".join(f"IF({s}=0,0,{w}*{c}{row}/{s})" for s, w, c in zip(sums, ("$C$2", "$F$2"), "GH", strict=True))
        sheet.write_formula(row - 1, 2, f"=ROUND(F{row}+IF({used}=0,0,{left}*({parts})/{used}),{currency.digits})", money, decided)
        sheet.write_number(row - 1, 3, decided, money)
        sheet.write_formula(row - 1, 4, f"=C{row}-D{row}", money, 0)
        sheet.write_formula(row - 1, 5, f"=MAX(0,I{row}-J{row})", money, found.made.guaranteed[i] / currency.base)
        done = min(Fraction(100), max(Fraction(0), fund.completion)) * fund.insured
        sheet.write_formula(row - 1, 6, f"=MIN(100,MAX(0,M{row}))*N{row}", None, float(done))
        gap = float(fund.reserve_gap(Fraction(found.scheme.months)) / currency.base)
        sheet.write_formula(row - 1, 7, f"=MAX(0,$I$2*L{row}-K{row})", money, gap)
        figures = (
            fund.payable / currency.base,
            fund.means / currency.base,
            fund.balance / currency.base,
            float(fund.monthly_outlay / currency.base),
            float(fund.completion),
            fund.insured,
        )
        for place, number in enumerate(figures, start=8):
            sheet.write_number(row - 1, place, number, entry)
        sheet.write_string(row - 1, 14, other_bases(found.made.amounts[i], *_figures(fund)))
    _total(sheet, money, first, last, found.made.pool / currency.base)


def _figures(fund: funds.Fund) -> tuple[int | Fraction, ...]:
    """What the share of a region is worked out of."""
    return fund.payable, fund.means, fund.balance, fund.monthly_outlay, fund.completion, fund.insured


def _tilt_sheet(
    currency: Currency,
    units: Sequence[Unit],
    names: dict[str, str],
    made: Tilted,
    scheme: Tilt,
    sheet: Worksheet,
    entry: Format,
    money: Format,
) -> None:
    """Row 1 pool, row 2 least share of the grassroots, row 3 headings; then a row a body."""
    first, last = 4, 3 + len(units)
    pool = sum(made.amounts.values()) / currency.base
    sheet.write_string("A1", f"pool, {currency.en}")
    sheet.write_string("A2", "least share of the grassroots, %")
    sheet.write_number("C1", pool, entry)
    sheet.write_number("C2", float(scheme.least), entry)
    sheet.write_row(2, 0, ["unit", "name", "amount", "as decided", "moved by", "tier", "score", "staff", "score × staff"])
    every = f"SUM($I${first}:$I${last})"
    base = f'SUMIF($F${first}:$F${last},"grassroots",$I${first}:$I${last})'
    floor = f"MAX($C$1*$C$2/100,$C$1*{base}/{every})"
    for i, unit in enumerate(units):
        row = first + i
        for place, text in ((0, unit.code), (1, names[unit.code]), (5, unit.tier)):
            sheet.write_string(row - 1, place, text)
        decided = made.amounts[unit.code] / currency.base
        mine = f'IF(F{row}="grassroots",{floor}*I{row}/{base},($C$1-{floor})*I{row}/({every}-{base}))'
        sheet.write_formula(row - 1, 2, f"=ROUND({mine},{currency.digits})", money, decided)
        sheet.write_number(row - 1, 3, decided, money)
        sheet.write_formula(row - 1, 4, f"=C{row}-D{row}", money, 0)
        sheet.write_number(row - 1, 6, float(unit.score), entry)
        sheet.write_number(row - 1, 7, unit.staff, entry)
        sheet.write_formula(row - 1, 8, f"=G{row}*H{row}", None, float(unit.score * unit.staff))
    _total(sheet, money, first, last, pool)


def _total(sheet: Worksheet, money: Format, first: int, last: int, pool: float) -> None:
    sheet.write_string(last, 1, "total")
    for letter, value in (("C", pool), ("D", pool), ("E", 0)):
        sheet.write_formula(f"{letter}{last + 1}", f"=SUM({letter}{first}:{letter}{last})", money, value)
    sheet.freeze_panes(3, 2)
    sheet.set_column(0, 1, 14)
    sheet.set_column(2, 13, 16)
