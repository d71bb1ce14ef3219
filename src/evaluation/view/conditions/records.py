"""Facts about what offices recorded: problems, notices, pilots, appraisals, agencies, employers. ``item`` is one of the
ledger; ``of`` are clauses or kinds of problem, none for all."""

from __future__ import annotations

from datetime import date

from evaluation.study.calendar import due_of
from evaluation.study.employers import inspection_list
from evaluation.study.forms import documents_of, form
from evaluation.study.ledger import OPEN, Item
from evaluation.study.left_over import find_left_over
from evaluation.study.rectification import items
from evaluation.view.view import View


def _story(view: View) -> list[tuple[Item, str]]:
    return items(view.study, view.study.file.cut_off, region=view.region, language=view.language)


def _confirmed_states(view: View, of: tuple[str, ...]) -> list[str]:
    """States of problems that were confirmed, closed ones too."""
    return [s for i, s in _story(view) if s in (*OPEN, "closed") and (not of or i.kind in of or i.clause in of)]


def _item(view: View, code: str) -> tuple[Item, str]:
    return next((i, s) for i, s in _story(view) if i.item == code)


def problem_confirmed_and_open(view: View, item: str) -> bool:
    """The problem was confirmed, and it is not closed."""
    return _item(view, item)[1] in OPEN


def some_problem_confirmed(view: View, *of: str) -> bool:
    """At least one such problem was confirmed."""
    return bool(_confirmed_states(view, of))


def some_nature_of_a_confirmed_problem(view: View) -> bool:
    """A confirmed problem of money says what it is by its nature."""
    story = items(view.study, view.study.file.cut_off, region=view.region, kind="fund")
    return any(item.nature is not None and state in (*OPEN, "closed") for item, state in story)


def some_problem_left_by_the_last_period(view: View) -> bool:
    """A problem was confirmed and not closed at the end of the period before."""
    return bool(find_left_over(view.study, view.region, view.period, view.language))


def no_problem_confirmed(view: View, *of: str) -> bool:
    """No such problem was confirmed."""
    return not _confirmed_states(view, of)


def some_problem_closed(view: View, *of: str) -> bool:
    """At least one such problem that was confirmed is closed."""
    return "closed" in _confirmed_states(view, of)


def some_problem_overdue(view: View, *of_items: str) -> bool:
    """At least one of these open problems is past the term of its notice."""
    found = (_item(view, code) for code in of_items)
    day = view.study.file.cut_off
    return any(s in OPEN and i.issued is not None and i.term is not None and i.term < day for i, s in found)


def some_problem_supervised(view: View, *of_items: str) -> bool:
    """The office put at least one of these problems under supervision."""
    return any(put_under_supervision(view, code) for code in of_items)


def these_notices_were_issued(view: View, *of_items: str) -> bool:
    """A notice of each of these problems was issued by the cut-off."""
    return all(notice_was_issued(view, code) for code in of_items)


def some_notice_not_issued(view: View, *of_items: str) -> bool:
    """Of at least one of these problems no notice was issued by the cut-off."""
    return not these_notices_were_issued(view, *of_items)


def clause_of_the_studys_document(view: View, *clauses: str) -> bool:
    """Clauses are named, all of the study's own document."""
    policy = view.study.file.policy
    return policy is not None and bool(clauses) and all(map(policy.has, clauses))


def measures_demanded(view: View, kind: str, *measures: str) -> bool:
    """An item of the study's own document demands, in this kind of document, all these measures against what is overdue."""
    policy, known = view.study.file.policy, documents_of(view.study).kind(kind).measures
    return policy is not None and any(policy.has(c) and {*measures} <= {*demanded} for c, demanded in known.items())


def measure_demanded_or_given(view: View, measure: str) -> bool:
    """The study's own document demands the measure of who supervises, or the office gave it itself."""
    given = getattr(form(view.study, "supervision_memo", view.period), measure)
    return given is not None or measures_demanded(view, "supervision_memo", measure)


def no_problem_confirmed_under_the_clause(view: View, clause: str) -> bool:
    """The clause is of the study's own document, and no problem was confirmed under it."""
    return clause_of_the_studys_document(view, clause) and no_problem_confirmed(view, clause)


def problems_not_sorted_by_the_clause(view: View, clause: str) -> bool:
    """The clause is of another document, under which the ledger sorts no problem."""
    return not clause_of_the_studys_document(view, clause) and no_problem_confirmed(view, clause)


def event_recorded_as_done(view: View, event: str) -> bool:
    """The calendar records the event as done by the cut-off, by everyone who owes it."""
    of = view.results.regions if next(e for e in view.study.events if e.code == event).each else (view.top,)
    found = [d for d in due_of(view.study, of, view.results.year) if d.event.code == event]
    return bool(found) and all(d.done is not None for d in found)


def event_not_recorded_as_done(view: View, event: str) -> bool:
    """The calendar does not record the event as done by everyone who owes it."""
    return not event_recorded_as_done(view, event)


def term_is_over(view: View, term: str, day: str) -> bool:
    """The term lies before the day."""
    return date.fromisoformat(term) < date.fromisoformat(day)


def term_is_not_over(view: View, term: str, day: str) -> bool:
    """The term does not lie before the day."""
    return not term_is_over(view, term, day)


def notice_was_issued(view: View, item: str) -> bool:
    """A notice of the problem was issued by the cut-off."""
    return _item(view, item)[0].issued is not None


def problem_was_reported(view: View, item: str) -> bool:
    """A notice was issued, and its unit has reported."""
    return notice_was_issued(view, item) and _item(view, item)[0].reported is not None


def problem_was_not_reported(view: View, item: str) -> bool:
    """A notice was issued, and its unit has not reported."""
    return notice_was_issued(view, item) and _item(view, item)[0].reported is None


def put_under_supervision(view: View, item: str) -> bool:
    """The office put the problem under supervision."""
    return _item(view, item)[0].supervised is not None


def some_pilot_listed(view: View) -> bool:
    """The study lists at least one pilot."""
    return bool(form(view.study, "pilots", view.period).pilots)


def no_pilot_listed(view: View) -> bool:
    """The study lists no pilot."""
    return not some_pilot_listed(view)


def no_body_of_the_tier(view: View, tier: str) -> bool:
    """No body of the tier was appraised."""
    return not any(a.tier == tier for a in view.study.appraised)


def some_award_decided(view: View) -> bool:
    """At least one body was given an award."""
    return any(a.award_yuan for a in view.study.appraised)


def no_award_decided(view: View) -> bool:
    """No body was given an award."""
    return not some_award_decided(view)


def some_agency_registered(view: View) -> bool:
    """The register holds at least one agency."""
    return bool(view.study.agencies)


def no_agency_registered(view: View) -> bool:
    """The register holds no agency."""
    return not view.study.agencies


def _checked(view: View) -> bool:
    return any(e.checked <= view.study.file.cut_off for e in view.study.employers)


def some_employer_listed(view: View) -> bool:
    """At least one employer is on the list for special inspection."""
    return bool(inspection_list(view.study.employers, view.study.file.cut_off))


def employers_checked_and_none_listed(view: View) -> bool:
    """Employers were checked, and none is on the list."""
    return _checked(view) and not some_employer_listed(view)


def some_employer_checked(view: View) -> bool:
    """At least one employer was checked by the cut-off."""
    return _checked(view)


def no_employer_checked(view: View) -> bool:
    """No employer was checked by the cut-off."""
    return not _checked(view)


def layout_is_the_offices(view: View) -> bool:
    """The office gave a layout of its own for the table of assistance."""
    return bool(form(view.study, "assistance_table", view.period).tables)


def layout_is_neutral(view: View) -> bool:
    """The office gave no layout of its own for the table of assistance."""
    return not layout_is_the_offices(view)
