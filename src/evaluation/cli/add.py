"""``evaluation add``: begin a section, a document or another part, with files that already work."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say
from evaluation.errors import EXIT_DONE, Refused

if TYPE_CHECKING:
    from evaluation.cli.scaffolds import FileChange


class KindCommand(click.Command):
    """A command whose help lists the kinds there are scaffolds of."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from evaluation.cli import scaffolds

        if rows := [(kind, scaffolds.scaffold(kind).title) for kind in scaffolds.kinds()]:
            with formatter.section("Kinds"):
                formatter.write_dl(rows)


@click.command(cls=KindCommand, short_help="Begin a section, a document or another part of the project.")
@click.argument("kind")
@click.argument("name")
@click.option("--package", is_flag=True, help="Into the package itself, for a change that is offered to it.")
def add(kind: str, name: str, package: bool) -> int:
    """Begin a part of KIND called NAME: small files that already work, to be changed.

    They go into the project's own folders sections/, documents/ and packs/. Nothing is overwritten.
    """
    from evaluation import project
    from evaluation.cli import scaffolds

    begun = scaffolds.scaffold(kind)
    scaffolds.check_name(name)
    root = project.root()
    changes = begun.changes(scaffolds.Place(root, package), name)
    write_all(changes, root)
    for change in changes:
        say(f"{'wrote' if change.new else 'changed'} {change.path.relative_to(root)}")
    say(f"next: {begun.next_step.format(name=name)}")
    return EXIT_DONE


def write_all(changes: Sequence[FileChange], root: Path) -> None:
    """Write every change, or none. :class:`Refused` where something is there already, and where nothing can be written."""
    from evaluation.runs import files

    for change in changes:
        there = change.path.exists() or change.path.is_symlink()
        if change.new and there:
            raise Refused(f"{change.path.relative_to(root)} is there already; choose another name or remove it")
    before = {c.path: None if c.new else c.path.read_bytes() for c in changes}
    made: list[Path] = []
    try:
        for change in changes:
            made += _make_folders(change.path.parent)
            files.write(change.path, change.text.encode())
    except OSError as error:
        for path, content in before.items():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True) if content is None else files.write(path, content)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise Refused(f"{root} cannot be written: {error.strerror}; nothing was kept") from None


def _make_folders(folder: Path) -> list[Path]:
    """The folder and those above it that are not there yet, outermost first."""
    lacking = [p for p in (folder, *folder.parents) if not p.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return lacking
