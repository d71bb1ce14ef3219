"""``make bench``: how fast reports are made, against the naive loop, the floor and the goals.

Run with nothing else going on; it takes minutes. Prints Markdown tables; progress goes to stderr.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import copies
import large
import machine
import naive
import ours
import page
import reruns
from results import LARGE, Results

PARTS = ("naive", "run", "floor", "growth", "reruns", "starts", "stages", "large")
SIZES = [17, 103]
REGION = "420300"  # an ordinary one


def main() -> None:
    asked = _arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    system, results, stopped = machine.described(copies.ROOT), Results(), False
    with tempfile.TemporaryDirectory(prefix="evaluation-bench-", ignore_cleanup_errors=True) as folder:
        try:
            _measure(Path(folder), asked, results)
        except KeyboardInterrupt:
            stopped = True
            say("interrupted; what was measured so far follows, and no page is written")
    body = "\n".join(table.text() for table in (system, *page.tables(results))).strip()
    print(body, flush=True)
    if stopped:
        sys.exit(130)
    if asked.write:
        asked.write.write_text(f"{page.METHOD}\n{body}\n", encoding="utf-8")
        say(f"wrote {asked.write}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python benchmarks/run.py", description=__doc__.splitlines()[0])
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the page to FILE")
    parser.add_argument("--sizes", nargs="+", type=_positive, default=SIZES, help="regions of the growing studies")
    parser.add_argument("--full", action="store_true", help=f"a study of {LARGE} regions as well")
    parser.add_argument("--all-regions", action="store_true", help="the naive loop over every region")
    parser.add_argument("--regions", type=_positive, default=3, help="regions of the naive loop (default 3)")
    parser.add_argument("--repeat", type=_positive, default=3, help="runs of each kind (default 3)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, got {number}")
    return number


def _measure(folder: Path, asked: argparse.Namespace, results: Results) -> None:
    """Fill ``results`` with what was asked for."""
    jobs = max(2, machine.cores())
    warm = copies.fresh(folder / "warm")
    say("warming up")
    warm.evaluation("run", warm.study, "--region", REGION)
    if "naive" in asked.only:
        naive.loop(copies.fresh(folder / "first"), 1, lambda text: None)
        results.naive = naive.loop(copies.fresh(folder / "naive"), None if asked.all_regions else asked.regions, say)
    if "run" in asked.only:
        results.runs = ours.cold(folder, (1, jobs), asked.repeat, say)
    if "floor" in asked.only:
        say("floor")
        results.floor = _program(warm, "floor.py", warm.study, str(asked.repeat))
    if "growth" in asked.only:
        results.sizes = ours.growth(folder, sorted({*asked.sizes, *([LARGE] if asked.full else [])}), jobs, say)
    if "reruns" in asked.only:
        results.reruns = reruns.reruns(copies.fresh(folder / "reruns"), REGION, jobs, say)
    if "starts" in asked.only:
        results.starts = reruns.starts(folder, 2 * asked.repeat + 1, say)
    if "large" in asked.only:
        results.large = large.checked(folder, say)
    if "stages" in asked.only:
        say("stages")
        results.stages = _program(warm, "stages.py", warm.study)


def _program(copy: copies.Copy, name: str, *words: str) -> dict:
    """What one of our programs prints as JSON, run in a process of its own in ``copy``."""
    command = [sys.executable, str(Path(__file__).with_name(name)), *words]
    done = subprocess.run(command, cwd=copy.root, env=copy.env, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
