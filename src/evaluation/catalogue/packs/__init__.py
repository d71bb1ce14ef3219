"""The packs that come with the package: a folder here each, found by being here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from evaluation.catalogue.pack import Pack, by_year, read_pack

HOME = Path(__file__).parent


@cache
def shipped_packs() -> dict[str, Pack]:
    """Packs by name, in the order of their documents' years."""
    return by_year(
        read_pack(path.parent, f"evaluation/catalogue/packs/{path.parent.name}") for path in sorted(HOME.glob("*/pack.yml"))
    )
