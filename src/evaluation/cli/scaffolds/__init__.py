"""What ``evaluation add`` can begin: one scaffold a kind, each in a folder of its own here and found there.

The folder ``scaffolds/<kind>/`` holds ``__init__.py`` with ``SCAFFOLD`` and the texts it writes, as ``<file>.in``. What it
imports of other rooms it imports within its functions: ``evaluation add --help`` looks at all of them.
"""

from __future__ import annotations

import keyword
import pkgutil
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path

from evaluation.errors import Refused, fit_for_message, one_of

PACKAGE = Path(__file__).resolve().parents[2]
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_WORD = re.compile("@(name|title|class|prefix)@")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is added: the project at ``root``; with ``package`` the package itself, whose source tree that is."""

    root: Path
    package: bool = False

    @property
    def is_source(self) -> bool:
        return (self.root / "src" / PACKAGE.name).resolve() == PACKAGE

    def home(self, inside: str, own: str) -> Path:
        """The folder that takes it: the project's ``own``, or ``inside`` of the package where it is for that. :class:`Refused`
        where the project is not the package's source tree."""
        if not self.package:
            return self.root / own
        if not self.is_source:
            raise Refused(f"{self.root.name}/ is not the source tree of the package; leave --package away, or go to a clone")
        return PACKAGE / inside


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file as it is to be. ``new``: nothing may be there yet; else it is there, and something is put into it."""

    path: Path
    text: str
    new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffold:
    """How one kind of thing begins.

    ``title``: what it is, in a few words. ``changes``: the files that a name needs at a place; :class:`Refused` where it
    cannot be there. ``next_step``: what to do then, with ``{name}`` in it.
    """

    title: str
    changes: Callable[[Place, str], Sequence[FileChange]]
    next_step: str


def kinds() -> list[str]:
    """Names of everything that can be added, as a command spells them."""
    return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(__path__) if found.ispkg)


def scaffold(kind: str) -> Scaffold:
    """The scaffold of ``kind``; :class:`Refused` for one that there is none of, with a near match."""
    name = one_of(kind, kinds(), "kind").replace("-", "_")
    found = import_module(f"{__name__}.{name}").SCAFFOLD
    if not isinstance(found, Scaffold):
        raise TypeError(f"SCAFFOLD in scaffolds/{name} is no Scaffold")
    return found


def check_name(name: str, taken: Sequence[str] = ()) -> None:
    """:class:`Refused` for what is no plain name, and for one of ``taken``."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise Refused(
            f"{fit_for_message(name)!r} is no plain name: up to 32 small letters, digits and '_', beginning with a letter, and no "
            "word of Python; take another"
        )
    if name in taken:
        raise Refused(f"the name {name!r} is taken; choose another")


def fill(kind: str, template: str, name: str) -> str:
    """The text ``template`` of the scaffold of ``kind`` with ``@name@`` (as given), ``@title@`` (in words), ``@class@`` (as
    classes are spelled) and ``@prefix@`` (as clauses are cited) in their places."""
    home = resources.files(f"{__name__}.{kind.replace('-', '_')}")
    text = (home / f"{template}.in").read_text(encoding="utf-8")
    words = {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "class": name.title().replace("_", ""),
        "prefix": name.replace("_", "").upper(),
    }
    return _WORD.sub(lambda found: words[found[1]], text)
