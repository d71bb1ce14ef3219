"""Title block: what the report is, of whom, when, and the key its content answers to."""

from __future__ import annotations

from datetime import date
from typing import Any

from evaluation.render.component import KEY_SLOT, Component, cover
from evaluation.render.printed import Printed, name_as
from evaluation.report.section import Section
from evaluation.study.issue import day_of_issue, status_of
from evaluation.study.model import Policy
from evaluation.study.periods import JANUARY, Grain
from evaluation.study.questions import ReportStatus
from evaluation.view.view import View


def build(view: View) -> Component:
    say, file = view.say, view.study.file
    day = day_of_issue(view.study, view.period)
    place, described, title = view.name(), document(view, day), say.fill_title(file.report_title, view.period)
    facts = [
        *_days(view),
        (say("cover.cut_off"), view.date(file.cut_off)),
        (say("cover.issued"), _day_of_issue(view, day)),
        *([(say("cover.policy"), _binding(view, file.policy))] if file.policy else []),
        (say("cover.status"), described["status"]),
        *([(say("cover.basis"), say("cover.provisional"))] if view.results.has_provisional else []),
        (say("cover.key"), name_as("code", KEY_SLOT)),
    ]
    return cover(described, title, say("cover.subtitle", region=place, period=_period_name(view)), facts)


def _day_of_issue(view: View, day: date | None) -> str:
    """The day of issue and which earlier one that replaces; without one, whether there was one before the files changed."""
    say, round_ = view.say, view.study.standing
    before = [mark.day for mark in round_.issues if mark is not round_.issued] if round_ else []
    if day:
        return say("cover.replaces", day=view.date(day), before=view.date(before[-1])) if before else view.date(day)
    if status_of(view.study, view.period) == "final":
        return say("cover.no_day")
    if round_ is None or not before:
        return say("cover.not_issued")
    return say("cover.changed_since" if round_.state == "changed" else "cover.frozen_since", day=view.date(before[-1]))


def _period_name(view: View) -> str:
    """The period, and in the midst of a calendar year what its figures from the year's start cover."""
    period, ends = view.period, {}
    if period.left and period.grain < Grain.HALF and period.calendar == JANUARY:
        ends = {
            period.year.parts(Grain.HALF)[0].closing: "cover.half",
            period.year.parts(Grain.QUARTER)[-2].closing: "cover.three_quarters",
        }
    so_far = ends.get(period.closing)
    return view.period_text() + (view.say(so_far) if so_far else "")


def _days(view: View) -> list[tuple[str, str]]:
    """First and last day of a period of years that are not those on the wall, which its name does not tell; of a month its year."""
    first, last = (view.date(day) for day in (view.period.first_day, view.period.last_day))
    if view.period.calendar == JANUARY:
        return []
    said = view.say("cover.from_to", first=first, last=last)
    if view.period.grain is Grain.MONTH:
        said = view.say("cover.month_of", days=said, year=view.period_text(view.period.year))
    return [(view.say("cover.period"), said)]


def document(view: View, day: date | None = None, status: ReportStatus | None = None) -> dict[str, Any]:
    """What describes the whole report: on every page and in the files' metadata. ``day`` is that of issue; the files are
    dated by it, before it by the last delivery, and not at all when none is known. ``status``: of an official document its own."""
    say, file, place, title = view.say, view.study.file, view.name(), view.say.fill_title(view.study.file.report_title, view.period)
    dated = day or file.last_delivery
    return {
        "title": Printed(place, " ", title) if view.language == "en" else Printed(place, title),
        "region": place,
        "region_code": view.region,
        "study": view.study.name,
        "period": view.period_text(),
        "language": view.language,
        "cut_off": file.cut_off.isoformat(),
        "dated": dated.isoformat() if dated else None,
        "author": view.text(file.author),
        "key": KEY_SLOT,
        "made_of": view.made_of,
        "status": say(f"status.{status or status_of(view.study, view.period)}"),
        "synthetic": say("synthetic.label") if file.synthetic else None,
        "subject": say.fill_title(file.title, view.period),
    }


def _binding(view: View, policy: Policy) -> str:
    """The document, and since when it binds where that is not the whole period; one that does not say is of the study's
    own year."""
    begins, named, own = policy.in_force, _policy(view, policy), view.study.file.period.year
    if begins is None and view.period.year < own:
        return view.say("cover.of_year", policy=named, year=view.words(own)["year"])
    if begins is None or begins <= view.period.first_day:
        return named
    key = "cover.since" if begins <= view.period.last_day else "cover.not_yet"
    return view.say(key, policy=named, day=view.date(begins))


def _policy(view: View, policy: Policy) -> str:
    title = view.text(policy.title)
    return view.say("cover.numbered", title=title, number=name_as("code", policy.number)) if policy.number else title


SECTION = Section(build=build)
