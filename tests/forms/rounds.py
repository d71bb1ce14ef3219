"""A delivered form to a right first report: the draft, and what a person who knows the file answers to each `check`."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from evaluation.cli import cli
from evaluation.cli.guard import run_guarded
from evaluation.opened import open_study
from tests.forms.published import RATE, Form

MOST = 3


@dataclass(frozen=True)
class Outcome:
    """``drafted``: columns of figures whose line of the draft stands unchanged; ``rounds``: of `check` to the first without what
    blocks, 0 for none; ``wrong``: facts that were not read."""

    drafted: int
    rounds: int
    wrong: tuple[str, ...]
    told: str


def begin(root: Path) -> None:
    """A project without studies."""
    (root / "pyproject.toml").write_text("", encoding="utf-8")
    for folder in ("params", "data"):
        (root / folder).mkdir()
    shutil.copytree(Path(__file__).parents[2] / "notebooks", root / "notebooks")


def follow(form: Form, root: Path, say: object) -> Outcome:
    """Draft and check, in a project that the environment names; ``say`` returns what was printed since it was called last."""
    assert callable(say)
    for name, content in form.files.items():
        (root / name).write_bytes(content)
    if run_guarded(cli, ["draft", *(str(root / name) for name in form.files), "--study", "s"]):
        return Outcome(0, 0, ("no draft",), say())
    folder = root / "params" / "s"
    drafted = _columns(folder)
    for number in range(1, MOST + 1):
        say()
        code = run_guarded(cli, ["check", "s"])
        told = say()
        if code == 0:
            kept = len(drafted & _columns(folder))
            return Outcome(kept, number, tuple(find_wrong(form, root)), told)
        answer(form, folder, told)
    return Outcome(len(drafted & _columns(folder)), 0, ("blocked",), told)


def _columns(folder: Path) -> set[tuple[str, str]]:
    """The entries of columns, with the table they stand in."""
    found, table = set(), ""
    for line in (folder / "study.yml").read_text(encoding="utf-8").splitlines():
        table = line if re.match("  t[0-9]+:", line) else table
        found |= {(table, line)} if re.match("      .*{quantity: ", line) else set()
    return found


def answer(form: Form, folder: Path, told: str) -> None:
    """What `check` asks for: units that the file does not say, and what its signs mean, pasted as it is advised."""
    study, catalogue = folder / "study.yml", folder / "catalogue.yml"
    if "the unit is still open" in told:
        lines = study.read_text(encoding="utf-8").splitlines()
        for n, line in enumerate(lines):
            column = re.match(r"      '?(.*?)'?: \{quantity: (\w+), unit: '\?'", line)
            unit = next((u for name, u in form.units.items() if column and name in column[1]), None)
            if column and unit:
                lines[n] = line.replace("unit: '?'", f"unit: {unit}", 1)
                said = catalogue.read_text(encoding="utf-8")
                catalogue.write_text(re.sub(rf"(  {column[2]}: .*counts: )'\?'", rf"\g<1>{unit}", said), encoding="utf-8")
        study.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for sign in dict.fromkeys(re.findall(r"'marks: \{\w+: \[\"(.+?)\"\]\}'", told)):
        said = study.read_text(encoding="utf-8")
        pasted = f'    marks: {{{form.marks[sign]}: ["{sign}"]}}\n'
        study.write_text(re.sub(r"^(    file: .*\n)", rf"\g<0>{pasted}", said, flags=re.M), encoding="utf-8")


def find_wrong(form: Form, root: Path) -> list[str]:
    """Facts that are read otherwise or not at all, cells that are read and hold no fact, and sums that are said not to hold."""
    study = open_study("s", root, "", "")
    names = {r.code: {"", r.name_zh, r.name_en} for r in study.study.regions}
    read = {(c.file, c.sheet, c.cell): (c.region, c.period.spelled, c.mark or c.amount) for c in study.delivery.cell_rows}
    stated = {
        (s.file, s.sheet, s.row): (s.region, s.period.spelled, s.mark or s.value * RATE * 100) for s in study.delivery.stated_rows
    }
    wrong = []
    known = set()
    for part in (form, *form.others):
        sheet = "" if part.file.endswith(".csv") else part.sheet
        for cell, fact in part.facts.items():
            known.add((part.file, sheet, cell))
            got = read.get((part.file, sheet, cell)) or stated.get((part.file, sheet, int(cell.lstrip(ascii_uppercase))))
            if got is None or fact.region not in names[got[0]] or (fact.period, fact.figure) != got[1:]:
                wrong.append(f"{part.file} {cell}: {fact}, got {got}")
    wrong += [f"{place} is read" for place, (_, _, figure) in read.items() if place not in known and figure != "missing"]
    told = (*study.delivery.findings, *study.results.findings)
    return [*wrong, *(f.message for f in told if f.code in ("total_differs", "row_twice", "county_sum"))]
