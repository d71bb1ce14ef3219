"""The forms of a study's official documents, and the period that each is about."""

from __future__ import annotations

from evaluation.errors import Refused, near
from evaluation.study.documents import Documents, Form
from evaluation.study.kinds import Kind
from evaluation.study.model import Study
from evaluation.study.periods import Grain, Period

_ISSUED = ("number", "dated", "reply_by", "meeting", "team")


def period_of(kind: Kind, period: Period) -> Period:
    """The period that a document of ``kind`` is about in a run of ``period``."""
    return period.last(Grain.QUARTER) if kind.period == "quarter" else period


def check(study: Study, path: str) -> None:
    """:class:`Refused` for a document that was issued before the day its figures stand at."""
    if study.documents is None:
        return
    for kind, one in study.documents.forms.items():
        end = period_of(study.documents.kind(kind), study.file.period).last_day
        if one.dated and one.dated < end:
            raise Refused(f"{path}: forms.{kind}: dated {one.dated} lies before {end}, the end of what it is about; correct it")


def documents_of(study: Study) -> Documents:
    """What ``documents.yml`` says; :class:`Refused` in a study without one."""
    if study.documents is None:
        raise Refused(f"params/{study.name} has no documents.yml; add one to have official documents")
    return study.documents


def form(study: Study, kind: str, period: Period) -> Form:
    """The form of ``kind`` about ``period``; :class:`Refused` for a kind that the study does not have. What was issued
    (number, day, terms) is that of the study's own period; a document of another period has its own, which the office has
    not given."""
    documents = documents_of(study)
    forms = documents.forms
    found = next((one for known, one in forms.items() if known == kind), None)
    if found is None:
        raise Refused(f"there is no form of {kind!r} in documents.yml; {near(kind, forms)}")
    if period_of(documents.kind(kind), study.file.period) == period:
        return found
    return found.model_copy(update=dict.fromkeys(_ISSUED))
