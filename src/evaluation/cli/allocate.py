"""``allocate``: share out money by results; prints, and writes only where told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.allocation_output import AllocationOutput
from evaluation.cli.output import PROVISIONAL, save, say, with_limits
from evaluation.errors import EXIT_DONE, Refused, fit_for_message
from evaluation.spreadsheet import csv_bytes
from evaluation.study.currency import Currency

if TYPE_CHECKING:
    from evaluation.opened import Opened
    from evaluation.scores.allocation.study import Shared
    from evaluation.study.model import Study


@click.command(short_help="Share out money by results.")
@click.argument("study")
@click.option("--pool", metavar="AMOUNT", help="What is shared out, in the study's currency.  [default: the study's own]")
@click.option(
    "--fund",
    type=click.Choice(("award", "adjustment", "tilt")),
    default="award",
    show_default=True,
    help="Awards by results, the adjustment fund of insurance, awards that lean to the grassroots.",
)
@click.option(
    "-w",
    "--weight",
    "weights",
    type=(str, str),
    metavar="FACTOR WEIGHT",
    multiple=True,
    help="Another weight, of 100; the others keep their proportions. 0 leaves the factor out.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Every part of every award as .csv, or a workbook to try weights in as .xlsx.",
)
@with_limits
def allocate(
    study: str, pool: str | None, fund: str, weights: tuple[tuple[str, str], ...], output: Path | None, timeout: int, memory: int
) -> int:
    """Share out AMOUNT as params/STUDY/allocation.yml says, exact to the minor unit of the currency.

    Prints the awards and writes nothing, unless -o names a file.
    """
    if output is not None and output.suffix not in (".csv", ".xlsx"):
        raise Refused(f"{output.name} is neither .csv nor .xlsx; name one of them")
    amount = None if pool is None else _number(pool, "the pool")
    given = {code: _number(text, f"the weight of {code}") for code, text in weights}
    if given and fund != "award":
        raise Refused(f"--weight is for the factors of the award; the weights of {fund} stand in allocation.yml")
    from evaluation.cli.look import _names
    from evaluation.project import root
    from evaluation.runs.limits import Limits, within

    _names((study,), False, root())
    limits = Limits(timeout=timeout, memory=memory)
    lines, content = within(limits, f"sharing out by {study}", lambda: _output(study, root(), fund, amount, given, output))
    say("\n".join(lines))
    if output is not None:
        save(output, content)
    return EXIT_DONE


def _output(
    study: str, root: Path, fund: str, amount: Fraction | None, given: Mapping[str, Fraction], output: Path | None
) -> tuple[list[str], bytes]:
    """What is printed, and what ``output`` is to hold."""
    import evaluation
    from evaluation.cli import fund_tables

    opened = evaluation.open(study, root=root)
    pool = None if amount is None else _pool(amount, opened.study.counts.currency)
    made = _share_out(opened, pool, given) if fund == "award" else getattr(fund_tables, fund)(opened, pool)
    lines = [*made.lines, PROVISIONAL] if opened.results.has_provisional else made.lines
    made = replace(made, lines=lines)
    return lines, b"" if output is None else _content(output, made, opened.study)


def _share_out(opened: Opened, pool: int | None, given: Mapping[str, Fraction]) -> AllocationOutput:
    from evaluation.cli.allocation_book import workbook
    from evaluation.scores.allocation.funds import pool_of
    from evaluation.scores.allocation.study import share_out
    from evaluation.scores.allocation.table import table

    shared = share_out(opened.results, pool_of(opened.study, "award", pool), given)
    names = {r.code: opened.study.name_of(r.code, "en") for r in opened.study.regions}
    header, rows = table(shared, names)
    lines = award_lines(shared, opened.study, names)
    return AllocationOutput(
        lines=lines, header=header, rows=rows, workbook=lambda notes, created: workbook(shared, names, notes, created)
    )


def _number(text: str, what: str) -> Fraction:
    from evaluation.study import grammar

    try:
        value = grammar.number(text)
    except ValueError:
        value = Decimal(-1)
    if value < 0:
        raise Refused(f"{what} is {fit_for_message(text)!r}; write a number of 0 or more, without spaces or separators")
    return Fraction(value)


def _pool(amount: Fraction, currency: Currency) -> int:
    """In minor units."""
    exact = amount * currency.base
    if exact.denominator != 1:
        what = f"the pool of {Decimal(amount.numerator) / amount.denominator} {currency.en} is no whole number of {currency.minor}"
        raise Refused(f"{what}; give at most {currency.digits} decimals")
    return int(exact)


def award_lines(shared: Shared, study: Study, names: dict[str, str]) -> list[str]:
    """The awards in lines of text: scheme, one line a region, factors, overlaps and what has no share."""
    from evaluation.scores.allocation.funds import allocation_of
    from evaluation.scores.allocation.table import table

    scheme = allocation_of(study)
    header, rows = table(shared, names)
    shown = [header.index(c) for c in ("region", "name", "award", "share_pct", "last_year", "change", "held_at")]
    cells = [["region", "", f"award, {shared.award.currency.en}", "%", "last year", "change", "held at"]]
    cells += [[row[i] for i in shown] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(shown))]
    lines = [f"{study.name}, {study.file.period}: {scheme.clause}, {scheme.preset} ({scheme.status})"]
    lines += [
        "  ".join(c.ljust(w) if i in (0, 1, 6) else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    ]
    lines += ["", "factors, in the order of the document:"]
    for column in shared.award.columns:
        factor = scheme.factors[column.code]
        lines.append(f"  {factor.number:>2} {column.code}  {_plain(column.weight)}  {factor.title.en}")
    lines += [f"{o.inner} is {_plain(o.share * 100)} % of {o.outer}, which counts it too" for o in shared.overlaps]
    lines += [f"{names[region]} has no share in {code}: {mark}" for code, region, mark in shared.unshared]
    lines += [f"nobody has anything to show for {code}; the others take its weight" for code in shared.dropped]
    if shared.weights:
        lines.append("with other weights than allocation.yml: " + ", ".join(shared.weights))
    return lines


def _plain(value: int | Fraction) -> str:
    from evaluation.measured.rounding import half_up

    return half_up(Fraction(value), 1).removesuffix(".0")


def _content(output: Path, made: AllocationOutput, study: Study) -> bytes:
    if output.suffix == ".csv":
        return csv_bytes([made.header, *made.rows])
    from evaluation.study.issue import date_of

    notes = [study.file.synthetic.en, *made.lines] if study.file.synthetic else made.lines
    return made.workbook(notes, date_of(study, study.file.period))
