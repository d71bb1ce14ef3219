"""``tally``: from a real-name register to a table of regions that a study can declare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from evaluation.cli.output import save, say, with_limits
from evaluation.errors import EXIT_DONE, Refused
from evaluation.spreadsheet import csv_bytes

if TYPE_CHECKING:
    from evaluation.catalogue.catalogue import Catalogue
    from evaluation.study.model import Study

_FILE = click.Path(dir_okay=False, path_type=Path)
_TAGS = ("region", "period", "tag", "tagged", "counted")


@click.command(short_help="Count a real-name register into a table of regions.")
@click.argument("study")
@click.argument("register", metavar="REGISTER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--period", "periods", required=True, multiple=True, metavar="PERIOD", help="2010 or 2010Q4; several may be given.")
@click.option("--rules", required=True, type=_FILE, metavar="FILE.yml", help="Parameters of the rules, each with its source.")
@click.option("-o", "--output", required=True, type=_FILE, metavar="FILE.csv", help="The table of regions.")
@click.option("--tags", type=_FILE, metavar="FILE.csv", help="Targets by category at the end of each period, as a table too.")
@click.option("--key", type=_FILE, metavar="FILE", help="A secret of your own: persons and households are pseudonymised with it.")
@with_limits
def tally(
    study: str,
    register: Path,
    periods: tuple[str, ...],
    rules: Path,
    output: Path,
    tags: Path | None,
    key: Path | None,
    timeout: int,
    memory: int,
) -> int:
    """Count the folder REGISTER of persons into quantities, by the reporting regions of STUDY.

    Writes counts only, and prints how a study declares them. Small counts are not hidden: the table is an internal
    file, not fit to be published. The register is read where it lies; nothing of it is kept.
    """
    for path in (output, tags):
        if path is not None and path.suffix != ".csv":
            raise Refused(f"{path.name} is no .csv; name one")
        if path is not None and path.resolve().parent == register.resolve():
            raise Refused(f"{path.name} would lie in the register; name a file outside it")
        if path is not None and not path.parent.is_dir():
            raise Refused(f"{path.parent} is no folder; make it, or name a file in another one")
    if not register.is_dir():
        raise Refused(f"{register} is no folder; name the one with register.yml and the tables of persons")
    from evaluation.runs.limits import Limits, within

    counted = within(
        Limits(timeout=timeout, memory=memory),
        "counting the register",
        lambda: _count(register, study, periods, rules, key, tags is not None),
    )
    save(output, counted.table, "an internal file, whose small counts are not hidden")
    if tags is not None:
        save(tags, counted.tags, "an internal file too")
    if counted.left:
        say(f"not counted, for want of a table: {', '.join(counted.left)}")
    say("\n".join(_declaration(output.name, counted.quantities, _catalogue(study))))
    return EXIT_DONE


class _Counted(NamedTuple):
    """Both tables as CSV, quantities that were not counted, and those that were."""

    table: bytes
    tags: bytes
    left: list[str]
    quantities: list[str]


def _count(folder: Path, name: str, periods: Sequence[str], rules: Path, key: Path | None, tagged: bool) -> _Counted:
    from evaluation.project import root

    try:
        from evaluation.register import about, keys, reading
        from evaluation.register import tally as counting
        from evaluation.register.counts import counts_of
        from evaluation.study.periods import parse
    except ModuleNotFoundError as error:
        raise Refused(
            "registers need ibis and duckdb; install them with: pip install 'employment-fund-evaluation[register]'"
        ) from error

    parameters, counts = about.rules(rules), counts_of(_catalogue(name).packs, root())
    opened = reading.read(folder, _receivers(_study(name)), key=None if key is None else keys.secret(key))
    asked = dict.fromkeys(map(parse, periods))
    amounts = [amount for period in asked for amount in counting.tally(opened, period, parameters, counts)]
    source = opened.about.source
    tags = [t for period in asked for t in counting.tags(opened, period, parameters)] if tagged else []
    return _Counted(
        table=csv_bytes(counting.as_rows(amounts, source)),
        tags=csv_bytes([[*_TAGS, "source"], *([*map(str, t), source] for t in tags)]),
        left=list(counting.missing_quantities(opened, counts)),
        quantities=list(dict.fromkeys(a.quantity for a in amounts)),
    )


def _study(name: str) -> Study:
    from evaluation.cli.look import _names
    from evaluation.project import root
    from evaluation.study.load import load

    _names((name,), False, root())
    return load(name, root())


def _catalogue(name: str) -> Catalogue:
    from evaluation.catalogue.catalogue import catalogue_of
    from evaluation.project import root

    return catalogue_of(_study(name), root())


def _receivers(study: Study) -> dict[str, str]:
    """The reporting region that each region of the study counts for: itself, or the one it lies in."""
    found = {}
    for region in study.regions:
        here = region
        while not here.reports and here.parent:
            here = study.by_code[here.parent]
        if here.reports:
            found[region.code] = here.code
    return found


def _declaration(file: str, quantities: Iterable[str], catalogue: Catalogue) -> list[str]:
    """The table as ``study.yml`` declares it."""
    known, counts = catalogue.quantities, catalogue.counts
    lines = [
        "declare it in study.yml, under tables:",
        "  tally:",
        "    title: {zh: 实名登记汇总, en: Tally of the register}",
        f"    file: {file}",
        "    region: region",
        "    period: period",
        "    ignore: [source]",
        "    kind: current",
        "    columns:",
    ]
    for code in quantities:
        stock = ", kind: stock" if known[code].kind == "stock" else ""
        lines.append(f"      {code}: {{quantity: {code}, unit: {counts[known[code].counts].zh}{stock}}}")
    return lines
