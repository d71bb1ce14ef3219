"""A kind of official document: its declaration, its figures, and its letter in the language of the project's studies."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.cli.scaffolds import FileChange, Place, Scaffold, check_name, fill


def changes(place: Place, name: str) -> Sequence[FileChange]:
    """``kind.toml``, ``__init__.py`` and ``zh.j2``; the letter in English is written beside it where one is wanted."""
    from evaluation.study.kinds import kinds

    check_name(name, list(kinds(place.root)))
    home = place.home("documents", "documents") / name
    return [FileChange(home / file, fill("document", file, name)) for file in ("kind.toml", "__init__.py", "zh.j2")]


SCAFFOLD = Scaffold(
    title="an official document: its letter and the figures in it",
    changes=changes,
    next_step="write its letter zh.j2 (and en.j2 for a study in English), and name {name} under forms in documents.yml",
)
