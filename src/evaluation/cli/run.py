"""``evaluation run``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.look import say_passed_over
from evaluation.cli.output import say
from evaluation.errors import EXIT_DONE, EXIT_INTERRUPTED, Refused, near

if TYPE_CHECKING:
    from evaluation.runs.batch import Options, Result
    from evaluation.runs.cache import ReportDecision
    from evaluation.runs.plan import Plan

ENGINES = ("fork", "kernel")


@click.command(
    short_help="Make the reports of a study for every region.",
    epilog="-p region REGION means the same as --region REGION. Codes stay words: 0110 is not 72.",
)
@click.argument("studies", metavar="STUDY...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Run every study of the project.")
@click.option("--region", "regions", metavar="REGION", multiple=True, help="Only this region, by code or name (repeatable).")
@click.option("-n", "--dry-run", is_flag=True, help="Print what would be made and why, do nothing.")
@click.option("--failed", "only_failed", is_flag=True, help="Only what failed or was not run in the latest run.")
@click.option("--fresh", is_flag=True, help="Make every report, keep none of an earlier run.")
@click.option("-j", "--jobs", type=click.IntRange(1, 512), help="Regions at a time.  [default: one per core]")
@click.option("--keep-going/--fail-fast", default=True, show_default=True, help="After a region failed: the others, or stop.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="fork",
    show_default=True,
    help="Cells in a child of a warm process, or in a Jupyter kernel of their own: the same bytes, slower.",
)
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="This machine, or the workers of a Dask cluster (see --scheduler).",
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Dask scheduler, as tcp://10.0.0.5:8786.")
@click.option(
    "--renderer",
    type=click.Choice(["evaluation", "quarto"]),
    default="evaluation",
    show_default=True,
    help="What makes HTML and PDF. Quarto must be installed.",
)
@click.option("-p", "--parameter", "pairs", type=(str, str), metavar="NAME VALUE", multiple=True, help="Parameter.")
@click.option("-r", "--raw", "raw", type=(str, str), metavar="NAME RAW", multiple=True, help="Parameter, taken as text.")
@click.option("-f", "--file", "file", type=click.Path(dir_okay=False, path_type=Path), help="Parameters in a YAML or JSON file.")
@click.option(
    "--timeout",
    type=click.IntRange(1, 86400),
    default=600,
    show_default=True,
    help="Seconds for each region, and for measuring them all.",
)
@click.option("--memory", type=click.IntRange(256, 1 << 20), metavar="MIB", help="MiB of data that each process may hold.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan or the run record as JSON on stdout.")
def run(
    studies: tuple[str, ...],
    everything: bool,
    regions: tuple[str, ...],
    dry_run: bool,
    only_failed: bool,
    fresh: bool,
    jobs: int | None,
    keep_going: bool,
    engine: str,
    executor: str,
    scheduler: str,
    renderer: str,
    pairs: tuple[tuple[str, str], ...],
    raw: tuple[tuple[str, str], ...],
    file: Path | None,
    timeout: int,
    memory: int | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Make the reports of STUDY for every region: HTML, PDF, notebook and tables.

    Reports whose data, params, notebook and code have not changed are kept, the others made; each line says why.
    Blocking findings in the data are listed and end with exit code 2 before anything runs. A region that fails
    leaves its log and partial notebook; the others finish, and the exit code is 1. A run that was killed is finished
    by the next one.
    """
    from evaluation import project
    from evaluation.runs import parameters
    from evaluation.runs.options import Options

    if (executor == "dask") != bool(scheduler):
        raise Refused("--executor dask and --scheduler ADDRESS belong together; give both or neither")
    given = parameters.collect(pairs, raw, file)
    root = project.root()
    options = Options(
        jobs=jobs or 0,
        keep_going=keep_going,
        renderer=renderer,
        engine=engine,
        executor=executor,
        scheduler=scheduler,
        timeout=timeout,
        memory=memory or 0,
        fresh=fresh,
    )
    names = _names(root, studies, everything, given)
    todo = [_todo(name, root, regions, given, options, only_failed) for name in names]
    todo = [(plan, chosen) for plan, chosen in todo if not only_failed or _some_failed(plan, chosen, quiet)]
    if dry_run:
        _print_plans(todo, as_json)
        return EXIT_DONE
    return _run_all(todo, as_json, quiet)


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


def _todo(
    name: str, root: Path, regions: Sequence[str], given: dict[str, str], options: Options, only_failed: bool
) -> tuple[Plan, Options]:
    from evaluation.runs import plan, registry

    if only_failed:
        record = registry.Registry(root, name).read()
        regions = regions or [r["code"] for r in record["regions"]]
        options = replace(options, only=frozenset(r["code"] for r in record["regions"] if r["state"] != "done"))
    return plan.make(name, root, regions, given), options


def _some_failed(plan: Plan, options: Options, quiet: bool) -> bool:
    if not options.only and not quiet:
        say(f"{plan.study}: nothing failed in the latest run")
    return bool(options.only)


def _run_all(todo: Sequence[tuple[Plan, Options]], as_json: bool, quiet: bool) -> int:
    from evaluation.errors import Busy
    from evaluation.runs import batch, progress

    display = progress.for_stream(sys.stderr if as_json else sys.stdout, quiet)
    worst, records = EXIT_DONE, []
    for plan, options in todo:
        try:
            result = batch.run(plan, options, display)
        except Busy as busy:
            if len(todo) == 1:
                raise
            say(f"evaluation: {busy}", err=True)
            worst = max(worst, busy.exit_code)
            continue
        worst = max(worst, result.exit_code)
        records.append(result.record)
        say_passed_over(result.passed_over)
        if not as_json:
            _print_result(plan, result, quiet)
        if result.exit_code == EXIT_INTERRUPTED:
            break
    if as_json:
        say(json.dumps(records, ensure_ascii=False, sort_keys=True, indent=1))
    return worst


def _print_result(plan: Plan, result: Result, quiet: bool) -> None:
    from evaluation.runs.registry import counts

    if quiet and result.exit_code == EXIT_DONE:
        return
    if result.folder is None:
        say(f"{plan.study}: interrupted before any region was finished; nothing was kept")
        return
    told = ", ".join(f"{number} {state}" for state, number in counts(result.record).items())
    same = sum("equal_to" in region for region in result.record["regions"])
    more = ", all as they were" if result.unchanged else f"; {same} of them say what they said" if same else ""
    say(f"{plan.study}: {told}{more}")
    for region in result.record["regions"]:
        if region["state"] == "failed":
            log = result.folder.relative_to(plan.root) / region["code"] / "log.txt"
            say(f"  failed {region['code']} {region['name']}: {log}")
    say(f"  open {result.folder.relative_to(plan.root) / 'index.html'}")


def _decisions(plan: Plan, options: Options) -> list[ReportDecision]:
    """The decisions of a run; refused when it would be, as far as that can be known without measuring."""
    import evaluation
    from evaluation.runs import batch, limits
    from evaluation.runs.plan import check_notebooks
    from evaluation.runs.registry import Registry

    known = Registry(plan.root, plan.study)
    decisions = batch.decisions_of(plan, options, known)
    say_passed_over(known.passed_over.values())
    if not all(d.kept for d in decisions):
        check_notebooks(plan.notebooks)
        opened = evaluation.open(plan.study, plan.root, plan.period, plan.cut_off_given)
        limits.within(options.limits, "reading the study", opened.admit)
    return decisions


def _print_plans(todo: Sequence[tuple[Plan, Options]], as_json: bool) -> None:
    from evaluation.runs.dry_run import describe

    described = [describe(plan, _decisions(plan, options)) for plan, options in todo]
    if as_json:
        say(json.dumps(described, ensure_ascii=False, sort_keys=True, indent=1))
        return
    for said in described:
        when = f"period {said['period']}, cut-off {said['cut_off']}"
        say(f"{said['study']}: {said['title']}, {when}, language {said['language']}")
        if said["synthetic"]:
            say(f"  synthetic: {said['synthetic']}")
        say(f"  outputs: {said['outputs']}")
        say(f"  each region: {', '.join(said['files_per_region'])}")
        if said["files_per_document"]:
            say(f"  each document: {', '.join(said['files_per_document'])}")
        for path, size in dict.fromkeys((given["path"], given["bytes"]) for given in said["inputs"]):
            say(f"  input: {path} ({size} bytes)")
        for report in said["reports"]:
            what = f"kept from {report['kept_from']}" if report["kept_from"] else f"make: {report['reason']}"
            what += f"; only if {report['pending']}" if report["pending"] else ""
            say(f"  {report['region']} {report['name']}: {report['notebook']}, key {report['key']}, {what}")
        for paper in said["unmade"]:
            say(f"  {paper['code']} {paper['name']}: not made: {paper['said']}")
        made = sum(not r["kept_from"] for r in said["reports"])
        say(f"  {made} to make, {len(said['reports']) - made} kept; nothing was run")
