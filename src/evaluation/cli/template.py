"""``evaluation template``: workbooks for units to fill in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from evaluation.cli.output import save, say, with_limits
from evaluation.errors import EXIT_DONE, Refused, fit_for_message, near

_FILE = "form"


@click.command(short_help="Write a workbook for units to fill in, which the study reads back.")
@click.argument("study")
@click.option("--region", "regions", metavar="REGION", multiple=True, help="A file for this region alone (repeatable), or 'all'.")
@click.option("--period", default="", metavar="PERIOD", help="Which period is to be filled in.  [default: the study's own]")
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="language zh or en.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="DIR", help="Where to.")
@with_limits
def template(
    study: str, regions: tuple[str, ...], period: str, pairs: tuple[tuple[str, str], ...], output: Path, timeout: int, memory: int
) -> int:
    """Write form.xlsx for all units of STUDY, or form-REGION.xlsx for each --region: the tables that study.yml declares, with lists
    to choose from, the range that every figure must be in, what to write where there is none, and last period's figures beside.

    Filled in and put into data/STUDY, it is read as any delivery; what study.yml has to say of it is printed.
    """
    from evaluation.cli.send_back import check_target
    from evaluation.project import root
    from evaluation.runs.limits import Limits, within
    from evaluation.runs.parameters import collect

    place, asked = root(), collect(pairs)
    if wrong := next((name for name in asked if name != "language"), ""):
        raise Refused(f"a form has no parameter {fit_for_message(wrong)!r}; language alone")
    check_target(output, place)
    if not output.is_dir():
        raise Refused(f"{output} is no folder; make it, or name another one")
    limits = Limits(timeout=timeout, memory=memory)
    made, told = within(
        limits, f"reading {fit_for_message(study)}", partial(_forms, study, regions, period, asked.get("language", ""), place)
    )
    for name, content in made.items():
        save(output / name, content)
    say("\n".join(told))
    return EXIT_DONE


def _forms(study: str, regions: tuple[str, ...], said: str, asked: str, root: Path) -> tuple[dict[str, bytes], list[str]]:
    import evaluation
    from evaluation.exchange.form_book import FormPlan, form_book, form_tables, hindrances
    from evaluation.study.languages import language_asked
    from evaluation.study.names import names
    from evaluation.study.pattern import REGION
    from evaluation.study.periods import period_asked

    if study not in names(root):
        raise Refused(f"there is no study {fit_for_message(study)!r}; {near(study, names(root))}")
    opened = evaluation.open(study, root=root)
    language = language_asked(opened.study, asked)
    period = period_asked(said, opened.study.file.period)
    is_of_one = bool(regions) or any(REGION in table.file for table in opened.study.file.tables.values())
    units = opened.study.apart if not regions or "all" in regions else [opened.region(name) for name in regions]
    cells = tuple(opened.delivery.cell_rows)
    tables, left = form_tables(opened.study, cells, is_of_one), hindrances(opened.study)
    if not tables:
        raise Refused(f"{study}: no table can be a form: {'; '.join(f'{code}: {why}' for code, why in left.items())}")
    groups = [[unit] for unit in units] if is_of_one else [list(units)]
    made = {}
    for some in groups:
        plan = FormPlan(
            study=opened.study,
            catalogue=opened.catalogue,
            period=period,
            regions=tuple(some),
            cells=cells,
            language=language,
            is_of_one=is_of_one,
        )
        made[f"{_FILE}-{some[0].code}.xlsx" if is_of_one else f"{_FILE}.xlsx"] = form_book(plan)
    file = f"{_FILE}-{{region}}.xlsx" if is_of_one else f"{_FILE}.xlsx"
    told = [f"not in the form: {code}: {why}" for code, why in left.items()]
    new = [form for form in tables if (form.table.file, form.table.sheet) != (file, form.sheet)]
    if new:
        told.append("for reading it, study.yml says of these tables, in place of what it says of their file and sheet:")
        in_name = "; no 'region', which the name of the file says"
        for form in new:
            more = "" if form.has_region or not form.table.region else in_name
            told.append(f"  tables.{form.code}: file: '{file}', sheet: '{form.sheet}'{more}")
    return made, told
