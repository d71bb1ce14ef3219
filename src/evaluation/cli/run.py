"""``evaluation run``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from evaluation.errors import EXIT_DONE, EXIT_INTERRUPTED, Refused, near


@click.command(
    short_help="Make the reports of a study for every region.",
    epilog="-p region CODE means the same as --region CODE. Codes stay words: 0110 is not 72.",
)
@click.argument("studies", metavar="STUDY...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Run every study of the project.")
@click.option("--region", "regions", metavar="CODE", multiple=True, help="Only this region (repeatable).")
@click.option("-n", "--dry-run", is_flag=True, help="Print what would be done, do nothing.")
@click.option("-j", "--jobs", type=click.IntRange(1, 512), help="Worker processes.  [default: one per core]")
@click.option("--keep-going/--no-keep-going", default=True, show_default=True, help="After a region failed.")
@click.option(
    "--renderer", type=click.Choice(["evaluation", "quarto"]), default="evaluation", show_default=True,
    help="What makes HTML and PDF. Quarto must be installed.",
)  # fmt: skip
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="Parameter.")
@click.option(
    "-r", "--raw", "raw", type=(str, str), metavar="NAME RAW", multiple=True, help="Parameter, taken as text."
)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Parameters in a YAML or JSON file.",
)
@click.option("--timeout", type=click.IntRange(1, 86400), default=600, show_default=True, help="Seconds per cell.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan or the run record as JSON on stdout.")
def run(
    studies, everything, regions, dry_run, jobs, keep_going, renderer, pairs, raw, file, timeout, as_json
) -> int:
    """Make the reports of STUDY for every region: HTML, PDF, notebook and tables.

    Blocking findings in the data are listed and end with exit code 2 before anything runs. A region that fails
    leaves its log and partial notebook; the others finish, and the exit code is 1.
    """
    from evaluation import project
    from evaluation.runs import parameters

    given = parameters.given(pairs, raw, file)
    root = project.root()
    plans = [_plan(name, root, regions, given) for name in _names(root, studies, everything, given)]
    if dry_run:
        _print_plans(plans, as_json)
        return EXIT_DONE
    from evaluation.runs.batch import Options

    options = Options(jobs=jobs or 0, keep_going=keep_going, renderer=renderer, timeout=timeout)
    return _run_all(plans, options, as_json)


def _names(root: Path, studies: tuple[str, ...], everything: bool, given: dict[str, str]) -> list[str]:
    from evaluation.study.load import names

    known = names(root)
    if everything and studies:
        raise Refused("give studies or --all, not both")
    asked = known if everything else list(dict.fromkeys(studies or filter(None, [given.get("study")])))
    if not asked:
        raise Refused(f"which study? {near('', known)}; or --all")
    for name in asked:
        if name not in known:
            raise Refused(f"there is no study {name!r}; {near(name, known)}")
    return asked


def _plan(name: str, root: Path, regions: tuple[str, ...], given: dict[str, str]):
    import evaluation
    from evaluation.runs import plan

    opened = evaluation.open(name, root=root, period=given.get("period", ""))
    return plan.make(opened, root, regions, given)


def _run_all(plans: list, options: Any, as_json: bool) -> int:
    from evaluation.errors import Busy
    from evaluation.runs import batch, progress

    display = progress.for_stream(sys.stderr if as_json else sys.stdout)
    worst, records = EXIT_DONE, []
    for plan in plans:
        try:
            result = batch.run(plan, options, display)
        except Busy as busy:
            if len(plans) == 1:
                raise
            click.echo(f"evaluation: {busy}", err=True)
            worst = max(worst, busy.exit_code)
            continue
        worst = max(worst, result.exit_code)
        records.append(result.record)
        if not as_json:
            _print_result(plan, result)
        if result.exit_code == EXIT_INTERRUPTED:
            break
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, sort_keys=True, indent=1))
    return worst


def _print_result(plan: Any, result: Any) -> None:
    from evaluation.runs.registry import counts

    if result.folder is None:
        click.echo(f"{plan.study}: interrupted before any region was finished; nothing was kept")
        return
    told = ", ".join(f"{number} {state}" for state, number in counts(result.record).items())
    click.echo(f"{plan.study}: {told}")
    for region in result.record["regions"]:
        if region["state"] == "failed":
            log = result.folder.relative_to(plan.root) / region["code"] / "log.txt"
            click.echo(f"  failed {region['code']} {region['name']}: {log}")
    click.echo(f"  open {result.folder.relative_to(plan.root) / 'index.html'}")


def _print_plans(plans: list, as_json: bool) -> None:
    from evaluation.runs.plan import describe

    described = [describe(p) for p in plans]
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, sort_keys=True, indent=1))
        return
    for said in described:
        click.echo(f"{said['study']}: {said['title']}, period {said['period']}, language {said['language']}")
        if said["synthetic"]:
            click.echo(f"  synthetic: {said['synthetic']}")
        click.echo(f"  outputs: {said['outputs']}")
        click.echo(f"  each region: {', '.join(said['files_per_region'])}")
        for given in said["inputs"]:
            click.echo(f"  input: {given['path']} ({given['rows']} rows, {given['bytes']} bytes)")
        for report in said["reports"]:
            click.echo(f"  {report['region']} {report['name']}: {report['notebook']}, key {report['key']}")
        click.echo(f"  {len(said['reports'])} reports; nothing was run")
