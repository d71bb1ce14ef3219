"""``evaluation verify``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say
from evaluation.errors import EXIT_DONE, EXIT_FAILED, EXIT_REFUSED, Refused, near

if TYPE_CHECKING:
    from evaluation.runs.verify import Verified

_MOST = 20  # findings of a run told one by one


@click.command(short_help="Check earlier runs against their records.")
@click.argument("study", required=False)
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def verify(study: str | None, run_id: str | None, as_json: bool) -> int:
    """Check every file of the runs of STUDY (of one RUN, of all studies) against its hash, and the records against each
    other.

    Exit code 0: all is as recorded. 1: something is altered, missing or in no record. 2: a record cannot be read. Files
    of other programs (.ipynb_checkpoints, .DS_Store, @eaDir, ...) are named and change nothing, and so are inputs that
    have changed since. With the runs goes the record of the rounds: an altered one, and altered copies of what was frozen.

    What this does not find is a run whose files and records were all written anew: keep the printed hash of run.json
    where nobody who can write outputs/ can write.
    """
    from evaluation import project
    from evaluation.runs import verify as verifying
    from evaluation.runs.registry import Registry
    from evaluation.runs.round_check import round_findings, studies_with_rounds

    root = project.root()
    registries = [Registry(root, name) for name in _studies(root, study)]
    if run_id is not None and run_id not in registries[0].ids:
        raise Refused(f"study {study!r} has no run {run_id!r}; {near(run_id, registries[0].ids)}")
    if study and not registries[0].ids:
        raise Refused(f"study {study!r} has no finished run; make one with: evaluation run {study}")
    runs, beside = [], []
    for known in registries:
        for name in known.ids if run_id is None else [run_id]:
            runs.append(verifying.run(root, known, name))
            if not as_json:
                _print(runs[-1])
        beside += [] if run_id else verifying.stray_findings(root, known)
    rounds = [
        f for name in studies_with_rounds(root) if run_id is None and study in (None, name) for f in round_findings(root, name)
    ]
    if as_json:
        told = {key: [{"path": f.path, "told": f.told} for f in some] for key, some in (("beside", beside), ("rounds", rounds))}
        said = {"runs": [verifying.plain(r) for r in runs], **told}
        say(json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1))
    else:
        say("\n".join([*(f"{f.path} {f.told}" for f in (*beside, *rounds)), _summary(runs)]))
    verdicts = {r.verdict for r in runs} | {f.verdict for f in rounds}
    if verifying.ALTERED in verdicts:
        return EXIT_FAILED
    return EXIT_REFUSED if verifying.UNREADABLE in verdicts else EXIT_DONE


def _studies(root: Path, study: str | None) -> list[str]:
    """The study asked for; else every one with results, also of studies that are not asked any more."""
    there = root / "outputs"
    known = sorted(p.name for p in there.iterdir() if p.is_dir()) if there.is_dir() else []
    if study is None:
        return known
    from evaluation.study.names import names

    if study not in known and study not in (known := sorted({*known, *names(root)})):
        raise Refused(f"there is no study {study!r}; {near(study, known)}")
    return [study]


def _print(found: Verified) -> None:
    number = f"{found.files} file{'s' if found.files != 1 else ''}"
    say(f"{found.study} {found.run_id}: {found.verdict}, {number}; run.json has SHA-256 {found.sha256 or 'none'}")
    for line in _lines(found):
        say(f"  {line}")


def _lines(found: Verified) -> Iterator[str]:
    first = sorted(found.found, key=lambda f: not f.verdict)
    yield from (f"{f.path} {f.told}" for f in first[:_MOST])
    if len(first) > _MOST:
        yield f"and {len(first) - _MOST} more; all of them: --json"


def _summary(runs: Sequence[Verified]) -> str:
    from evaluation.runs.verify import ALTERED, AS_RECORDED, UNREADABLE

    if not runs:
        return "nothing yet"
    counts = [(v, sum(r.verdict == v for r in runs)) for v in (AS_RECORDED, ALTERED, UNREADABLE)]
    told = ", ".join(f"{number} {verdict}" for verdict, number in counts if number)
    return f"{len(runs)} run{'s' if len(runs) != 1 else ''}: {told}"
