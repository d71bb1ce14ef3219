"""Whether the words of a study can be printed: told with file and line before anything is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel

from evaluation import door
from evaluation.catalogue.sources import Source, read
from evaluation.data.findings import Finding, Told
from evaluation.render import fonts
from evaluation.study.declared import FileText
from evaluation.study.folder import LARGEST
from evaluation.study.fonts import PREFIX
from evaluation.study.model import Study, Table

_UNPRINTED = ("also", "owner")
"""Keys of entries that no page prints."""


def unprintable(study: Study, root: Path, entries: Iterable[Source] = ()) -> list[Finding]:
    """A blocking finding for every line of the study's files, and of ``entries`` of its own and of its project, with a character
    that the report font lacks.

    Names of files, sheets and columns are not among its words: they are printed as they were delivered, a character
    that is lacking by its number (:func:`fonts.spelled`).
    """
    mine = tuple(entries)
    lacking = fonts.supports("".join(text for part in (study, *map(read, mine)) for text in _texts(part)))
    if not lacking:
        return []
    told = Told()
    for source in mine:
        told.take(_lines(source.text, source.file.rpartition("/")[2] if not source.pack else source.file, lacking))
    for file in (name for name in study.files if not name.startswith(PREFIX) and name != "catalogue.yml"):
        text = door.read(root / "params" / study.name / file, root, LARGEST).decode("utf-8-sig")
        told.take(_lines(text, file, lacking))
    if not told.found:  # written as an escape: no line holds the character itself
        told.take(_finding(char, f"params/{study.name}", None) for char in sorted(lacking))
    return told.all()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Table):
        yield from _texts(value.title)
    elif isinstance(value, FileText):
        return  # read as entries
    elif isinstance(value, BaseModel):
        for name in (n for n in type(value).model_fields if n not in _UNPRINTED):
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, (tuple, list)):
        yield from (text for part in value for text in _texts(part))


def _lines(text: str, file: str, lacking: set[str]) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), start=1):
        for char in sorted(lacking & set(line)):
            yield _finding(char, file, number)


def _finding(char: str, file: str, row: int | None) -> Finding:
    return Finding(
        severity="blocking",
        code="no_glyph",
        file=file,
        row=row,
        value=char,
        message=f"the font of the reports, {fonts.FAMILY}, has no U+{ord(char):04X}, and a page cannot print it",
        fix="Write a variant of the character that is in the font, or what it is made of in brackets, as 〔土口〕",
    )
