"""The packs that come with the package: a folder here each, found by being here."""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluation.catalogue.pack import Pack

HOME = Path(__file__).parent


@cache
def shipped_packs() -> Mapping[str, Pack]:
    """Packs by name, in the order of their documents' years."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if found.ispkg]
    found = {name: import_module(f"{__name__}.{name}").PACK for name in names}
    for name, pack in found.items():
        if not isinstance(pack, Pack):
            raise TypeError(f"PACK in packs/{name} is no Pack")
    return dict(sorted(found.items(), key=lambda item: (item[1].year, item[0])))


def read_table(folder: Path, name: str) -> dict[str, Any]:
    """What the TOML file ``name`` of a pack's ``folder`` says; nothing where there is none."""
    path = folder / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
