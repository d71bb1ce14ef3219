"""What a person sees while a run goes: a live bar on a terminal, one line per region anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from evaluation.runs.job import DONE, FAILED, Outcome


class Progress:
    """Says nothing. The base of both displays, and what a quiet run uses."""

    @contextmanager
    def shown(self, study: str, total: int) -> Iterator[None]:
        yield

    def running(self, region: str, name: str) -> None:
        """A region was begun."""

    def finished(self, outcome: Outcome, name: str) -> None:
        """A region came to its end, well or not."""


class Lines(Progress):
    """``[ 3/18] 420300 十堰市 done 4.1 s``"""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.total, self.count = stream, 0, 0

    @contextmanager
    def shown(self, study: str, total: int) -> Iterator[None]:
        self.total, self.count = total, 0
        self._say(f"{study}: {total} report{'s' if total != 1 else ''}")
        yield

    def finished(self, outcome: Outcome, name: str) -> None:
        self.count += 1
        width = len(str(self.total))
        line = (
            f"[{self.count:{width}}/{self.total}] {outcome.region} {name} {outcome.state} {outcome.seconds:.1f} s"
        )
        self._say(f"{line}: {outcome.error}" if outcome.error else line)

    def _say(self, line: str) -> None:
        print(line, file=self.stream, flush=True)


class Bar(Progress):
    """Bar with regions done, running and failed and the time left; failures stay on the screen above it."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console

        self.console = Console(file=stream, highlight=False)
        self.now: dict[str, str] = {}
        self.done = self.failed = 0

    @contextmanager
    def shown(self, study: str, total: int) -> Iterator[None]:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        self.names_fit = self.console.width >= 110
        columns = [
            TextColumn("[bold]{task.description}"),
            BarColumn(bar_width=16, complete_style="#4F81BD", finished_style="#1F4E79"),
            MofNCompleteColumn(),
            TextColumn("{task.fields[states]}"),
            TextColumn("{task.fields[left]}"),
        ]
        if self.names_fit:
            columns.append(TextColumn("[dim]{task.fields[now]}"))
        self.now, self.done, self.failed = {}, 0, 0
        with RichProgress(*columns, console=self.console) as self.live:
            self.task = self.live.add_task(study, total=total, states="", left="", now="")
            self._update()
            yield

    def running(self, region: str, name: str) -> None:
        self.now[region] = name
        self._update()

    def finished(self, outcome: Outcome, name: str) -> None:
        from rich.markup import escape

        self.now.pop(outcome.region, None)
        self.done += outcome.state == DONE
        self.failed += outcome.state == FAILED
        if outcome.state == FAILED:
            told = escape(f"{outcome.region} {name}: {outcome.error}")
            self.live.console.print(f"[bold #C55A11]failed[/] {told}")
        self._update()

    def _update(self) -> None:
        from rich.markup import escape

        states = f"done {self.done}  running {len(self.now)}  " + (
            f"[bold #C55A11]failed {self.failed}[/]" if self.failed else "failed 0"
        )
        finished, task = self.done + self.failed, self.live.tasks[self.task]
        left = time_left(task.elapsed or 0, finished, int(task.total or 0))
        now = escape(" ".join(self.now.values()))
        self.live.update(self.task, completed=finished, states=states, left=left, now=now)


def time_left(elapsed: float, finished: int, total: int) -> str:
    """``left 1:05`` at the pace so far; nothing while no region is finished, or all are."""
    if not 0 < finished < total:
        return ""
    seconds = round(elapsed / finished * (total - finished))
    return f"left {seconds // 60}:{seconds % 60:02}"


def for_stream(stream: TextIO | None = None) -> Progress:
    stream = stream or sys.stdout
    return Bar(stream) if stream.isatty() else Lines(stream)
