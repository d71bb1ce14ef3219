"""The reports as a notebook writes them: one method a section, each returning one component."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from evaluation import process
from evaluation.errors import near
from evaluation.render import component
from evaluation.render.component import Component
from evaluation.render.printed import name_as
from evaluation.report import outlines, refusals, section
from evaluation.study.base import Words
from evaluation.study.pack_counts import spell_pack
from evaluation.view.view import View


class Made:
    """What a notebook makes call by call, and seals. A part may be made again; the last call counts."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._made: dict[str, Component] = {}

    def _keep(self, name: str, made: Component) -> Component:
        self._made[name] = made
        return made

    def end(self) -> Component:
        """End marker over all parts made; inside a run it also hands the supervisor its proof."""
        end = component.end(self._made.values())
        process.prove(end.data["digest"], self.view.key)
        return end


class Report(Made):
    """The report of one region, or of the whole study: every section is a method, ``report.fund()``, found by its folder in
    :mod:`evaluation.report.sections`. ``folders``: those of the project's own sections by name.

    Under an outline of the study's own a section that is not in it is left out, and one that is stands under the title it has
    there, also where it has nothing: then it says why.
    """

    def __init__(self, view: View, folders: Mapping[str, Path] | None = None) -> None:
        self._folders = folders or {}
        self._outline: Mapping[str, Words | None] | None = None
        overview = view.study.gives_overview(view.region)
        if not outlines.follows_notebook(view.study, overview):
            parts = outlines.parts_of(view.study, overview)
            self._outline = {part.section: part.title for part in parts}
            view = replace(view, themes=outlines.themes_of(view, self._outline, self._folders))
        super().__init__(view)

    @property
    def _names(self) -> tuple[str, ...]:
        return (*section.package_sections(), *self._folders)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self._names]

    def __getattr__(self, name: str) -> Callable[[], Component]:
        if name.startswith("_") or name not in self._names:
            known = () if name.startswith("_") else self._names
            raise AttributeError(f"a report has no section {name!r}; {near(name, known)}")

        def make() -> Component:
            found = section.find(name, self._folders)
            if found.pack and not found.declared.shows and found.pack not in self.view.catalogue.packs:
                pack = name_as("code", spell_pack(found.pack))
                return self._keep(name, component.omission(name, self.view.say("omitted.pack", pack=pack)))
            view = replace(self.view, own=found.words) if found.folder else self.view
            if self._outline is not None and name not in self._outline:
                return self._keep(name, component.omission(name, view.say("outline.left_out")))
            made = refusals.section_of(view, found)
            return self._keep(name, made if self._outline is None else _in_outline(view, made, found, self._outline[name]))

        make.__name__ = make.__qualname__ = name
        make.__doc__ = section.describe(name, self._folders)
        return make


def _in_outline(view: View, made: Component, found: section.FoundSection, title: Words | None) -> Component:
    """The section under the title of its outline, and with what it lacks where it has nothing."""
    content = made.content
    if content["kind"] == "omitted":
        words = view.text(title) if title else view.say.get(found.title) or view.say("part.title")
        return component.section(found.name, [component.heading(1, words), component.notice("missing", content["reason"])])
    if title is None or content["kind"] != "section":
        return made
    children = content["children"]
    rest = children[1:] if children[0]["kind"] == "heading" else children
    return component.section(found.name, [component.heading(1, view.text(title)), *rest])
