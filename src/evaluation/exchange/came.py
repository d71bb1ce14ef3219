"""What can have come from a unit now, and what can have gone back to it: by names of files, and by what pages say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evaluation.errors import Refused, fit_for_message
from evaluation.exchange.next_period import CARRIED
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
