"""The loop people write first: papermill, then nbconvert to HTML, then a PDF, one region after the other."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import machine
from copies import STUDY, Copy
from measured import Cost, measure

from evaluation.study.load import load

STEPS = ("papermill", "nbconvert to HTML", "PDF")
_CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND")
# The last one: nbconvert's stock page loads scripts from elsewhere; without a network the loop would wait for them.


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Turns of the loop that were measured. A turn has one cost a step; ``overview`` is the turn of the whole."""

    regions: Sequence[Sequence[Cost]]
    overview: Sequence[Cost]
    of: int
    pdf: str

    def estimate(self, what: Callable[[Cost], float]) -> float:
        """The whole loop over all regions and the overview: the median turn times their number."""
        turns = [sum(map(what, turn)) for turn in self.regions]
        return statistics.median(turns) * self.of + sum(map(what, self.overview))

    def step(self, index: int, what: Callable[[Cost], float]) -> float | None:
        """Median over the regions of one step; None when it was not measured."""
        if len(self.overview) <= index:
            return None
        return statistics.median(what(turn[index]) for turn in self.regions)


def loop(copy: Copy, number: int | None, say: Callable[[str], None]) -> Loop:
    """Measure the loop over the first ``number`` regions (all when None) and the overview."""
    codes = [r.code for r in load(STUDY, copy.root).reporting]
    asked = codes[: number or len(codes)]
    pdf = "LaTeX" if machine.latex() else "browser" if machine.browser() else ""
    turns = []
    for place, code in enumerate(asked, start=1):
        say(f"naive loop, {code} ({place} of {len(asked)})")
        turns.append(_turn(copy, "region.ipynb", {"study": STUDY, "region": code}, pdf))
    say("naive loop, overview")
    overview = _turn(copy, "province.ipynb", {"study": STUDY}, pdf)
    return Loop(regions=turns, overview=overview, of=len(codes), pdf=pdf)


def _turn(copy: Copy, notebook: str, parameters: dict[str, str], pdf: str) -> list[Cost]:
    name = parameters.get("region", "overview")
    folder = copy.root / "naive"
    folder.mkdir(exist_ok=True)
    made, page, printed = folder / f"{name}.ipynb", folder / f"{name}.html", folder / f"{name}.pdf"
    given = [word for pair in parameters.items() for word in ("-p", *pair)]
    commands = [
        [sys.executable, "-m", "papermill", copy.root / "notebooks" / notebook, made, *given],
        [sys.executable, "-m", "nbconvert", "--to", "html", made],
    ]
    if pdf == "LaTeX":
        commands.append([sys.executable, "-m", "nbconvert", "--to", "pdf", made])
    elif pdf == "browser":
        profile = f"--user-data-dir={folder / 'browser'}"
        commands.append([machine.browser(), *_CHROMIUM, profile, f"--print-to-pdf={printed}", page.as_uri()])
    costs = [measure(command, cwd=folder, env=copy.env, log=copy.log) for command in commands]
    _check(made, [page, printed] if pdf else [page])
    return costs


def _check(notebook: Path, files: Sequence[Path]) -> None:
    """A loop that made nothing would look fast."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    if not all(c["execution_count"] for c in cells if c["cell_type"] == "code" and c["source"]):
        raise RuntimeError(f"papermill did not execute every cell of {notebook.name}")
    for file in files:
        if not file.is_file() or file.stat().st_size < 10_000:
            raise RuntimeError(f"the naive loop did not make {file.name}")
