"""``evaluation round`` and ``evaluation issue``: what became of the deliveries of a period, and what is issued of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, Refused, fit_for_message, near

if TYPE_CHECKING:
    from evaluation.opened import Opened
    from evaluation.study.round import MarkState
    from evaluation.study.round_state import RoundStanding

STATES = ("received", "checked", "returned", "confirmed", "frozen", "withdrawn")
ALL = "all"
_SHOWN = 5  # suppressed figures that follow, each in its line
_BY = "Who did it, as the record names them."


@click.command("round", short_help="What became of the deliveries of a period, and marks in its record.")
@click.argument("study")
@click.argument("period", required=False, default="")
@click.option("--mark", "state", type=click.Choice(STATES), help="Record that this happened.")
@click.option("--unit", "units", metavar="REGION", multiple=True, help="Of which unit, by code or name (repeatable), or 'all'.")
@click.option("--by", default="", metavar="NAME", help=_BY)
@click.option("--on", "day", default="", metavar="DAY", help="When it happened, as 2024-04-08.  [default: today]")
@click.option("--file", "names", metavar="FILE", multiple=True, help="File received, or page sent back (repeatable).")
@click.option("--note", default=None, metavar="TEXT", help="Why, where something is done that is not usual.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_limits
def round_(
    study: str,
    period: str,
    state: MarkState | None,
    units: tuple[str, ...],
    by: str,
    day: str,
    names: tuple[str, ...],
    note: str | None,
    as_json: bool,
    timeout: int,
    memory: int,
) -> int:
    """Show who has delivered for PERIOD (the study's own when none is named), how late, how completely and how often, and what
    changed since the files were frozen. With --mark, record one more thing that happened.

    The record lies in rounds/STUDY and is only ever added to. A unit is received, checked (it has no blocking finding), returned
    with a page, confirmed; the whole is frozen, then `evaluation issue` issues it. What was marked wrongly is withdrawn.
    """
    from evaluation.runs.limits import Limits, within

    limits, marked = Limits(timeout=timeout, memory=memory), None
    if state is None and (units or by or day or names or note):
        raise Refused("what happened? Give --mark with one of: " + ", ".join(STATES))
    if state is not None:
        marked = partial(_mark, state=state, units=units, by=by, day=day, names=names, note=note)
    told = within(limits, f"looking at the round of {fit_for_message(study)}", partial(_look, study, period, marked))
    say(json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) if as_json else "\n".join(_lines(told)))
    return EXIT_DONE


@click.command(short_help="Issue the reports of a period, made of frozen files alone.")
@click.argument("study")
@click.argument("period", required=False, default="")
@click.option("--by", required=True, metavar="NAME", help=_BY)
@click.option("--on", "day", default="", metavar="DAY", help="The day of issue, as 2024-04-20.  [default: today]")
@with_limits
def issue(study: str, period: str, by: str, day: str, timeout: int, memory: int) -> int:
    """Record that the reports of PERIOD are issued, so that they say so.

    Refused while the round is open, when files are not as they were frozen, and while `check` has a blocking finding. Until then
    every page says that it is a draft for comment.
    """
    from evaluation.runs.limits import Limits, within

    name, given_away = within(
        Limits(timeout=timeout, memory=memory), f"issuing {fit_for_message(study)}", partial(_issue, study, period, by, day)
    )
    say(f"{study}: issued for {name}; next: evaluation run {study}{'' if not period else f' -p period {name}'}")
    for line in _given_away_lines(given_away):
        say(line)
    return EXIT_DONE


def _open(study: str, period: str) -> Opened:
    import evaluation
    from evaluation.project import root
    from evaluation.runs.round_marks import need_standing
    from evaluation.study.names import names

    place = root()
    if study not in names(place):
        raise Refused(f"there is no study {fit_for_message(study)!r}; {near(study, names(place))}")
    opened = evaluation.open(study, root=place, period=period)
    need_standing(opened.round, study)
    return opened


def _issue(study: str, period: str, by: str, day: str) -> tuple[str, list[str]]:
    """The period issued, and which suppressed figures its reports give away."""
    from evaluation.runs.round_marks import add_marks, check_issue, need_standing

    opened = _open(study, period)
    check_issue(need_standing(opened.round, study), study)
    opened.check()
    add_marks(opened, "issued", _name(by), day=_day(day))
    return opened.period.spelled, _given_away(opened)


def _given_away(opened: Opened) -> list[str]:
    """What the findings say of suppressed figures that follow from others; nothing while the delivery is blocked."""
    from evaluation.measured.given_away import FOLLOWING

    found = [] if opened.delivery.blocking else opened.results.findings
    return [f.message for f in found if f.code in FOLLOWING]


def _given_away_lines(told: Sequence[str]) -> list[str]:
    if not told:
        return []
    more = [f"  and {len(told) - _SHOWN:,} more: see `evaluation check`"] if len(told) > _SHOWN else []
    head = f"warning: {len(told):,} suppressed {'figure' if len(told) == 1 else 'figures'} can be worked out from what is shown:"
    return [head, *(f"  {message}" for message in told[:_SHOWN]), *more]


def _mark(
    opened: Opened, *, state: MarkState, units: Sequence[str], by: str, day: str, names: Sequence[str], note: str | None
) -> None:
    from evaluation.data.files import delivered_hashes
    from evaluation.exchange.came import check_file_came, check_page_went
    from evaluation.runs import files
    from evaluation.runs.round_marks import add_marks, need_standing
    from evaluation.study.round import OF_UNITS

    known = {unit.unit for unit in need_standing(opened.round, opened.study.name).units}
    codes = sorted(known) if ALL in units else list(dict.fromkeys(opened.region(unit).code for unit in units))
    if state in OF_UNITS and not codes:
        raise Refused(f"of which unit? --unit with a code or name, or --unit {ALL}")
    if wrong := next((code for code in codes if code not in known), ""):
        raise Refused(f"{wrong} delivers nothing in this round; {near(wrong, known)}")
    given: dict[str, str] = {}
    if state == "received":
        there = delivered_hashes(opened.study, opened.root)
        for name in names:
            check_file_came(opened, name, codes)
            if name not in there:
                raise Refused(f"data/{opened.study.name}/{fit_for_message(name)} is no file of the study; {near(name, there)}")
        if not names:
            raise Refused(f"which file came? --file with one of: {', '.join(sorted(there))}")
        given = {name: there[name] for name in names}
    elif state == "returned":
        for name in names:
            if not (digest := files.content(Path(name))):
                raise Refused(f"{fit_for_message(name)} cannot be read; name the page that `evaluation check --send-back` wrote")
            check_page_went(opened, Path(name), codes)
            given[Path(name).name] = digest
        if not names:
            raise Refused("which page went back? --file with what `evaluation check --send-back` wrote")
    elif names:
        raise Refused(f"'{state}' has no file of its own; leave --file away")
    add_marks(opened, state, _name(by), codes, _day(day), given, note)


def _name(by: str) -> str:
    if not by.strip():
        raise Refused("who did it? --by with a name or an office")
    return by.strip()


def _day(said: str) -> date | None:
    from evaluation.study.grammar import day

    try:
        return day(said) if said else None  # of a text a day, or an error
    except ValueError as error:
        raise Refused(f"--on {fit_for_message(said)} {error}") from None


def _look(study: str, period: str, marked: partial[None] | None) -> dict[str, Any]:
    """The round as plain data, after what is ``marked``."""
    from evaluation.data.completeness import completeness
    from evaluation.exchange.carried import carried_changes
    from evaluation.exchange.changes import column_changes, freeze_changes
    from evaluation.runs.round_marks import need_standing
    from evaluation.study.load import load

    opened = _open(study, period)
    if marked is not None:
        marked(opened)
        opened = _open(study, period)
    standing = need_standing(opened.round, study)
    followed = opened.study.round.follows if opened.study.round else None
    before = load(followed, opened.root) if followed else None
    columns = column_changes(before, opened.study, opened.root) if before else []
    carried = carried_changes(before, opened.study, opened.root) if before else []
    there = completeness(opened.delivery, opened.study, opened.period)
    return {
        "study": study,
        "period": opened.period.spelled,
        "state": standing.state,
        "units": [
            {
                "unit": unit.unit,
                "name": opened.study.name_of(unit.unit, "zh"),
                "name_en": opened.study.name_of(unit.unit, "en"),
                "state": unit.state,
                "due": _text(unit.due),
                "received": _text(unit.received),
                "days_late": unit.days_late,
                "revisions": unit.revisions,
                "after_freeze": unit.after_freeze,
                "returned": unit.returned,
                "by": unit.by,
                "figures": there[unit.unit].there,
                "figures_due": there[unit.unit].due,
            }
            for unit in standing.units
        ],
        "frozen": _mark_facts(standing, "frozen"),
        "issued": _mark_facts(standing, "issued"),
        "changed": [
            {"file": change.file.name, "was": change.file.was, "now": change.file.now, "rows": change.told}
            for change in freeze_changes(opened, standing)
        ],
        "carried": [{"file": name, "from": followed} for name in carried],
        "columns": columns,
        "given_away": _given_away(opened),
    }


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _mark_facts(standing: RoundStanding, state: str) -> dict[str, str] | None:
    mark = standing.frozen if state == "frozen" else standing.issued
    return {"on": mark.day.isoformat(), "by": mark.by, "note": mark.note or ""} if mark else None


def _lines(told: dict[str, Any]) -> list[str]:
    units = told["units"]
    came = sum(unit["received"] != "" for unit in units)
    lines = [f"{told['study']} {told['period']}: {told['state']}; {came} of {len(units)} units delivered"]
    for unit in units:
        late = {None: "", 0: "in time"}.get(unit["days_late"], f"{unit['days_late']} days late")
        facts = [
            f"due {unit['due']}" if unit["due"] and not unit["received"] else "",
            f"received {unit['received']}" if unit["received"] else "",
            late,
            f"{unit['figures']} of {unit['figures_due']} figures",
            f"{unit['revisions']} revised" if unit["revisions"] else "",
            f"{unit['after_freeze']} after the freeze" if unit["after_freeze"] else "",
        ]
        lines.append(f"  {unit['unit']} {unit['name']}: {', '.join(filter(None, [unit['state'], *facts]))}")
    for key in ("frozen", "issued"):
        if mark := told[key]:
            lines.append(f"{key} on {mark['on']} by {mark['by']}{': ' if mark['note'] else ''}{mark['note']}")
    for c in told["changed"]:
        lines.append(f"changed after the freeze: {c['file']} {c['was'][:12] or '—'} → {c['now'][:12] or '—'}; {c['rows']}")
    for c in told["carried"]:
        lines.append(f"{c['file']}: {c['from']} holds something else now; `evaluation next` carries that into a study begun anew")
    lines += _given_away_lines(told["given_away"])
    lines += [f"form of {c['file']} against {c['before']}: {c['told']}" for c in told["columns"]]
    return lines
