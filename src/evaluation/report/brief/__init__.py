"""The brief of a report: two pages for who has two minutes, from the content of the report itself. Page one answers ten questions,
page two has every requirement a row."""

from __future__ import annotations

from typing import Any

from evaluation.render import component
from evaluation.render.component import Component
from evaluation.render.printed import Printed, flatten, require_typed
from evaluation.report.brief import front, requirements
from evaluation.report.sections import cover
from evaluation.study.issue import day_of_issue
from evaluation.view.bases import tell_bases
from evaluation.view.view import View


def parts(view: View) -> list[Component]:
    """Its components in order: cover, page one, page two."""
    pages = [front.build(view), component.page_break(), requirements.build(view)]
    return [_cover(view), *(_with_bases(view, page) for page in pages)]


def components(view: View, key: str) -> list[dict[str, Any]]:
    """:func:`parts` with every text as it is printed, under the content ``key`` of the report that they are of."""
    made = [flatten(part.content) for part in parts(view)]
    made[0]["document"]["key"] = key
    return made


def _cover(view: View) -> Component:
    say, file = view.say, view.study.file
    described = {**cover.document(view, day_of_issue(view.study, view.period)), "form": "brief"}
    title = say("brief.title", title=say.fill_title(file.report_title, view.period))
    described["title"] = Printed(view.name(), "" if view.language == "zh" else " ", title)
    facts = [(say("cover.cut_off"), view.date(file.cut_off)), (say("cover.status"), described["status"])]
    facts += [(say("cover.basis"), say("cover.provisional"))] if view.results.has_provisional else []
    return component.cover(described, title, say("cover.subtitle", region=view.name(), period=view.period_text()), facts)


def _with_bases(view: View, page: Component) -> Component:
    require_typed(page.content)
    return tell_bases(view, page)
