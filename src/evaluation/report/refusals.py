"""What cannot be made says why in its own place, and never takes the report with it.

A domain refusal (:class:`Refused`) becomes a notice where the part would stand. An error nobody foresaw keeps failing, and
names section, study, region and the study's files the section is made from; so does a section that asks results for what they
do not have (:class:`NotMeasured`): that is no reason a reader could act on."""

from __future__ import annotations

from collections.abc import Callable

from evaluation import own
from evaluation.errors import EvaluationError, NotMeasured, OnlyOfYear, Refused, SectionFailed
from evaluation.render.component import Component, heading, notice, section
from evaluation.render.printed import name_as, require_typed
from evaluation.report.section import FoundSection
from evaluation.view.bases import tell_bases
from evaluation.view.findings import as_read
from evaluation.view.view import View


def section_of(view: View, found: FoundSection) -> Component:
    """The section; where it is refused, its title with a notice that says why.

    :class:`SectionFailed` for any other error: what failed, of which study and region, and the files behind it.
    """
    try:
        made = found.declared.build(view)
        require_typed(made.content)
        return tell_bases(view, made)
    except NotMeasured as error:
        raise _failure(view, found, error, str(error)) from error
    except Refused as error:
        title = view.say.get(found.title) or view.say("part.title")
        return section(found.name, [heading(1, title), refusal_notice(view, error)])
    except EvaluationError:
        raise
    except Exception as error:
        raise _failure(view, found, error, own.describe_error(error)) from error


def _failure(view: View, found: FoundSection, error: Exception, said: str) -> SectionFailed:
    where = f"{own.where(error, found.folder)}: " if found.folder else ""
    return SectionFailed(f"{_place(view, found)}: {where}{said}")


def part_of(view: View, build: Callable[[], list[Component]]) -> list[Component]:
    """What ``build`` makes, or where it is refused the one notice that says why."""
    try:
        return build()
    except NotMeasured:
        raise
    except Refused as error:
        return [refusal_notice(view, error)]


def refusal_notice(view: View, error: Refused) -> Component:
    """The notice in the place of a part that is refused, with the refusal's own sentence; what is made of whole years only
    says so."""
    return notice("info" if isinstance(error, OnlyOfYear) else "missing", why(view, error))


def why(view: View, error: Refused) -> str:
    """The sentence of :func:`refused`."""
    if isinstance(error, OnlyOfYear):
        return view.sentence(f"only_of_year.{error.what}", period=view.period_text(), year=view.period_text(view.period.year))
    return view.say("part.refused", period=view.period_text(), why=name_as("quoted", as_read(view, str(error))))


def _place(view: View, found: FoundSection) -> str:
    files = [f for f in found.declared.made_from if f in view.study.files]
    where = f"section {found.name!r} of {view.region} {view.name()} in {view.period}, study {view.study.name!r}"
    return f"{where} (made from params/{view.study.name}/{', '.join(files)} and the data)" if files else where
