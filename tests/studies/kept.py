"""Outcomes in a file, so that ten thousand studies can be run in parts: what is in it is not run again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.studies.run import Outcome

_PLAIN = ("seed", "index", "label", "state", "sentences", "figures", "kept")


class Kept:
    """``found``: the outcomes of the seed that the file has. A line that was cut off when the command was ended is not one."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self._known = path, set[tuple[str, bool]]()
        text = path.read_text("utf-8") if path.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            path.write_text(whole, encoding="utf-8")
        self.found = [o for o in map(self._read, whole.splitlines()) if o.seed == seed]

    def _read(self, line: str) -> Outcome:
        said = json.loads(line)
        sides = {(key, holds) for key, holds in said["sides"]}
        self._known |= sides
        made = Outcome(seed=said["seed"], index=said["index"], label=said["label"], sides=sides)
        made.failures = [(place, message) for place, message in said["failures"]]
        for name in _PLAIN[3:]:
            setattr(made, name, said[name])
        return made

    def keep(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """The same, each written down; of sentences only what no line before has."""
        with self.path.open("a", encoding="utf-8") as file:
            for outcome in outcomes:
                said: dict[str, Any] = {name: getattr(outcome, name) for name in _PLAIN}
                said |= {"failures": outcome.failures, "sides": sorted(outcome.sides - self._known)}
                self._known |= outcome.sides
                file.write(json.dumps(said, ensure_ascii=False) + "\n")
                file.flush()
                yield outcome
