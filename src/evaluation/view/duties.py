"""Absolute demands on the page: what breaks one, who is freed of one, and which line of the study is laxer than one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evaluation.catalogue.duty import Duty
from evaluation.measured.duties import Breach
from evaluation.render.printed import digits, name_as
from evaluation.study.base import Words
from evaluation.study.ledger import Item
from evaluation.study.model import Target
from evaluation.study.target import EACH, EVERYWHERE
from evaluation.view import judged, spans
from evaluation.view.judgements import Standing, against, by_its_duty
from evaluation.view.view import View


def clause(view: View, duty: Duty) -> str:
    """The items that carry it."""
    return name_as("clause", ", ".join(duty.items_of(view.study.file.policy)))


def clause_of(view: View, s: Standing) -> str:
    """The items of the duty that a line is of; of any other those that ask for the indicator."""
    return (clause(view, s.duty) if s.duty else "") or view.clause(s.indicator.code)


def judges(view: View, s: Standing) -> bool:
    """Whether the line is the duty's own, and none that the study sets."""
    target = s.target
    return target is not None and any((d.item, d.source) == (target.item, target.source) for d in view.study.duty_lines)


def breach(view: View, duty: Duty) -> Breach:
    return view.results.breach(view.region, duty.indicator.code)


def cases(view: View, duty: Duty) -> str:
    """How many cases break it, with what they are, or why that is not known."""
    s, found = by_its_duty(view, duty), breach(view, duty)
    if s.least is not None and duty.is_their_number:
        return judged.alone(view, s)
    return view.numbers.persons(found.cases, found.counts, found.cases_mark, "breach")


def money(view: View, duty: Duty) -> str:
    """The money in them, or why it is not known."""
    found = breach(view, duty)
    return view.numbers.money(found.money, found.money_mark, "breach")


def words(view: View, s: Standing) -> str:
    """Cases and money beside a missed value, as far as they are known and say more than it."""
    if s.duty is None or s.state != "missed":
        return ""
    code = s.indicator.code
    found = breach(view, s.duty)
    told = view.sentence("duty.cases", of=code, cases=cases(view, s.duty)) if found.cases is not None else ""
    return told + (view.sentence("duty.money", of=code, money=money(view, s.duty)) if found.money is not None else "")


def duty_of(view: View, item: Item) -> Duty | None:
    """The duty that a problem of the ledger breaks, where the ledger says so."""
    return view.catalogue.duties[item.duty] if item.duty else None


def figures(view: View, duty: Duty, region: str) -> str:
    """What it demands and what ``region`` has, with cases and money in breach: ``2007年要求100%，实际97.3%``. Nothing where it has
    no report, or where the duty binds it only in a year to come."""
    if region not in view.results.places:
        return ""
    there = replace(view, region=region)
    s = by_its_duty(there, duty)
    if s.target is None:
        return ""
    span = spans.span_words(there, spans.of(there, duty.indicator.code))
    parts = {"line": judged.line_words(view, s), "value": judged.text(there, s), "breach": words(there, s)}
    return view.say("duty.figures", place=view.short(region), span=span, **parts)


def count_regions_missing(view: View, duty: Duty) -> str:
    """In how many regions it is missed; why it is not known where it could be judged in none."""
    found = [by_its_duty(view, duty, region) for region in view.results.regions]
    judged = [s.state for s in found if s.state in ("met", "missed")]
    return digits(judged.count("missed")) if judged else view.numbers.mark(found[0].mark or "not_applicable")


def lifted_duties(view: View) -> Iterator[tuple[Duty, Words]]:
    """Duties of the study's document that it does not make, each with the reason."""
    known = view.catalogue.duties
    return ((known[code], why) for code, why in view.study.file.duties.lift.items())


def laxer(view: View) -> list[Target]:
    """Lines of the year that the study sets for this region and that ask for less than a duty, which judges in their place: a
    line of each region is none of a whole that does not report."""
    each, year = (EACH,) if view.study.by_code[view.region].reports else (), view.results.year
    mine = (view.region, *each, EVERYWHERE)
    return [line for line, _ in view.study.laxer if line.period == year and line.region in mine]


def proposals(view: View) -> list[Standing]:
    """Where this region stands by proposals that ask for more than a duty, which judges all the same."""

    def set_here(item: str) -> Target | None:
        lines = view.study.set_lines.get((item, view.results.year), {})
        each = lines.get(EACH) if view.study.by_code[view.region].reports else None
        return lines.get(view.region) or each or lines.get(EVERYWHERE)

    return [against(view, line) for line in view.study.proposed_beside if line is set_here(line.item)]
