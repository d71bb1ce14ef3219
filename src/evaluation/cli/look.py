"""Commands that only look: ``check``, ``list`` and ``show``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaluation.cli.output import say, with_limits
from evaluation.cli.send_back import check_target, pages_of, write_pages
from evaluation.errors import EXIT_DONE, EXIT_REFUSED, EvaluationError, Refused, near

if TYPE_CHECKING:
    from evaluation.data.findings import Finding

_FIELDS = ("severity", "code", "file", "sheet", "row", "column", "value", "message", "fix", "region")
_NAMED = 5  # records that cannot be used, one by one
_ALIKE = 3  # findings of one kind in one column, one by one


_OPENED = ("brief.html", "report.html", "report.pdf", "report.docx", "log.txt")


@click.command(short_help="List what is wrong with the delivered data.")
@click.argument("studies", metavar="STUDY...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Check every study of the project.")
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="Parameter.")
@click.option("--each", is_flag=True, help="Every finding by itself, also where a column has many of a kind.")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON.")
@click.option(
    "--send-back",
    "target",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write a page for each delivered file: what is asked of the deliverer.",
)
@click.option("--for", "addressee", default="", metavar="NAME", help="Whom these pages are for; a region: only what touches it.")
@with_limits
def check(
    studies: tuple[str, ...],
    everything: bool,
    pairs: tuple[tuple[str, str], ...],
    each: bool,
    as_json: bool,
    target: Path | None,
    addressee: str,
    timeout: int,
    memory: int,
) -> int:
    """Check what was delivered for STUDY and list what is wrong with its place and what to do.

    Blocking findings end with exit code 2: no report can be made. Reportable ones are printed in the reports.
    Parameters are those of a run: -p period 2007Q1 also tells which parts and documents cannot be made for it, and why. Words
    that the language of the reports (-p language en: of others) lacks are refused as a run refuses them.

    With --send-back, what those who delivered can mend goes into a page for each file, and into a copy of a workbook with its cells
    marked. Delivered files are never changed.
    """
    from evaluation import project
    from evaluation.runs.limits import Limits, within
    from evaluation.runs.parameters import collect

    limits = Limits(timeout=timeout, memory=memory)
    root, ended, asked = project.root(), EXIT_DONE, collect(pairs)
    if target is not None:
        if as_json:
            raise Refused("--json and --send-back are given; call them one after the other")
        check_target(target, root)
    said: dict[str, list[dict[str, Any]]] = {}
    for name in _names(studies, everything, root):
        try:
            found = within(limits, f"checking {name}", partial(_findings, name, root, asked))
        except EvaluationError as error:
            if len(studies) == 1 and not everything:
                raise
            say(f"evaluation: {name}: {error}", err=True)
            ended = error.exit_code
            continue
        said[name] = sorted((_plain(f) for f in found), key=lambda f: f["severity"] != "blocking")
        blocking = sum(f.stands_for for f in found if f.severity == "blocking")
        if blocking:
            ended = EXIT_REFUSED
        if not as_json:
            more = sum(f.stands_for for f in found) - blocking
            say(f"{name}: {blocking:,} blocking, {more:,} reportable findings")
        if target is not None:
            pages = within(limits, f"checking {name}", partial(pages_of, name, root, asked, addressee))
            write_pages(pages, target if len(studies) == 1 else target / name, name, addressee)
        elif not as_json:
            _print_findings(said[name], most=len(said[name]) if each else _ALIKE)
            if blocking:
                say("\n  Sums that must hold, targets and rates are checked once what is blocking is mended.")
    if as_json:
        say(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1))
    return ended


def _findings(name: str, root: Path, asked: dict[str, str]) -> tuple[Finding, ...]:
    """What is wrong with the delivery, and what a run with the parameters ``asked`` cannot make of it."""
    import evaluation
    from evaluation.runs import documents
    from evaluation.runs.parameters import meant
    from evaluation.scores.unmade import drawn_parts, unmade
    from evaluation.study.languages import language_asked

    opened = evaluation.open(name, root=root)
    period, cut_off = meant(asked, opened.study)
    language_asked(opened.study, asked.get("language", ""))
    seen = opened.at(period, cut_off)
    there = {whole for cell_period in seen.delivery.cell_rows.periods for whole in cell_period.ended}
    drawn = unmade(seen.results, drawn_parts) if "period" in asked and not seen.blocking else ()
    return (*seen.findings, *drawn, *documents.findings(opened.study, period, cut_off, there, seen.findings))


def _names(studies: tuple[str, ...], everything: bool, root: Path) -> list[str]:
    from evaluation.study.names import names

    known = names(root)
    for name in studies:
        if name not in known:
            raise Refused(f"there is no study {name!r}; {near(name, known)}")
    if not studies and not everything:
        raise Refused(f"which study? {near('', known)}; or --all")
    return known if everything else list(dict.fromkeys(studies))


def _plain(finding: Finding) -> dict[str, Any]:
    values = {name: getattr(finding, name, None) for name in _FIELDS}
    return {k: v if v is None or isinstance(v, (str, int)) else str(v) for k, v in values.items()}


def _print_findings(findings: list[dict[str, Any]], most: int) -> None:
    """Each by itself; of more than ``most`` of a kind in a column the first ones in a group."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for finding in findings:
        groups.setdefault(tuple(finding[k] for k in ("severity", "code", "file", "sheet", "column")), []).append(finding)
    for group in groups.values():
        if len(group) > most:
            _print_group(group, most)
            continue
        for finding in group:
            got = f", got {finding['value']!r}" if finding["value"] not in (None, "") else ""
            say(f"\n  {finding['severity']}: {_place(finding, 'row', 'column', 'region')}{got}  [{finding['code']}]")
            say(f"    {finding['message']}")
            if finding["fix"]:
                say(f"    what to do: {finding['fix']}")


def _print_group(group: list[dict[str, Any]], most: int) -> None:
    first, fixes = group[0], list(dict.fromkeys(f["fix"] for f in group if f["fix"]))
    say(f"\n  {first['severity']}: {_place(first, 'column')}: {len(group):,} of one kind  [{first['code']}]")
    for finding in group[:most]:
        row = f"row {finding['row']}: " if finding["row"] else ""
        say(f"    {row}{finding['message']}")
    say(f"    and {len(group) - most:,} more (--each lists them)")
    if fixes:
        say(f"    what to do: {fixes[0]}")


def _place(finding: dict[str, Any], *keys: str) -> str:
    place = [finding["file"], finding["sheet"] and f"sheet {finding['sheet']}"]
    place += [finding[k] not in (None, "") and f"{k} {finding[k]}" for k in keys]
    return ", ".join(str(p) for p in place if p) or "the delivery"


@click.command("list", short_help="List studies, or the runs of one.")
@click.argument("study", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(study: str | None, as_json: bool) -> int:
    """List the studies of the project, or the runs of STUDY."""
    from evaluation import project
    from evaluation.runs import registry

    root = project.root()
    if study is None:
        from evaluation.study.names import names

        rows: list[dict[str, Any]] = [{"study": n, "runs": len(registry.run_ids(root, n))} for n in names(root)]
        lines = [f"{r['study']}  {r['runs']} run{'s' if r['runs'] != 1 else ''}" for r in rows]
    else:
        _names((study,), False, root)
        known = registry.Registry(root, study)
        rows = [_run_row(found) for found in map(known.record, known.ids) if found]
        say_passed_over(known.passed_over.values())
        lines = [f"{r['run_id']}  {r['state']}  {_summary(r['counts'])}" for r in rows]
    if as_json:
        say(json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=1))
    else:
        say("\n".join(lines) if lines else "nothing yet")
    return EXIT_DONE


def say_passed_over(told: Iterable[str]) -> None:
    """Name records that cannot be used, on stderr; the newest first, and not many."""
    told = list(told)
    for line in told[:_NAMED]:
        say(f"evaluation: {line}", err=True)
    if len(told) > _NAMED:
        say(f"evaluation: and {len(told) - _NAMED} more runs without a record that can be used", err=True)


def _run_row(record: dict[str, Any]) -> dict[str, Any]:
    from evaluation.runs import registry

    return {"run_id": record["run_id"], "state": record["state"], "started": record["started"], "counts": registry.counts(record)}


def _summary(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {state}" for state, number in counts.items())


@click.command(short_help="Show the states and files of a run.")
@click.argument("study")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--json", "as_json", is_flag=True, help="The run's record as JSON.")
def show(study: str, run_id: str | None, as_json: bool) -> int:
    """Show what became of every region in the latest run of STUDY (or in RUN), and where its files are."""
    from evaluation import project
    from evaluation.runs import registry

    root = project.root()
    _names((study,), False, root)
    known = registry.Registry(root, study)
    record = known.read(run_id)
    say_passed_over(known.passed_over.values())
    if as_json:
        say(json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1))
        return EXIT_DONE
    folder = f"outputs/{study}/{record['run_id']}"
    say(f"{record['title']}, period {record['period']}")
    if record["synthetic"]:
        say(record["synthetic"])
    say(f"run {record['run_id']}: {record['state']} ({_summary(registry.counts(record))})")
    say(f"  {folder}/index.html")
    for region in record["regions"]:
        line = f"  {region['code']} {region['name']}: {region['state']}"
        names = {o["path"] for o in region["outputs"]}
        paths = [
            f"{folder}/{region['code']}/{n}"
            for n in ("brief.html", "report.html", "report.pdf", "report.docx", "log.txt")
            if n in names
        ]
        say("  ".join([line, *paths]))
        if region.get("error"):
            say(f"    {region['error']}")
    return EXIT_DONE
