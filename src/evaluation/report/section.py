"""A section of the reports: declared where it is built, found by its folder, in the package and in the project's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from evaluation import own
from evaluation.errors import Refused, SectionFailed
from evaluation.render.component import Component
from evaluation.report import sections
from evaluation.view.own_words import own_words
from evaluation.view.view import View
from evaluation.view.words import NO_WORDS, OwnWords

RESERVED = ("end", "view")
"""What a report has beside its sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the folder ``sections/<name>/`` declares as ``SECTION``.

    ``build`` makes the section of a view. ``made_from``: files of the study it is made from, beside study.yml and the
    delivered tables. ``title``: the words of its heading, where they are not ``<name>.title``. ``shows``: themes of the
    indicators that stand in it; ``takes``: further ones, which it shows where it has indicators of its own.
    """

    build: Callable[[View], Component]
    made_from: tuple[str, ...] = ()
    title: str = ""
    shows: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSection:
    """A section by its ``name``. ``about``: its first line. ``folder`` and ``words`` are those of a project's own; ``pack``: the
    folder of the pack it belongs to, empty where it belongs to none."""

    name: str
    declared: Section
    about: str
    folder: Path | None = None
    words: OwnWords = NO_WORDS
    pack: str = ""

    @property
    def title(self) -> str:
        """The key of the words of its heading."""
        return self.declared.title or f"{self.name}.title"


@cache
def _package_folders() -> Mapping[str, Path]:
    """Sections of the package and of its packs by name."""
    home = Path(sections.__path__[0])
    found = {module.name: home / module.name for module in iter_modules(sections.__path__) if module.ispkg}
    return dict(sorted((found | own.folders(own.PACKAGE, "sections")).items()))


def package_sections() -> tuple[str, ...]:
    """Names of the sections of the package and of its packs."""
    return tuple(_package_folders())


def own_folders(root: Path) -> Mapping[str, Path]:
    """The project's own sections by name; :class:`Refused` for one that is called as what a report has."""
    found = own.folders(root, "sections")
    for name, folder in found.items():
        if name in package_sections() or name in RESERVED:
            raise Refused(f"{own.place_of(folder)}: a report of evaluation has {name!r} itself; give the folder another name")
    return found


def find(name: str, folders: Mapping[str, Path]) -> FoundSection:
    """The section ``name`` of the package, or of the project's own ``folders``.

    ``KeyError`` for neither; :class:`SectionFailed` where a project's own cannot be loaded, with file and line.
    """
    if name in package_sections():
        home = _package_folders()[name]
        return replace(_read_declaration(name, own.module_of(home)), pack=own.pack_of(home))
    folder = folders[name]
    try:
        module = own.load(folder)
        return replace(_read_declaration(name, module, folder, own_words(folder, module)), pack=own.pack_of(folder))
    except Refused as error:
        raise SectionFailed(f"section {name!r}: {error}") from None


def _read_declaration(name: str, module: ModuleType, folder: Path | None = None, words: OwnWords = NO_WORDS) -> FoundSection:
    declared = getattr(module, "SECTION", None)
    if not isinstance(declared, Section):
        place = own.place_of(folder) if folder else f"sections/{name}"
        raise Refused(f"{place}/__init__.py declares no SECTION; write SECTION = Section(build=build) at its end")
    about = (module.__doc__ or "").strip().partition("\n")[0]
    return FoundSection(name=name, declared=declared, about=about, folder=folder, words=words)


def describe(name: str, folders: Mapping[str, Path]) -> str:
    """What a section shows, in a line; of a project's own that cannot be loaded, where it lies."""
    try:
        return find(name, folders).about
    except SectionFailed:
        return f"The project's own section in {folders[name]}"


def load_all() -> None:
    """Import every section of the package, for a process that is forked."""
    for name in package_sections():
        find(name, {})
