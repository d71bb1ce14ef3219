"""A delivery of invented files and what a study reads of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from evaluation.data import delivery
from evaluation.data.findings import render
from evaluation.study.model import Region, Study, StudyFile
from evaluation.study.years import Years

WORDS = {"zh": "表", "en": "table"}
_TREE = (
    ("420000", "湖北省", "Hubei", "province", ""),
    ("420100", "武汉市", "Wuhan", "prefecture", "420000"),
    ("420200", "黄石市", "Huangshi", "prefecture", "420000"),
    ("420300", "十堰市", "Shiyan", "prefecture", "420000"),
)
REGIONS = tuple(
    Region(code=c, name_zh=zh, name_en=en, short_zh=zh[:2], level=level, parent=up, reports=level == "prefecture")
    for c, zh, en, level, up in _TREE
)
TRAINED = {"unit": "人", "quantity": "trained"}
PAID = {"unit": "万元", "quantity": "paid"}


@dataclass(frozen=True)
class Read:
    """``figures`` by region, period and quantity, ``at`` the addresses they stand at; ``told`` without what is missing, ``of`` the
    code and region of each."""

    figures: dict
    at: dict
    told: list
    marks: dict
    flags: dict
    stated: dict
    of: list


class Office:
    """Puts files into the folder of a study and reads them by what is declared."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "data" / "s"
        self.folder.mkdir(parents=True)

    def csv(self, name, rows, encoding="utf-8"):
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        (self.folder / name).write_bytes(out.getvalue().encode(encoding))

    def xlsx(self, name, sheets, merged=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for at, row in enumerate(rows, 1):
                for column, value in enumerate(row, 1):
                    if value is not None:
                        sheet.cell(at, column, value)
            for cells in merged:
                sheet.merge_cells(cells)
        book.save(self.folder / name)

    def read(self, *tables, years=None, regions=REGIONS) -> Read:
        file = StudyFile.model_validate(
            {
                "title": WORDS,
                "report_title": WORDS,
                "region_system": "free",
                "region_vintage": 2024,
                "period": "2024" if years is None else "2023-24",
                "cut_off": "2025-12-31",
                "author": WORDS,
                "source_note": WORDS,
                "indicators": ("x",),
                "tables": {f"t{n}": {"title": WORDS, **table} for n, table in enumerate(tables)},
                **({"years": years} if years else {}),
            },
            context={"calendar": Years(**years or {}).calendar},
        )
        found = delivery.read(Study(name="s", file=file, regions=regions), self.root)
        keys = {(c.region, c.period.spelled, c.quantity): c for c in found.cell_rows}
        findings = [f for f in found.findings if f.code not in ("missing_rows", "missing_table", "missing_everywhere")]
        return Read(
            figures={key: c.amount for key, c in keys.items() if not c.mark},
            at={key: (c.file, c.sheet, c.cell) for key, c in keys.items()},
            told=[render(f) for f in findings],
            marks={key: c.mark for key, c in keys.items() if c.mark},
            flags={key: c.flags for key, c in keys.items() if c.flags},
            of=[(f.code, f.region) for f in findings],
            stated={(s.region, s.period.spelled, s.indicator): s.value for s in found.stated_rows},
        )
