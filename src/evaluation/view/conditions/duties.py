"""Facts about absolute demands of the study's document. ``code`` is an indicator that a duty judges."""

from __future__ import annotations

from evaluation.view import duties
from evaluation.view.judgements import standing
from evaluation.view.view import View


def cases_in_breach_of_its_duty_counted(view: View, code: str) -> bool:
    """Its duty is missed, and the cases that break it are counted and are not the value itself."""
    s = standing(view, code)
    return bool(s.state == "missed" and s.duty and not s.duty.is_their_number and duties.breach(view, s.duty).cases is not None)


def money_in_breach_of_its_duty_counted(view: View, code: str) -> bool:
    """Its duty is missed, and the money in the cases that break it is counted and is not the value itself."""
    s = standing(view, code)
    return bool(s.state == "missed" and s.duty and not s.duty.is_their_money and duties.breach(view, s.duty).money is not None)


def some_duty_is_lifted(view: View) -> bool:
    """The study does not make at least one absolute demand of its document."""
    return any(True for _ in duties.lifted_duties(view))


def some_line_is_laxer_than_its_duty(view: View) -> bool:
    """At least one line that the study sets for this region asks for less than an absolute demand of its document."""
    return bool(duties.laxer(view))


def some_proposal_asks_for_more_than_its_duty(view: View) -> bool:
    """At least one line for this region that nobody issued asks for more than an absolute demand of its document."""
    return bool(duties.proposals(view))


def some_duty_replaces_a_packs(view: View) -> bool:
    """At least one duty of the study stands in the place of one that its document makes."""
    return any(d.overrides for d in view.results.duties)
