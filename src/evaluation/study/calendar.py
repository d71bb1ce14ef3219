"""What a policy document demands by date: the year's events, and whether they are done at the cut-off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.study.events import Event
from evaluation.study.model import Policy, Study
from evaluation.study.periods import Grain, Period
from evaluation.study.watch import CalendarRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date at which an event is due, and the span that dates in a study's files belong to it."""

    due: date
    begins: date
    ends: date

    def holds(self, day: date) -> bool:
        return self.begins <= day <= self.ends


def every(event: Event, year: Period) -> list[Occurrence]:
    """When ``event`` comes round in ``year``, whether the document binds by then or not; none for what runs on all the
    time."""
    if event.due == "rolling":
        return []
    if event.due == "quarterly":
        quarters = year.parts(Grain.QUARTER)
        return [Occurrence(due=q.last_day, begins=q.first_day, ends=q.last_day) for q in quarters]
    due = year.date_in(*map(int, event.due.split("-")))
    return [Occurrence(due=due, begins=year.first_day, ends=year.last_day)]


def occurrences(event: Event, study: Study, year: Period | None = None) -> list[Occurrence]:
    """When ``event`` is due in ``year`` (the study's own when none is named): not before the document binds."""
    begins = study.file.policy.in_force if study.file.policy else None
    return [o for o in every(event, year or study.file.period.year) if begins is None or o.due >= begins]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One event of one region: ``state`` done, late (done after its term), due, overdue or rolling."""

    event: Event
    region: str
    due: date | None
    done: date | None
    evidence: str
    state: str


def due(study: Study, region: str, year: Period | None = None) -> list[Due]:
    """Events of ``region`` in ``year``: see :func:`due_of`."""
    return due_of(study, (region,), year)


def due_of(study: Study, regions: Iterable[str], year: Period | None = None) -> list[Due]:
    """Events of ``regions`` in ``year`` (the study's own when none is named), of each in order of their dates, judged at the
    study's cut-off; empty without ``calendar.csv``. A row without a date of its own is one of the study's own year."""
    own, policy = year is None or year == study.file.period.year, study.file.policy
    if study.calendar is None or policy is None or not _asks(policy, study.file.cut_off, own):
        return []
    rows: dict[tuple[str, str], list[CalendarRow]] = {}
    for row in study.calendar:
        rows.setdefault((row.event, row.region), []).append(row)
    asked = [(e, occurrences(e, study, year)) for e in study.events if e.prefix == policy.prefix]
    found: list[Due] = []
    for region in regions:
        mine = [
            d
            for event, when in asked
            if event.each != (region == study.top.code)
            for d in _of_event(event, region, when, rows.get((event.code, region), ()), own, study.file.cut_off)
        ]
        found += sorted(mine, key=lambda d: (d.due is None, d.due or date.max))
    return found


def _of_event(
    event: Event, region: str, when: Sequence[Occurrence], rows: Sequence[CalendarRow], own: bool, cut_off: date
) -> Iterator[Due]:
    if event.due == "rolling":
        yield Due(event=event, region=region, due=None, done=None, evidence="", state="rolling")
    for occurrence in when:
        mine = next((r for r in rows if (occurrence.holds(r.due) if r.due else own)), None)
        term = (mine.due if mine else None) or occurrence.due
        done, evidence = (mine.done, mine.evidence) if mine else (None, "")
        state = _state(term, done, cut_off)
        yield Due(event=event, region=region, due=term, done=done, evidence=evidence, state=state)


def _asks(policy: Policy, cut_off: date, own: bool) -> bool:
    """Whether ``policy`` binds at the cut-off; one that does not say since when is of the study's ``own`` year."""
    return own if policy.in_force is None else policy.in_force <= cut_off


def _state(term: date, done: date | None, cut_off: date) -> str:
    if done is not None:
        return "done" if done <= term else "late"
    return "overdue" if term < cut_off else "due"
