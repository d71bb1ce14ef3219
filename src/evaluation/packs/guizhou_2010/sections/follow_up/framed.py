"""The frame of a section that is of one kind of rows of the follow-up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evaluation.measured.follow_up import FollowUpPart, last_part
from evaluation.render.component import Component, heading, notice, omission, section
from evaluation.view.details import follow_up_parts
from evaluation.view.view import View

Inside = Callable[[View, Sequence[FollowUpPart], str], list[Component]]
"""What stands below the heading, made of the region's rows and of what their period is called."""


def follow_up_section(view: View, name: str, kind: str, inside: Inside) -> Component:
    """Left out where the study records nothing of the ``kind``; a word about it where this region does not."""
    if not any(r.kind == kind for r in view.study.follow_up):
        return omission(name, view.sentence(f"omitted.{name}", of=kind))
    quarter = view.period_text(last_part(view.study, view.period))
    title, mine = heading(1, view.say(f"{name}.title")), follow_up_parts(view, kind)
    if not mine:
        text = view.sentence("missing.follow_up", of=kind, region=view.name(), quarter=quarter)
        return section(name, [title, notice("missing", text)])
    return section(name, [title, *inside(view, mine, quarter)])
