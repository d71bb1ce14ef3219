"""Scores as a workbook that adds up live: change a point or a goalpost, and see totals and ranks move."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from evaluation import spreadsheet
from evaluation.based import other_bases
from evaluation.measured.results import Results
from evaluation.measured.rounding import half_up
from evaluation.scores.scored import scores_of
from evaluation.scores.trace import TraceLine, trace
from evaluation.study.weights import Weights

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WEIGHTS = ["group", "indicator", "title", "points", "worst", "best", "curve", "why"]
_TRACE = [
    "region",
    "name",
    "group",
    "indicator",
    "value",
    "mark",
    "points",
    "share",
    "awarded",
    "lost",
    "counts",
    "of total",
    "reason",
    "basis",
]
_SUMMARY = [
    "region",
    "name",
    "total",
    "as decided",
    "moved by",
    "rank",
    "rank as decided",
    "grade as decided",
    "evidence, %",
    "gates missed",
    "basis",
]
_LEAGUE = ["region", "name", "rank", "low", "median", "high", "shared rank"]


def workbook(results: Results, weights: Weights, notes: list[str], created: date | None) -> bytes:
    """Sheets ``summary`` and ``trace`` (live), ``league``, ``weights`` (points and goalposts to change), ``notes``.

    Shares of linear curves are formulas, those of other curves are numbers. What is decided stands beside what is live.
    Text is written as text, so that none is run as a formula. ``created`` instead of the clock: the same scores give the
    same bytes.
    """
    raw = io.BytesIO()
    with spreadsheet.workbook(raw, {"title": "evaluation scores"}, created) as book:
        sheets = {name: book.add_worksheet(name) for name in ("summary", "trace", "league", "weights", "notes")}
        rows = _weights(book, sheets["weights"], results, weights)
        spans = _trace(book, sheets["trace"], results, rows)
        _summary(book, sheets["summary"], results, spans)
        _league(book, sheets["league"], results)
        for number, note in enumerate(notes):
            sheets["notes"].write_string(number, 0, note)
    return raw.getvalue()


def _head(book: Workbook, sheet: Worksheet, heads: list[str]) -> None:
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(heads), 13)


def _weights(book: Workbook, sheet: Worksheet, results: Results, weights: Weights) -> dict[str, int]:
    """Row of every indicator, counted from 1."""
    _head(book, sheet, _WEIGHTS)
    entry = book.add_format({"bg_color": "#FFF2CC"})
    rows: dict[str, int] = {}
    for group, members in weights.groups.items():
        for code, curve in members.indicators.items():
            row = rows[code] = len(rows) + 2
            for place, text in (
                (0, group),
                (1, code),
                (2, results.indicator_named(code).title.en),
                (6, curve.curve),
                (7, curve.why.en),
            ):
                sheet.write_string(row - 1, place, text)
            for place, number in ((3, curve.points), (4, curve.worst), (5, curve.best)):
                sheet.write_number(row - 1, place, _number(number), entry)
    return rows


def _trace(book: Workbook, sheet: Worksheet, results: Results, rows: dict[str, int]) -> dict[str, tuple[int, int]]:
    """First and last row of every region."""
    _head(book, sheet, _TRACE)
    points = book.add_format({"num_format": "0.00"})
    spans, row = {}, 2
    for region, score in scores_of(results).scores.items():
        lines = trace(score)
        spans[region] = (row, row + len(lines) - 1)
        reach = f"SUMPRODUCT(G{row}:G{row + len(lines) - 1},K{row}:K{row + len(lines) - 1})"
        for line in lines:
            _line(sheet, results, region, line, row, rows[line.indicator], reach, points)
            row += 1
    return spans


def _line(sheet: Worksheet, results: Results, region: str, line: TraceLine, row: int, at: int, reach: str, points: Format) -> None:
    texts = (
        (0, region),
        (1, results.study.name_of(region, "en")),
        (2, line.group),
        (3, line.indicator),
        (5, line.mark),
        (12, line.reason),
        (13, other_bases(line.value, line.awarded)),
    )
    for place, text in texts:
        sheet.write_string(row - 1, place, text)
    if line.value is not None:
        sheet.write_number(row - 1, 4, _number(line.value))
    sheet.write_formula(row - 1, 6, f"=weights!D{at}", None, _number(line.points))
    share = line.share or Fraction(0)
    if line.value is not None and line.curve == "linear":
        live = f"=MAX(0,MIN(1,(E{row}-weights!E{at})/(weights!F{at}-weights!E{at})))"
        sheet.write_formula(row - 1, 7, live, None, _number(share))
    else:
        sheet.write_number(row - 1, 7, _number(share))
    counts = line.awarded is not None
    sheet.write_formula(row - 1, 8, f"=G{row}*H{row}*K{row}", points, _number(line.awarded or Fraction(0)))
    sheet.write_formula(row - 1, 9, f"=G{row}*K{row}-I{row}", points, _number(line.lost))
    sheet.write_number(row - 1, 10, int(counts))
    sheet.write_formula(row - 1, 11, f"=IF({reach}=0,0,I{row}*100/{reach})", points, _number(line.in_total))


def _summary(book: Workbook, sheet: Worksheet, results: Results, spans: dict[str, tuple[int, int]]) -> None:
    _head(book, sheet, _SUMMARY)
    points = book.add_format({"num_format": "0.00"})
    last = len(spans) + 1
    for row, (region, score) in enumerate(scores_of(results).scores.items(), start=2):
        first, end = spans[region]
        missed = [g.gate for g in score.gates if g.state != "passed"]
        texts = (
            (0, region),
            (1, results.study.name_of(region, "en")),
            (7, score.grade.name.en if score.grade else ""),
            (9, ", ".join(missed)),
            (10, other_bases(score.total)),
        )
        for place, text in texts:
            sheet.write_string(row - 1, place, text)
        sheet.write_number(row - 1, 8, _number(score.evidence))
        if score.total is None:
            continue
        counted = f"SUMPRODUCT(trace!G{first}:G{end},trace!K{first}:K{end})"
        total = _number(score.total)
        sheet.write_formula(row - 1, 2, f"=SUM(trace!I{first}:I{end})*100/{counted}", points, total)
        sheet.write_number(row - 1, 3, total, points)
        sheet.write_formula(row - 1, 4, f"=ROUND(C{row}-D{row},9)", points, 0)
        # rounded, because floats of equal totals may differ in their last digit
        rank = f"=1+SUMPRODUCT(--(ROUND($C$2:$C${last},9)>ROUND(C{row},9)))"
        sheet.write_formula(row - 1, 5, rank, None, scores_of(results).ranks[region])
        sheet.write_number(row - 1, 6, scores_of(results).ranks[region])


def _league(book: Workbook, sheet: Worksheet, results: Results) -> None:
    _head(book, sheet, _LEAGUE)
    from evaluation.scores.uncertainty.league import league

    if (drawn := league(results)) is None:
        return
    for row, (region, place) in enumerate(drawn.places.items(), start=1):
        sheet.write_string(row, 0, region)
        sheet.write_string(row, 1, results.study.name_of(region, "en"))
        for at, number in enumerate((place.rank, place.low, place.median, place.high, place.shared), start=2):
            sheet.write_number(row, at, number)


def _number(value: int | Fraction | Decimal) -> float:
    """The nearest float of twelve exact decimals: a spreadsheet keeps fifteen digits."""
    return float(half_up(Fraction(value), 12))
