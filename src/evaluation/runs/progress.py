"""What a person sees while a run goes: a live table on a terminal, one line per region anywhere else, and a log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from evaluation.errors import steady, tell
from evaluation.runs.job import DONE, EVENTS, FAILED, Job, Outcome

if TYPE_CHECKING:
    from rich.console import Group


class RunProgress:
    """Says nothing. The base of all displays, and what a quiet run uses."""

    @contextmanager
    def show(self, study: str, total: int) -> Iterator[None]:
        yield

    def keep(self, number: int) -> None:
        """``number`` regions are taken over from earlier runs."""

    def drop(self, number: int) -> None:
        """``number`` documents are not due, now that the study is measured."""

    def running(self, job: Job) -> None:
        """A region was begun."""

    def stage(self, region: str, text: str) -> None:
        """A region came to its next stage."""

    def seal(self, region: str, record: str) -> None:
        """A region's files are whole; ``record`` is the SHA-256 of the record that is about to name them."""

    def finish(self, outcome: Outcome, name: str) -> None:
        """A region came to its end, well or not."""


class Lines(RunProgress):
    """``[ 3/18] 420300 十堰市 done 1.1 s (weights.yml: … 8 → 9)``"""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.total, self.count = stream, 0, 0
        self.why: dict[str, str] = {}
        self._head = ""  # of a study that is measured; one that cannot be makes none

    @contextmanager
    def show(self, study: str, total: int) -> Iterator[None]:
        self.total, self.count = total, 0
        self._head = f"{study}: {_reports(total)}"
        yield

    def keep(self, number: int) -> None:
        self.count += number
        if number:
            self._say(f"[{self.count}/{self.total}] {_reports(number)} kept: nothing they are made from has changed")

    def drop(self, number: int) -> None:
        self.total -= number
        if number:
            self._say(f"{number} document{'s are' if number != 1 else ' is'} not due, as the figures tell")

    def running(self, job: Job) -> None:
        self.why[job.region] = job.reason
        self._begin()

    def finish(self, outcome: Outcome, name: str) -> None:
        self.count += 1
        width = len(str(self.total))
        told = outcome.error or f"{self.why.get(outcome.region, '')}{', and it says what it said' if outcome.is_same else ''}"
        place = f"[{self.count:{width}}/{self.total}] {outcome.region} {name}"
        self._say(f"{place} {outcome.state} {outcome.seconds:.1f} s" + (f": {told}" if told else ""))

    def _begin(self) -> None:
        if self._head:
            tell(self._head, self.stream)
        self._head = ""

    def _say(self, line: str) -> None:
        self._begin()
        tell(line, self.stream)


class Live(RunProgress):
    """A table that follows the regions in work; failures stay on the screen above it."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self.console = Console(file=stream, highlight=False)
        self._begin("", 0)

    def _begin(self, study: str, total: int) -> None:
        self.study, self.total = study, total
        self.done = self.failed = self.taken = 0
        self.now: dict[str, list[Any]] = {}
        self.started = time.monotonic()

    @contextmanager
    def show(self, study: str, total: int) -> Iterator[None]:
        from rich.live import Live as RichLive

        self._begin(study, total)
        with RichLive(get_renderable=self._view, console=self.console, refresh_per_second=4) as self.live:
            yield

    def keep(self, number: int) -> None:
        self.taken = number

    def drop(self, number: int) -> None:
        self.total -= number

    def running(self, job: Job) -> None:
        self.now[job.region] = [job.name, "waiting", time.monotonic(), job.reason]

    def stage(self, region: str, text: str) -> None:
        if region in self.now:
            self.now[region][1] = text

    def finish(self, outcome: Outcome, name: str) -> None:
        from rich.markup import escape

        self.now.pop(outcome.region, None)
        self.done += outcome.state == DONE
        self.failed += outcome.state == FAILED
        if outcome.state == FAILED:
            told = escape(steady(f"{outcome.region} {name}: {outcome.error}"))
            self.live.console.print(f"[bold #C55A11]failed[/] {told}")

    def _view(self) -> Group:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        ended, elapsed = self.done + self.failed, time.monotonic() - self.started
        head = Table.grid(padding=(0, 2))
        failed = Text(f"failed {self.failed}", style="bold #C55A11" if self.failed else "")
        bar = ProgressBar(self.total, self.taken + ended, width=20, complete_style="#4F81BD", finished_style="#1F4E79")
        counts = f"{self.taken + ended}/{self.total}"
        left = time_left(elapsed, ended, self.total - self.taken)
        head.add_row(Text(self.study, style="bold"), bar, counts, f"made {self.done}", f"kept {self.taken}", failed, left)
        body = Table.grid(padding=(0, 2))
        for column in ("left", "left", "left", "right", "left"):
            body.add_column(justify=column, no_wrap=True, overflow="ellipsis")
        for region, (name, stage, since, reason) in list(self.now.items()):
            why = Text(steady(reason), style="dim")
            body.add_row(f"  {region}", Text(name), stage, f"{time.monotonic() - since:.1f} s", why)
        if not self.now and not ended:
            body.add_row("  measuring the study, once for all regions")
        return Group(head, body)


class Logged(RunProgress):
    """Another display, and every event as one JSON line in the run's ``events.jsonl``."""

    def __init__(self, display: RunProgress, run: Path, clock: Callable[[], datetime]) -> None:
        self.display, self.path, self.clock = display, run / EVENTS, clock

    def __enter__(self) -> Logged:
        self.log = self.path.open("a", encoding="utf-8")
        self.stages: dict[str, str] = {}
        return self

    def __exit__(self, *_: object) -> None:
        self.log.close()

    def _write(self, event: str, **more: Any) -> None:
        said = {"time": self.clock().isoformat(timespec="milliseconds"), "event": event, **more}
        self.log.write(json.dumps(said, ensure_ascii=False) + "\n")
        self.log.flush()

    @contextmanager
    def show(self, study: str, total: int) -> Iterator[None]:
        self._write("begun", study=study, reports=total)
        with self.display.show(study, total):
            yield
        self._write("ended")

    def keep(self, number: int) -> None:
        self._write("kept", reports=number)
        self.display.keep(number)

    def drop(self, number: int) -> None:
        if number:
            self._write("not due", reports=number)
        self.display.drop(number)

    def running(self, job: Job) -> None:
        self._write("running", region=job.region, reason=job.reason)
        self.display.running(job)

    def stage(self, region: str, text: str) -> None:
        kind = text.split()[0]  # every cell is shown, but "notebook 5/31" is logged once
        if self.stages.get(region) != kind:
            self.stages[region] = kind
            self._write("stage", region=region, stage=kind)
        self.display.stage(region, text)

    def seal(self, region: str, record: str) -> None:
        self._write("sealed", region=region, record=record)
        self.display.seal(region, record)

    def finish(self, outcome: Outcome, name: str) -> None:
        took = round(outcome.seconds * 1000)
        more = {"error": outcome.error} if outcome.error else {}
        self._write(outcome.state, region=outcome.region, milliseconds=took, **more)
        self.display.finish(outcome, name)


def _reports(number: int) -> str:
    return f"{number} report{'s' if number != 1 else ''}"


def time_left(elapsed: float, finished: int, total: int) -> str:
    """``left 1:05`` at the pace so far; nothing while no region is finished, or all are."""
    if not 0 < finished < total:
        return ""
    seconds = round(elapsed / finished * (total - finished))
    return f"left {seconds // 60}:{seconds % 60:02}"


def for_stream(stream: TextIO | None = None, quiet: bool = False) -> RunProgress:
    if quiet:
        return RunProgress()
    stream = stream or sys.stdout
    return Live(stream) if stream.isatty() else Lines(stream)
