"""The seeded generator of the synthetic studies: their data, and what of their params follows from it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from evaluation.errors import Refused, near
from evaluation.measured.rounding import half_up
from evaluation.study.load import load
from evaluation.study.model import Study
from evaluation_demo import (
    guizhou,
    guizhou_follow_up,
    hubei,
    hubei_allocation,
    hubei_documents,
    hubei_params,
    hubei_subsidy,
    hubei_watch,
    rubric,
    source,
    tables,
    workbook,
)
from evaluation_demo.hubei_units import CONTRADICTS_ITSELF, UNITS

__all__ = ["STUDIES", "files", "write"]

STUDIES = (guizhou.NAME, hubei.NAME, hubei_subsidy.NAME)


def write(root: Path, only: str | None = None, *, project: Path | None = None) -> list[Path]:
    """Write the synthetic studies below ``root`` (all, or ``only`` one) and return the files in order.

    The studies' ``study.yml`` and ``regions.csv`` are read below ``project/params/`` (by default ``root``): a study
    declares its tables, the generator fills them in. Overwrites what is there, with the same bytes on every machine.
    :class:`Refused` for a study that is not generated or not declared.
    """
    if only is not None and only not in STUDIES:
        raise Refused(f"{only!r} is not a synthetic study; {near(only, STUDIES)}")
    written = []
    for name in STUDIES if only is None else (only,):
        for path, content in sorted(files(project or root, name).items()):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.append(target)
    return written


def files(root: Path, name: str) -> dict[str, bytes]:
    """Content of every generated file of the study ``name`` that ``root/params/`` declares, by path below a root."""
    return {hubei.NAME: _hubei, guizhou.NAME: _guizhou, hubei_subsidy.NAME: _subsidy}[name](root)


def _hubei(root: Path) -> dict[str, bytes]:
    study = load(hubei.NAME, root)
    book, demands = hubei.figures()

    def stated_rate(region: str, period: str) -> str:
        """The registered unemployment rate as the unit prints it; one unit once prints another."""
        part, base = book.at("reg_unemployed", region, period), book.at("unemp_base_long", region, period)
        wrong = 35 if (region, period) == (CONTRADICTS_ITSELF, "2007Q3") else 0
        return half_up(Fraction(part * 100, base) - Fraction(wrong, 100), 2)

    found = {
        f"params/{hubei.NAME}/targets.csv": hubei_params.targets(demands),
        f"params/{hubei.NAME}/standards.csv": hubei_params.standards(),
        f"params/{hubei.NAME}/allocation.csv": hubei_allocation.items(book),
        f"params/{hubei.NAME}/enterprises.csv": hubei_watch.enterprises(),
        f"params/{hubei.NAME}/layoffs.csv": hubei_watch.layoffs(),
        f"params/{hubei.NAME}/calendar.csv": hubei_watch.calendar(study),
        f"params/{hubei.NAME}/target_orders.csv": hubei_watch.orders(),
        f"params/{hubei.NAME}/agencies.csv": hubei_documents.agencies(),
        f"params/{hubei.NAME}/employers.csv": hubei_documents.employers(),
        f"params/{hubei.NAME}/budget.csv": hubei_documents.budget(book),
        f"params/{hubei.NAME}/rubric.csv": rubric.rows(study, date(2007, 11, 12), {u.code: u.form for u in UNITS}),
        f"data/{hubei.NAME}/SOURCE.md": source.hubei(_delivery_day(study)),
    }
    for code, table in study.file.tables.items():
        lines = tables.rows(study, code, book, hubei.PERIODS, delivers=hubei.delivers, stated=stated_rate)
        found[f"data/{hubei.NAME}/{table.file}"] = tables.as_csv(lines, hubei.ENCODINGS.get(table.file, "utf-8"))
    return found


def _subsidy(root: Path) -> dict[str, bytes]:
    study, book = load(hubei_subsidy.NAME, root), hubei_subsidy.figures()
    found = {
        f"data/{study.name}/SOURCE.md": source.subsidy(_delivery_day(study)),
        f"params/{study.name}/targets.csv": hubei_subsidy.targets(),
    }
    for code, table in study.file.tables.items():
        lines = tables.rows(study, code, book, hubei_subsidy.PERIODS)
        found[f"data/{study.name}/{table.file}"] = tables.as_csv(lines)
    return found


def _delivery_day(study: Study) -> date:
    if study.file.delivered is None:
        raise Refused(f"params/{study.name}/study.yml: delivered is not given, and invented tables bear that day; add it")
    return study.file.delivered


def _guizhou(root: Path) -> dict[str, bytes]:
    study = load(guizhou.NAME, root)
    book = guizhou.figures()
    codes = tuple(r.code for r in study.reporting)
    detail = guizhou_follow_up.follow_up(book, codes, guizhou.PERIODS[1:], guizhou.delivers)
    found = {
        f"data/{guizhou.NAME}/SOURCE.md": source.guizhou(_delivery_day(study)),
        f"params/{guizhou.NAME}/assistance.csv": detail,
        f"params/{guizhou.NAME}/rubric.csv": rubric.rows(study, date(2010, 12, 6), guizhou.FORM),
        f"params/{guizhou.NAME}/calendar.csv": guizhou_follow_up.calendar(study),
    }
    sheets = {}
    for code, table in study.file.tables.items():
        lines = tables.rows(study, code, book, guizhou.PERIODS, delivers=guizhou.delivers, sums=guizhou.sums)
        if table.sheet:
            sheets[table.sheet] = (guizhou.TITLES[code], lines)
        else:
            found[f"data/{guizhou.NAME}/{table.file}"] = tables.as_csv(lines)
    content = workbook.write(sheets, guizhou.NOTES, guizhou.CREATED, text_columns=2)
    found[f"data/{guizhou.NAME}/{guizhou.WORKBOOK}"] = content
    return found
