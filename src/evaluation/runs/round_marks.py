"""Marks are added to the record of a round here and nowhere else: whole or not at all, in an order that is checked."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from evaluation.data import files as delivered_files
from evaluation.errors import Refused
from evaluation.exchange.came import figures_that_came
from evaluation.exchange.changes import frozen_path
from evaluation.opened import Opened
from evaluation.runs import files
from evaluation.runs.clock import now
from evaluation.study.round import FIRST, FROZEN, OF_UNITS, Mark, MarkState, read_marks, record_path, seal_of, seal_path
from evaluation.study.round_standing import standing_of
from evaluation.study.round_state import RoundStanding, UnitStanding

_BEFORE: Mapping[str, tuple[str, ...]] = {
    "received": ("expected", "received", "checked", "returned", "confirmed"),
    "checked": ("received", "checked"),
    "returned": ("received", "checked"),
    "confirmed": ("checked",),
}
"""The states in which a unit may get each mark."""
_EAST = timedelta(hours=14)
"""Where the day is that no other place has yet."""


def add_marks(
    opened: Opened,
    state: MarkState,
    by: str,
    units: Sequence[str] = (),
    day: date | None = None,
    given: Mapping[str, str] | None = None,
    note: str | None = None,
) -> RoundStanding:
    """Record that ``units``, or the whole round where there are none, are in ``state`` now, and return where the round stands.
    ``given``: the files that came or went, by name. :class:`Refused` for what the state before does not lead to; then nothing is
    recorded."""
    study, period = opened.study, opened.period
    when = now()
    with _hold_record(study.name, opened.root) as folder:
        marks = list(read_marks(study.name, opened.root))
        there = delivered_files.hashes_to_freeze(opened.study, opened.root)
        standing = need_standing(standing_of(study.model_copy(update={"marks": tuple(marks)}), period, there), study.name)
        of_unit = {unit.unit: unit for unit in standing.units}
        on = day or when.date()
        _check_day(on, (when + _EAST).date(), state, [of_unit[unit] for unit in units], standing, opened)
        if state == "withdrawn":
            _check_withdrawal(standing, [of_unit[unit] for unit in units], note)
        for unit in units:
            _check_unit(of_unit[unit], state, opened)
        if state == "frozen":
            _check_freeze(standing, note)
        if state == "issued":
            check_issue(standing, study.name)
        held = there if state in ("frozen", "issued") else dict(given or {})
        said = {"at": f"{when:%Y-%m-%dT%H:%M:%SZ}", "period": period.spelled, "state": state, "by": by, "files": held, "note": note}
        figures = figures_that_came(opened, units, held) if state == "received" else {}
        for unit_or_none in units or (None,):
            previous = marks[-1].sha256 if marks else FIRST
            own = figures.get(unit_or_none or "", {})
            marks.append(_mark({**said, "figures": own, "day": on, "unit": unit_or_none, "previous": previous}))
        path, seal = record_path(study.name, opened.root), seal_path(study.name, opened.root)
        if not seal.exists():  # a record without one was altered
            files.write(seal, seal_of(()))
        if state == "frozen":
            _keep_frozen(opened, folder)
        files.write(path, "".join(mark.line for mark in marks).encode())
        files.write(seal, seal_of(marks))
        files.flush_folder(path.parent)
    return need_standing(standing_of(study.model_copy(update={"marks": tuple(marks)}), period, there), study.name)


def _mark(said: Mapping[str, object]) -> Mark:
    try:
        return Mark.model_validate(said)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise Refused(
            f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg'].removeprefix('Value error, ')}; nothing was recorded"
        ) from None


def check_issue(standing: RoundStanding, study: str) -> None:
    """:class:`Refused` unless the files are frozen and are as they were then."""
    if standing.state == "open":
        raise Refused(
            f"{study} {standing.period}: its files are not frozen; `evaluation round` tells what is open, --mark frozen ends it"
        )
    if standing.state == "changed":
        names = "; ".join(f"{f.name}: {f.was[:12] or 'not there'} is now {f.now[:12] or 'not there'}" for f in standing.changed)
        raise Refused(
            f"{study} {standing.period}: files are not as they were frozen ({names}); freeze them again, or put the frozen back"
        )
    if standing.state == "issued" and standing.issued is not None:
        raise Refused(f"{study} {standing.period}: was issued on {standing.issued.day} by {standing.issued.by}")


def _check_day(
    day: date, today: date, state: MarkState, units: Sequence[UnitStanding], standing: RoundStanding, opened: Opened
) -> None:
    """:class:`Refused` for a day on which it cannot have been: of the future, or before what has to be there by then."""
    period, of_all = standing.period, state in ("frozen", "issued")
    own = period == opened.study.file.period
    came = [unit.latest for unit in (standing.units if of_all else units) if unit.latest]
    needed = [(period.first_day, f"{period} began")]
    if of_all:
        needed.append((period.last_day, f"the end of {period}"))
    if state not in ("received", "withdrawn") and came:
        needed.append((max(came), "the last delivery was received"))
    if state == "issued" and standing.frozen:
        needed.append((standing.frozen.day, "the files were frozen"))
    if state == "issued" and own:
        needed.append((opened.study.file.cut_off, "the cut-off"))
    if day > today:
        raise Refused(f"'{state}' on {day}: that day is still to come; name the day on which it happened")
    first, what = max(needed, key=lambda need: need[0])
    if day < first:
        raise Refused(f"'{state}' on {day} lies before {first}: {what}; name the day on which it happened, with --on")


def need_standing(standing: RoundStanding | None, study: str) -> RoundStanding:
    """Where the round stands; :class:`Refused` for a study without one."""
    if standing is None:
        raise Refused(f"{study} has no round; write params/{study}/round.yml: 'days: 10' after the end of a period")
    return standing


def _check_unit(unit: UnitStanding, state: str, opened: Opened) -> None:
    if state == "withdrawn":
        return
    if state not in OF_UNITS:
        raise Refused(f"'{state}' is of the whole round; leave --unit away")
    if unit.state not in _BEFORE[state]:
        needed = " or ".join(f"'{name}'" for name in _BEFORE[state])
        raise Refused(f"{unit.unit} is '{unit.state}'; '{state}' needs {needed} before it")
    wrong = [f for f in opened.delivery.findings if f.severity == "blocking" and f.region in (None, unit.unit)]
    if state == "checked" and wrong:
        raise Refused(
            f"{unit.unit} is not checked: {len(wrong)} blocking findings touch its delivery, the first: {wrong[0].message}; "
            f"see `evaluation check {opened.study.name}`"
        )


def _check_withdrawal(standing: RoundStanding, units: Sequence[UnitStanding], note: str | None) -> None:
    if not note:
        raise Refused("'withdrawn' takes back the last mark of a unit, or without --unit of the whole round; say with --note why")
    if nothing := next((unit.unit for unit in units if unit.state == "expected"), ""):
        raise Refused(f"nothing is marked of {nothing}; there is nothing to withdraw")
    if not units and standing.frozen is None:
        raise Refused("nothing is marked of the whole round; of a unit's mark name the unit with --unit")


def _check_freeze(standing: RoundStanding, note: str | None) -> None:
    left = standing.unconfirmed
    if left and not note:
        told = ", ".join(f"{unit.unit} ({unit.state})" for unit in left[:5]) + (" …" if len(left) > 5 else "")
        raise Refused(
            f"{len(left)} of {len(standing.units)} units are not confirmed: {told}; say with --note why it goes without them"
        )


def _keep_frozen(opened: Opened, folder: Path) -> None:
    """A copy of every file that is frozen, by its hash, so that what changes later can be told; none of fonts."""
    kept = folder / FROZEN
    kept.mkdir(exist_ok=True)
    for name, digest in delivered_files.hashes_to_freeze(opened.study, opened.root).items():
        path, target = frozen_path(name, opened), kept / digest
        if path.exists() and not target.exists():
            files.write(target, delivered_files.content(path, opened.root))
            target.chmod(0o444)
    files.flush_folder(kept)


@contextmanager
def _hold_record(study: str, root: Path) -> Iterator[Path]:
    """The folder of the record, which nobody else writes meanwhile."""
    folder = record_path(study, root).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise Refused(f"rounds/{study} cannot be written: {error.strerror}; nothing was recorded") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        files.sweep(folder, folder / FROZEN)
        yield folder
    except OSError as error:
        raise Refused(f"rounds/{study} cannot be written: {error.strerror}; nothing was recorded") from None
    finally:
        os.close(handle)
