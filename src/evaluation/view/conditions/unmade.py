"""Facts for which a document of ``kind`` is not made; known of a study before it is measured."""

from __future__ import annotations

from evaluation.study.forms import documents_of
from evaluation.view.stating import Stating


def kind_is_of_whole_years(view: Stating, kind: str) -> bool:
    """Documents of the kind are about a whole year, and the period is a part of one."""
    return documents_of(view.study).kind(kind).period == "year" and not view.period.is_year


def policy_binds_later(view: Stating, kind: str) -> bool:
    """The policy document says since when it binds, and that is after the period."""
    policy = view.study.file.policy
    return bool(policy and policy.in_force and view.period.last_day < policy.in_force)


def period_before_the_studys_year(view: Stating, kind: str) -> bool:
    """The policy document does not say since when it binds, and the period lies before the study's own year."""
    policy = view.study.file.policy
    return bool(policy and not policy.in_force and view.period.last_day < view.study.file.period.year.first_day)


def no_appraisal_known(view: Stating, kind: str) -> bool:
    """The document tells the result of an appraisal, and none had been made by the cut-off."""
    return kind == "assistance_result" and not view.study.appraised


def no_figures_of_its_period(view: Stating, kind: str, *delivered: str) -> bool:
    """The tables have figures of the periods ``delivered``, and the document's own is none of them."""
    return view.period.spelled not in delivered


def a_file_of_it_contradicts_the_tables(view: Stating, kind: str, *differing: str) -> bool:
    """Rows of a kind that the document counts, ``differing``, come to another figure than the tables have of the same."""
    return bool(differing)
