"""Which studies a project has: known without the models that read them."""

from __future__ import annotations

from pathlib import Path


def names(root: Path) -> list[str]:
    """Studies of the project: folders of ``params/`` that hold a ``study.yml``."""
    return sorted(p.parent.name for p in (root / "params").glob("*/study.yml") if not p.parent.name.startswith("."))
