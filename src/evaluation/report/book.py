"""The reports as a notebook writes them: one method a section, each returning one component."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from evaluation import process
from evaluation.catalogue.pack import spell_pack
from evaluation.errors import near
from evaluation.render import component
from evaluation.render.component import Component
from evaluation.render.printed import name_as
from evaluation.report import refusals, section
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
    :mod:`evaluation.report.sections`. ``folders``: those of the project's own sections by name."""

    def __init__(self, view: View, folders: Mapping[str, Path] | None = None) -> None:
        super().__init__(view)
        self._folders = folders or {}

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
            if found.pack and found.pack not in self.view.catalogue.packs:
                pack = name_as("code", spell_pack(found.pack))
                return self._keep(name, component.omission(name, self.view.say("omitted.pack", pack=pack)))
            view = replace(self.view, own=found.words) if found.folder else self.view
            return self._keep(name, refusals.section_of(view, found))

        make.__name__ = make.__qualname__ = name
        make.__doc__ = section.describe(name, self._folders)
        return make
