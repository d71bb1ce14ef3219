"""A study drawn in a test, written to a folder and opened as any other: one table of figures, targets, what else it asks.

    region | period | benefit_due | benefit_paid
    A      | 2024   | 1000        | 900
    B      | 2024   | 1000        | *

Figures are in base units; a blank cell was not delivered, ``*`` was suppressed, ``-`` does not apply. ``P`` is the whole.
A column ``aim item`` holds targets of the year, of persons.
Targets are drawn as ``item | region | period | demand | value | unit | status``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from shipped import CATALOGUE, EXPENDITURE, QUANTITIES

import evaluation
from evaluation.study.round import FIRST, Mark, record_path, seal_of, seal_path
from evaluation.view.view import View

WHOLE = "P"
_NEGATIVE = {"fund_balance": ", negative: overdrawn"} | {q.code: ", negative: refund" for q in EXPENDITURE}
_UNITS = {
    "persons": "人",
    "person-times": "人次",
    "person-months": "人月",
    "households": "户",
    "money": "元",
    "places": "个",
    "items": "件",
    "days": "天",
}


class Drawn(NamedTuple):
    """``more`` goes into study.yml as it stands; ``files`` are further files of ``params/``; ``absent`` regions deliver
    nothing, and 0 of the quantities ``zero`` is below the printed precision. ``at``: the period it is opened
    at. ``cut_off``: the study's own, the end of the calendar year that names its period when none is given. ``earlier``: the
    table as it was delivered a year before it. ``marks``: unit, state and day of each, of a study with a round. ``coarse``: to
    multiples of what quantities are rounded."""

    indicators: tuple[str, ...]
    table: str
    targets: str = ""
    period: str = ""
    more: str = ""
    choices: Mapping[str, str] = {}
    files: Mapping[str, str] = {}
    policy: str = ""
    absent: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    encoding: str = "utf-8"
    at: str = ""
    cut_off: str = ""
    earlier: str = ""
    marks: tuple[tuple[str, str, str], ...] = ()
    coarse: Mapping[str, int] = {}


def _rows(drawn: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]


def _amount(cell: str, counts: str) -> str:
    if cell in ("", "*", "-"):
        return {"-": "—"}.get(cell, cell)
    return format(Decimal(cell) / 100, ".2f") if counts == "money" else cell


def write(drawn: Drawn, root: Path) -> None:
    """``params/drawn`` and ``data/drawn`` below ``root``."""
    (root / "notebooks").mkdir(exist_ok=True)
    header, *rows = _rows(drawn.table)
    regions = [*dict.fromkeys(row[0] for row in rows), *drawn.absent]
    codes = header[2:]
    columns = "".join(
        f"      {q}: {{target: {q.removeprefix('aim ')}, unit: 人, of: year}}\n"
        if q.startswith("aim ")
        else f"      {q}: {{quantity: {q}, unit: {_UNITS[QUANTITIES[q].counts]}, "
        f"kind: {'stock' if QUANTITIES[q].kind == 'stock' else 'current'}"
        f"{_NEGATIVE.get(q, '')}{', zero: below_precision' if q in drawn.zero else ''}"
        f"{f', rounded_to: {drawn.coarse[q]}' if q in drawn.coarse else ''}}}\n"
        for q in codes
    )
    policy = f"policy: {{prefix: {drawn.policy}, title: {{zh: 工作要点, en: The work plan}}}}\n" if drawn.policy else ""
    period = drawn.period or rows[-1][1]
    last = drawn.cut_off or f"{period[:4]}-12-31"
    days = f"    as_of: {{t.csv: {last}, earlier.csv: {int(last[:4]) - 1}{last[4:]}}}\n" if drawn.earlier else ""
    study = (
        "title: {zh: 小样, en: Small sample}\nreport_title: {zh: 报告, en: Report}\nregion_system: free\n"
        f'region_vintage: 2024\nperiod: "{period}"\ncut_off: {last}\n'
        "author: {zh: 编制组, en: Office}\n"
        f"source_note: {{zh: 无, en: none}}\n{policy}tables:\n  t:\n    title: {{zh: 表, en: The table}}\n    file: t.csv\n"
        f"{days}    region: 地区\n    period: period\n    columns:\n{columns}"
        f"indicators: [{', '.join(drawn.indicators)}]\n{drawn.more}"
    )
    open_ = {c: next(iter(CATALOGUE[c].readings)) for c in drawn.indicators if c in CATALOGUE and len(CATALOGUE[c].readings) > 1}
    choices = "".join(f"{c}: {{reading: {r}, why: {{zh: 因, en: so}}}}\n" for c, r in {**open_, **drawn.choices}.items())
    places = "".join(f"{r},地区{r},Region {r},{r},prefecture,{WHOLE},true\n" for r in regions)
    demands = "".join(",".join([*row, "s"]) + "\n" for row in _rows(drawn.targets)) if drawn.targets else ""
    texts = {
        "study.yml": study,
        "choices.yml": choices,
        "regions.csv": f"code,name_zh,name_en,short_zh,level,parent,reports\n{WHOLE},全区,Whole,全,province,,false\n{places}",
        "targets.csv": "item,region,period,demand,value,unit,status,source\n" + demands,
        **drawn.files,
    }
    folder = root / "params" / "drawn"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        if text and not (name == "targets.csv" and not demands):
            (folder / name).write_text(text, encoding="utf-8")
    data = root / "data" / "drawn"
    data.mkdir(parents=True, exist_ok=True)
    for name, lines in (("t.csv", rows), *([("earlier.csv", _rows(drawn.earlier)[1:])] if drawn.earlier else [])):
        cells = [
            [r, p, *(_amount(c, QUANTITIES[q.removeprefix("aim ")].counts) for q, c in zip(codes, more, strict=True))]
            for r, p, *more in lines
        ]
        text = "".join(",".join(line) + "\n" for line in [["地区", "period", *codes], *cells])
        (data / name).write_text(text, encoding=drawn.encoding)
    record: list[Mark] = []
    for number, (unit, state, day) in enumerate(drawn.marks):
        said = {"at": "2025-01-31T00:00:00Z", "by": "x", "period": drawn.period or "2024", "state": state, "day": day}
        files = {"t.csv": f"{number:064d}"}
        record.append(Mark(previous=record[-1].sha256 if record else FIRST, unit=unit or None, files=files, **said))
    if record:
        path = record_path("drawn", root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(mark.line for mark in record), encoding="utf-8")
        seal_path("drawn", root).write_bytes(seal_of(record))


def opened(drawn: Drawn, root: Path):
    write(drawn, root)
    return evaluation.open("drawn", root=root, period=drawn.at)


def view(study, region: str, language: str = "en") -> View:
    """What the report of ``region`` is written from."""
    return View(results=study.results, region=region, language=language, key="0" * 64)
