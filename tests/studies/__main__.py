"""``python -m tests.studies --count 200 --seed 1``: draws studies, runs them, and ends with one line of counts.

Ten thousand, to be ended and begun again at will: ``python -m tests.studies --count 10000 --seed 1 --resume studies.jsonl``."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from tests.studies import unreached
from tests.studies.defects import DEFECTS
from tests.studies.invent import invent
from tests.studies.kept import Kept
from tests.studies.run import Outcome, run


def main(argv: list[str] | None = None) -> int:
    asked = _arguments(argv)
    gc.freeze()  # what was imported stays, and need not be looked through again and again
    gc.set_threshold(20_000, 10, 10)
    indices = asked.only or range(asked.start, asked.start + asked.count)
    with tempfile.TemporaryDirectory(prefix="studies-") as scratch:
        one = partial(_one, asked.seed, Path(scratch), asked.keep, asked.pdf_every)
        if asked.resume is None:
            return _told(_outcomes(one, indices, asked.jobs), asked.full)
        kept = Kept(asked.resume, asked.seed)
        there = {o.index: o for o in kept.found}
        left = kept.keep(_outcomes(one, [n for n in indices if n not in there], asked.jobs))
        return _told(chain((there[n] for n in indices if n in there), left), asked.full)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.studies", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many studies")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="index of the first study")
    parser.add_argument("--only", type=int, nargs="+", metavar="INDEX", help="these studies of the seed alone")
    parser.add_argument("--pdf-every", type=int, default=20, help="one report of every so many studies also as PDF; 0: none")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave failed studies there, each a project of its own")
    parser.add_argument("--resume", type=Path, metavar="FILE", help="write outcomes there, and run none again that it has")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--full", action="store_true", help="whole tracebacks, not their last lines")
    return parser.parse_args(argv)


def _outcomes(one, indices, jobs: int) -> Iterator[Outcome]:
    if jobs == 1:
        yield from map(one, indices)
        return
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(one, indices, chunksize=4)


def _one(seed: int, scratch: Path, keep: Path | None, pdf_every: int, index: int) -> Outcome:
    root = scratch / multiprocessing.current_process().name
    try:
        draft = invent(seed, index)
    except Exception:
        outcome = Outcome(seed=seed, index=index, label="not drawn")
        outcome.fail("wrong", "the generator itself", traceback.format_exc())
        return outcome
    outcome = run(draft, root, pdf=bool(pdf_every) and index % pdf_every == 0)
    if keep and outcome.failures:
        kept = keep / f"{seed}-{index}"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(root, kept, symlinks=True)
        outcome.kept = str(kept)
    return outcome


def _told(outcomes: Iterator[Outcome], full: bool) -> int:
    states: Counter[str] = Counter()
    spoilt: Counter[str] = Counter()
    sides: set[tuple[str, bool]] = set()
    sentences = figures = 0
    for outcome in outcomes:
        sides |= outcome.sides
        states[outcome.state] += 1
        spoilt[outcome.label] += outcome.label in DEFECTS
        sentences, figures = sentences + outcome.sentences, figures + outcome.figures
        for place, message in outcome.failures:
            said = message.strip() if full else " <- ".join(message.strip().splitlines()[-1:-4:-1])
            where = outcome.kept or f"--only {outcome.index}"
            print(f"{outcome.state}: seed {outcome.seed}, {where} ({outcome.label}): {place}: {said}", flush=True)
    print(
        f"defective {sum(spoilt.values())} of {sum(spoilt[k] > 0 for k in spoilt)} kinds, {states['expected']} stopped by their own"
    )
    print(*unreached.told(sides), sep="\n")
    print(
        f"whole {states['whole']}, refused {states['refused']}, crashed {states['crashed']}, wrong {states['wrong']}, "
        f"sentences {sentences}, figures {figures}"
    )
    return int(any(states[s] for s in ("refused", "crashed", "wrong")))


if __name__ == "__main__":
    sys.exit(main())
