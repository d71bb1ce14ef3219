"""Where a round stands: of every unit, and of the whole, by the marks of its record and by the files that are there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from evaluation.study.model import Study
from evaluation.study.periods import Period
from evaluation.study.round import Mark, Round, marks_of
from evaluation.study.round_state import ChangedFile, RoundStanding, RoundState, UnitStanding


def units_of(study: Study, said: Round) -> tuple[str, ...]:
    """The regions that deliver."""
    return said.units or tuple(region.code for region in study.apart)


def standing_of(study: Study, period: Period, there: Mapping[str, str]) -> RoundStanding | None:
    """Where the round of ``period`` stands with the files that are ``there`` (SHA-256 by name); None of a study without a round."""
    if study.round is None:
        return None
    marks = marks_of(study.marks, period)
    frozen, issues = _last(marks, "frozen"), tuple(mark for mark in marks if mark.state == "issued")
    changed = _changed_files(frozen.files, there) if frozen else ()
    is_issued = bool(frozen and issues) and marks.index(issues[-1]) > marks.index(frozen)
    state: RoundState = "open" if frozen is None else "changed" if changed else "issued" if is_issued else "frozen"
    due = study.round.due_day(period)
    units = tuple(_unit(code, marks, due) for code in units_of(study, study.round))
    return RoundStanding(period=period, state=state, units=units, frozen=frozen, issues=issues, changed=changed)


def _last(marks: Sequence[Mark], state: str) -> Mark | None:
    return next((mark for mark in reversed(marks) if mark.state == state), None)


def _changed_files(frozen: Mapping[str, str], there: Mapping[str, str]) -> tuple[ChangedFile, ...]:
    names = sorted(frozen.keys() | there.keys())
    found = (ChangedFile(name=name, was=frozen.get(name, ""), now=there.get(name, "")) for name in names)
    return tuple(file for file in found if file.was != file.now)


def _unit(code: str, marks: Sequence[Mark], due: date | None) -> UnitStanding:
    mine = [mark for mark in marks if mark.unit == code]
    came = [mark for mark in mine if mark.state == "received"]
    revised = _revisions(came)
    late = (came[0].day - due).days if came and due else None
    first_freeze = next((n for n, mark in enumerate(marks) if mark.state == "frozen"), len(marks))
    return UnitStanding(
        unit=code,
        state=mine[-1].state if mine else "expected",
        due=due,
        received=came[0].day if came else None,
        latest=came[-1].day if came else None,
        days_late=None if late is None else max(late, 0),
        revisions=len(revised),
        after_freeze=sum(marks.index(mark) > first_freeze for mark in revised),
        returned=sum(mark.state == "returned" for mark in mine),
        by=mine[-1].by if mine else "",
    )


def _revisions(came: Sequence[Mark]) -> list[Mark]:
    """Deliveries after the first of which some file holds what no earlier one held as its last: by the unit's own figures where
    both say them, since a file may be of several units, else by the whole file."""
    held: dict[str, tuple[str, str]] = {}
    found = []
    for mark in came:
        now = {name: (digest, mark.figures.get(name, "")) for name, digest in mark.files.items()}
        if held and any(not any(_is_same(one, was) for was in held.values()) for one in now.values()):
            found.append(mark)
        held |= now
    return found


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] or one[1] == other[1] != ""


def as_the_round_says(study: Study, standing: RoundStanding | None) -> Study:
    """The study with its round's standing and day of delivery; the study itself where it has no round."""
    if standing is None:
        return study
    own = standing.period == study.file.period
    delivered = (standing.last_receipt if own else None) or study.file.delivered
    return study.model_copy(update={"file": study.file.model_copy(update={"delivered": delivered})}).keep_standing(standing)
