"""``evaluation draft``: a first study from a delivered file."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluation.cli.output import say, with_limits
from evaluation.errors import EXIT_DONE, Refused, fit_for_message

if TYPE_CHECKING:
    from evaluation.draft.figures import DraftedColumn
    from evaluation.draft.pages import DeliveredPage

_SOURCE = "# Where the data of this study come from\n\n`{file}`: say who delivered it, when, and from which system.\n"
_FOUND = (
    "called as a quantity of a pack",
    "like one, to be confirmed",
    "with an entry of the study's own",
    "left out, nothing being known of them",
)
_MOST_NAMED = 3
_KINDS = (".csv", ".xlsx", ".xls")


@click.command(short_help="Draft a study from delivered tables.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--study", metavar="NAME", help="Begin the study NAME with it; without it the tables are printed.")
@with_limits
def draft(files: tuple[Path, ...], study: str | None, timeout: int, memory: int) -> int:
    """Read FILE (CSV or workbook) and write what study.yml says of it: where the table stands, its columns, units, and which
    quantities of the packs they may be, with how sure that is. Several files of one header, one of each region or period, are one
    table.

    With --study a whole study is begun: params/NAME and data/NAME with a copy of the file. It is a draft: every line is for you to
    confirm, and `evaluation check NAME` says what is still open. FILE is never changed.
    """
    from evaluation import project
    from evaluation.runs.limits import Limits, within

    root = project.root()
    limits = Limits(timeout=timeout, memory=memory)
    read = ", ".join(fit_for_message(file.name) for file in files[:_MOST_NAMED])
    texts, told = within(limits, f"reading {read}", partial(_draft, files, study, root))
    if study is None:
        say(texts["tables"])
        return EXIT_DONE
    from evaluation.cli.add import write_all
    from evaluation.cli.scaffolds import FileChange

    targets = {file: root / "data" / study / file.name for file in files}
    for file, target in targets.items():
        if target.exists() and not target.samefile(file):
            there = f"data/{study}/{fit_for_message(file.name)} is there already, and is never replaced"
            raise Refused(f"{there}; take another name for the study")
    write_all([FileChange(root / path, text) for path, text in texts.items()], root)
    for file, target in targets.items():
        if not target.exists():
            _copy(file, target)
    for line in told:
        say(line)
    say(f"next: look at params/{study}/, above all at lines with a remark, then: evaluation check {study}")
    return EXIT_DONE


def _refuse_name(name: str) -> None:
    """:class:`Refused` for a file whose name study.yml could not hold."""
    from pydantic import TypeAdapter, ValidationError

    from evaluation.study.pattern import FileName

    try:
        TypeAdapter(FileName).validate_python(name)
    except ValidationError as wrong:
        raise Refused(f"{fit_for_message(name)}: the name {wrong.errors()[0]['msg'].removeprefix('Value error, ')}") from None


def _draft(files: tuple[Path, ...], study: str | None, root: Path) -> tuple[dict[str, str], list[str]]:
    """The texts by their places in the project, and what was found."""
    from evaluation.catalogue.catalogue import every_catalogue
    from evaluation.cli import skeleton
    from evaluation.draft import study as drafts
    from evaluation.draft.account import find_account
    from evaluation.draft.own import catalogue_text
    from evaluation.study.base import fit_for_a_folder
    from evaluation.study.names import names

    if twice := [name for name, count in Counter(file.name for file in files).items() if count > 1]:
        raise Refused(f"two files are called {fit_for_message(twice[0])}: the names of files tell a study's deliveries apart")
    if study is not None:
        fit_for_a_folder(study, names(root))
    found = [page for file in files for page in _read(file)]
    catalogue, pages = drafts.likest(found, every_catalogue(root))
    if without := [file.name for file in files if all(file.name not in page.files for page in pages)]:
        raise Refused(
            f"{fit_for_message(without[0])}: no row of figures stands below a header; docs/studies.md says how a form is declared"
        )
    entries = [e for page in pages for e in page.table.entries]
    own = drafts.own_entries(pages, catalogue)
    if study is None:
        return {"tables": drafts.table_text(pages).rstrip()}, []
    texts = {
        f"params/{study}/study.yml": drafts.study_text(study, pages, catalogue, own),
        f"params/{study}/regions.csv": drafts.regions_text(pages),
        f"params/{study}/targets.csv": skeleton.TARGETS,
        f"params/{study}/choices.yml": skeleton.CHOICES,
        f"data/{study}/SOURCE.md": _SOURCE.format(file="`, `".join(file.name for file in files)),
    }
    if own:
        language = drafts.language_of(pages)
        account = () if any(entry.guess for entry in entries) else find_account(entries, language)
        texts[f"params/{study}/catalogue.yml"] = catalogue_text(own, language, drafts.things_counted(pages), account)
    rows = sum(page.rows for page in pages)
    counts = Counter(_kind(entry) for entry in entries)
    said = ", ".join(f"{counts[kind]} {kind}" for kind in _FOUND if counts[kind])
    tables = "1 table" if len(pages) == 1 else f"{len(pages)} tables"
    read = fit_for_message(files[0].name) if len(files) == 1 else f"{len(files)} files"
    told = [f"read {read}: {tables}, {rows:,} rows of figures", f"what they may be: {said}"]
    told += [f"wrote {path}" for path in texts]
    return texts, told


def _read(file: Path) -> list[DeliveredPage]:
    """The pages of a file, unless it is none that may be read here."""
    from evaluation import door
    from evaluation.data import readers
    from evaluation.data.findings import Unreadable
    from evaluation.draft.pages import read_pages

    if file.suffix not in _KINDS:
        raise Refused(f"{fit_for_message(file.name)} ends in none of {', '.join(_KINDS)}; a copy saved as one of them can be read")
    _refuse_name(file.name)
    try:
        found = read_pages(door.read(file.resolve(), file.resolve().parent, readers.LARGEST_FILE), file.name)
    except Unreadable as error:
        raise Refused(f"{fit_for_message(file.name)}: {error.findings[0].message}. {error.findings[0].fix}") from None
    except OSError as error:
        raise Refused(f"{fit_for_message(file.name)} cannot be read: {error.strerror}") from None
    if any(_is_of_a_person(text) for page in found for record in page.records for text in record.texts.values()):
        raise Refused(
            f"{fit_for_message(file.name)} holds numbers of persons; a register is counted where it lies: evaluation tally --help"
        )
    return found


def _is_of_a_person(text: str) -> bool:
    """A figure may have as many digits as a telephone; what is no figure has not."""
    from evaluation import personal
    from evaluation.draft.form import is_figure

    return personal.resident_number(text.strip()) or (not is_figure(text) and personal.held(text))


def _kind(entry: DraftedColumn) -> str:
    if entry.guess:
        return _FOUND[0] if entry.guess.sure else _FOUND[1]
    return _FOUND[2] if entry.own else _FOUND[3]


def _copy(file: Path, target: Path) -> None:
    from evaluation.runs import files

    files.write(target, file.read_bytes())
    say(f"copied {fit_for_message(file.name)} into data/{target.parent.name}/")
