"""What the signs of a source mean: its marks for having no figure, its flags behind figures, its decimal comma."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evaluation.data.findings import FilePlace, Finding, Problem, Told
from evaluation.data.units import normalise
from evaluation.data.writings import is_number
from evaluation.errors import fit_for_message
from evaluation.study.model import Table

_MOST_FLAGS = 8  # behind one figure


class Said(NamedTuple):
    """What a cell says without its ``flags``: a ``mark``, or the ``text`` of a figure."""

    text: str
    mark: str
    flags: tuple[str, ...]


class Conventions:
    """Those that ``table`` declares; the flags that were met are counted by region."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._marks = {normalise(text): mark for mark, texts in table.marks.items() for text in texts}
        self._codes = sorted(table.flags, key=len, reverse=True)
        self.are_declared = bool(table.marks or table.flags or table.decimal != ".")
        self._met: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def read(self, text: str) -> Said:
        plain = normalise(text)
        if plain in self._marks:
            return Said(text, self._marks[plain], ())
        figure, flags = plain, list[str]()
        while figure and figure not in self._marks and len(flags) < _MOST_FLAGS:
            code = next((c for c in self._codes if figure.endswith(c)), None)
            if code is None:
                break
            figure, flags = figure.removesuffix(code).rstrip(" ,\u00a0"), [code, *flags]
        if not flags:
            return Said(self._figure(text), "", ())
        return Said(self._figure(figure), self._marks.get(figure, "" if figure else "missing"), tuple(flags))

    def _figure(self, text: str) -> str:
        return text.translate(_SWAPPED) if self.table.decimal == "," else text

    def explain(self, problem: Problem, text: str) -> Problem:
        """``problem`` of ``text`` as it was delivered, and of a number that is no figure where decimals follow a comma, why."""
        if self.table.decimal != ",":
            return problem
        if problem.code not in ("not_a_figure", "thousands_point") or not is_number(text):
            return Problem(problem.code, str(problem).replace(f"'{self._figure(text)}'", f"'{text}'"), problem.fix)
        return Problem(
            problem.code,
            f"'{fit_for_message(text)}' is not a figure where points part thousands and decimals follow a comma, as study.yml says",
            "Ask which figure is meant; if the table is written otherwise, correct its 'decimal' in study.yml",
        )

    def note(self, flags: tuple[str, ...], region: str, row: int, column: str) -> None:
        for flag in flags:
            self._met.setdefault((region, flag), []).append((row, column))

    def findings(self, place: FilePlace) -> Iterator[Finding]:
        """For each region and flag, how many figures bear it."""
        for (region, flag), cells in self._met.items():
            words, columns = self.table.flags[flag], ", ".join(dict.fromkeys(column for _, column in cells))
            count = "1 figure is" if len(cells) == 1 else f"{len(cells):,} figures are"
            rows = sorted({row for row, _ in cells})
            among = f", rows {', '.join(map(str, rows[: Told.SHOWN]))}{' …' * (len(rows) > Told.SHOWN)}" if len(rows) > 1 else ""
            yield Finding(
                severity="reportable",
                code="flagged",
                message=f"{count} flagged {flag} by the source ({words.en}), in {columns}{among}",
                fix="Nothing to do: the flag is kept beside each figure; keep it in mind where the figure decides",
                row=rows[0] if len(rows) == 1 else None,
                region=region,
                facts={"count": f"{len(cells)}", "flag": flag, "meaning": words.zh, "columns": columns},
                **place,
            )


_SWAPPED = str.maketrans(",.", ".,")
