"""A pack: quantities and indicators of one document, and what its clauses say."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.cli.scaffolds import FileChange, Place, Scaffold, check_name, fill


def changes(place: Place, name: str) -> Sequence[FileChange]:
    home = place.home("packs", "packs")
    check_name(name, [folder.name for folder in home.glob("*/")])
    return [FileChange(home / name / file, fill("pack", file, name)) for file in ("pack.yml", "indicators.yml", "clauses.toml")]


SCAFFOLD = Scaffold(
    title="a pack: quantities, indicators and clauses of one document",
    changes=changes,
    next_step="declare what the document asks, name the indicators in study.yml and their quantities under its tables",
)
