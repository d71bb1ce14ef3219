"""What a project adds of its own: folders in ``sections/`` and ``documents/`` at its top, each a Python package with the words and
templates it needs, and in ``packs/``, each of entries, which may have ``sections/`` and ``documents/`` too; in the form that the
folders of evaluation itself have."""

from __future__ import annotations

import hashlib
import re
import sys
import traceback
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from evaluation.errors import Refused

KINDS = {"sections": "__init__.py", "documents": "__init__.py", "packs": "pack.yml"}
"""Kinds of folders, and the file that makes a folder one of its kind."""
PACKAGE = Path(__file__).resolve().parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def folders(root: Path, kind: str) -> dict[str, Path]:
    """Folders of a kind (a name of :data:`KINDS`) below ``root`` and in its packs, by their names, in the order of these: those
    with the file of their kind, whatever else lies there.

    :class:`Refused` for one whose name no notebook can call, and for two of one name.
    """
    found: dict[str, Path] = {}
    for folder in (start.parent for home in (kind, f"packs/*/{kind}") for start in root.glob(f"{home}/*/{KINDS[kind]}")):
        name, place = folder.name, place_of(folder)
        if not _NAME.fullmatch(name):
            raise Refused(f"{place}: {name!r} is no name; use small letters a-z, digits and _, a letter first")
        if name in found:
            raise Refused(f"{place}: {place_of(found[name])} has this name too; rename one of them")
        found[name] = folder
    return dict(sorted(found.items()))


def parts(root: Path, name: str) -> dict[str, Path]:
    """The Python folder ``name`` of every pack below ``root`` that has one, by the pack."""
    return {start.parents[1].name: start.parent for start in sorted(root.glob(f"packs/*/{name}/__init__.py"))}


def place_of(folder: Path) -> str:
    """A folder of a kind as messages name it: ``sections/waiting``, or ``packs/skills/sections/waiting``."""
    pack = _pack(folder)
    return f"packs/{folder.relative_to(pack.parent).as_posix()}" if pack else f"{folder.parent.name}/{folder.name}"


def pack_of(folder: Path) -> str:
    """The folder of the pack that a folder of a kind lies in; empty for one that lies in none."""
    pack = _pack(folder)
    return pack.name if pack else ""


def _pack(folder: Path) -> Path | None:
    return next((above for above in folder.parents[:2] if (above / KINDS["packs"]).is_file()), None)


def files(root: Path) -> dict[str, str]:
    """SHA-256 of every file of the project's own folders, by its path from ``root``: what a report is made from beside
    the package."""
    own = (folder for kind in KINDS for folder in folders(root, kind).values())
    paths = (path for folder in own for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path, path.relative_to(root)) for path in paths)
    return {
        name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path, name in named
        if not any(part.startswith((".", "__pycache__")) for part in name.parts)
    }


def module_of(folder: Path) -> ModuleType:
    """The Python package in ``folder`` of evaluation, or of a project as :func:`load` has it."""
    if not folder.is_relative_to(PACKAGE):
        return load(folder)
    return import_module(".".join((PACKAGE.name, *folder.relative_to(PACKAGE).parts)))


def load(folder: Path) -> ModuleType:
    """The Python package in ``folder``; its modules import each other as ``from . import other``. Changed files are another
    module: nothing stale is given.

    :class:`Refused` when it cannot be imported, with file and line.
    """
    name = f"own_{folder.parent.name}_{folder.name}_{_digest(folder)}"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None:
        raise Refused(f"{place_of(folder)}/__init__.py cannot be imported; write a Python module")
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise Refused(f"{where(error, folder)}: {describe_error(error)}") from None
    return module


def where(error: BaseException, folder: Path) -> str:
    """``sections/waiting/__init__.py line 12``: the last place in ``folder`` that the error went through."""
    home = folder.resolve()
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in frames]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    inside = [(path, line) for path, line in places if Path(path).resolve().is_relative_to(home)]
    if not inside:
        return place_of(folder)
    path, line = inside[-1]
    return f"{place_of(folder)}/{Path(path).resolve().relative_to(home).as_posix()} line {line}"


def describe_error(error: BaseException) -> str:
    """Class and first line of an error."""
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}{': ' if first else ''}{first}"


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
