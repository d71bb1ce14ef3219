"""What came from a unit now, what can have come from it, and what can have gone back to it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from pathlib import Path

from evaluation.errors import Refused, fit_for_message
from evaluation.exchange.carried import CARRIED
from evaluation.exchange.page import is_page_of
from evaluation.exchange.returned import regions_of_file
from evaluation.opened import Opened
from evaluation.study.round import marks_of


def check_file_came(opened: Opened, name: str, units: Sequence[str]) -> None:
    """:class:`Refused` for a file that one of ``units`` cannot have delivered now: of an earlier period, or of another unit."""
    study, of = opened.study, regions_of_file(opened.study, name)
    if name.startswith(CARRIED):
        raise Refused(f"{fit_for_message(name)} holds what was delivered for an earlier period and did not come now")
    if wrong := next((unit for unit in units if of and not any(unit in study.path(region) for region in of)), ""):
        named = ", ".join(sorted(of))
        raise Refused(f"{fit_for_message(name)} is by its name of {named}, not of {wrong}; name the file that came from it")


def figures_that_came(opened: Opened, units: Collection[str], names: Collection[str]) -> dict[str, dict[str, str]]:
    """Of each of ``units`` the SHA-256 of its figures, and of those inside it, in every file of ``names`` that holds any: the same
    where only its other rows, or their order, differ."""
    came, said = opened.delivery, defaultdict[tuple[str, str], list[str]](list)
    for cell in chain(came.cell_rows, came.ahead_rows, came.beside_rows):
        if cell.file in names:
            figure = (cell.table, cell.region, cell.period, cell.quantity, cell.basis, cell.as_of, cell.mark, cell.amount)
            for unit in opened.study.path(cell.region):
                said[unit, cell.file].append("|".join(map(str, figure)))
    for rate in came.stated_rows:
        if rate.file in names:
            stated = (rate.table, rate.region, rate.period, rate.indicator, rate.mark, rate.value)
            for unit in opened.study.path(rate.region):
                said[unit, rate.file].append("|".join(map(str, stated)))
    found: dict[str, dict[str, str]] = {unit: {} for unit in units}
    for (unit, name), figures in said.items():
        if unit in found:
            found[unit][name] = hashlib.sha256("\n".join(sorted(figures)).encode()).hexdigest()
    return found


def check_page_went(opened: Opened, page: Path, units: Sequence[str]) -> None:
    """:class:`Refused` for what cannot be a page that `check --send-back` wrote of a file that came from each of ``units``."""
    content, marks = page.read_bytes(), marks_of(opened.study.marks, opened.period)
    for unit in units:
        came = {sha for mark in marks if mark.unit == unit and mark.state == "received" for sha in mark.files.values()}
        if not any(is_page_of(content, page.name, sha) for sha in came):
            raise Refused(
                f"{fit_for_message(page.name)} is no page that `evaluation check --send-back` wrote of a file that came from "
                f"{unit}; name that page"
            )
