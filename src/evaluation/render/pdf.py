"""The report as PDF/UA-1, and PDF/A-3a when it is dated: a constant Typst template, the report's text as data, the same
bytes always."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import typst

from evaluation.errors import Refused
from evaluation.process import HERE
from evaluation.render import fonts, lines, office
from evaluation.render.html import TEMPLATES, title
from evaluation.render.outline import outline, texts
from evaluation.render.paged import breaking, length_of_first_page, paginate, with_seal

STANDARDS: Final = ("ua-1", "a-3a")
UNDATED: Final = ("ua-1",)  # PDF/A takes no document without a date, and none is invented for it
_RUNNING = ("region", "period", "key", "status")
_FILE_NAME = re.compile(r"[\w-][\w.-]{0,99}")
_MIME_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


class Attachment(NamedTuple):
    """A file inside the PDF, as a rule the table behind it."""

    name: str
    mime: str
    description: str
    data: bytes


@lru_cache(maxsize=1)
def load_fonts() -> typst.Fonts:
    """The fonts, kept in memory. This starts no thread: a child that is forked later may use them."""
    # Only our folder: with Typst's built-in fonts a missing sign would silently come from a maths font.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.FONT_DIR)])


def _with(folder: Path) -> typst.Fonts:
    """The shipped fonts and those in ``folder``."""
    paths = [str(fonts.FONT_DIR), str(folder)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _check(attachments: Iterable[tuple[str, str, str, bytes]]) -> list[Attachment]:
    found = [Attachment(*item) for item in attachments]
    names = [item.name for item in found]
    for item in found:
        if not _FILE_NAME.fullmatch(item.name) or names.count(item.name) > 1:
            raise Refused(f"attachment {item.name!r}: needs a plain file name that no other attachment has")
        if not _MIME_TYPE.fullmatch(item.mime) or not item.description.strip():
            raise Refused(f"attachment {item.name!r}: needs a mime type (got {item.mime!r}) and a description")
        fonts.require(item.name + item.description, f"attachment {item.name!r}")
    return found


def _payload(components: list[dict[str, Any]], attachments: list[Attachment]) -> dict[str, Any]:
    report = outline(components)
    document = report.document
    official = document["form"] == "official"
    width = lines.OFFICIAL_WIDTH if official else 0 if document["form"] == "brief" else lines.WIDTH
    about = [document["subject"], document["synthetic"]]
    keywords = [document["region"], document["region_code"], document["period"], document["study"], document["key"]]
    body = [paginate(item, width) for item in (with_seal(report.body) if official else report.body)]
    return {
        "title": title(document),
        "document": document,
        "description": " · ".join(filter(None, about)) or title(document),
        "keywords": [*keywords, document["status"], *filter(None, about)],
        "words": {**report.labels, "official": official},
        "running": breaking(report.labels["dot"].join(document[name] for name in _RUNNING)),
        "synthetic": document["synthetic"] and breaking(document["synthetic"]),
        "cover": paginate(report.cover),
        "body": body,
        "first": length_of_first_page(body),
        "attachments": [
            {"name": item.name, "mime": item.mime, "description": item.description, "path": f"attachment-{number}"}
            for number, item in enumerate(attachments)
        ],
    }


def pdf_document(
    components: list[dict[str, Any]], attachments: Iterable[tuple[str, str, str, bytes]] = (), root: Path | None = None
) -> bytes:
    """The whole report as PDF, from the components ``notebook.components`` returns.

    ``attachments`` are ``(name, mime, description, bytes)``. An office's own fonts are looked for in the project at
    ``root`` (found by itself when not given). The file bears the date of the report, at midnight UTC; an undated report
    gives a file without any date, which is PDF/UA-1 and no PDF/A.
    Raises :class:`Refused` for a report without cover, a skipped heading level, or characters the font lacks.
    """
    attached = _check(attachments)
    payload = _payload(components, attached)
    document = payload["document"]
    where = f"{document['title']} {document['region_code']}"
    printed = "".join(texts(components))
    fonts.require(printed, where)
    if HERE.compiled_in not in (None, os.getpid()):  # Typst's threads did not come along: it would never end
        raise RuntimeError("a process forked after its parent made a PDF cannot make one; start workers with 'spawn'")
    HERE.compiled_in = os.getpid()
    with tempfile.TemporaryDirectory(prefix="evaluation-pdf-") as name:
        folder = Path(name).resolve()
        for template in ("report.typ", "components.typ"):
            shutil.copyfile(TEMPLATES / template, folder / template)
        own = office.make_fonts(components[0], set(printed) - {"\n", "\t"}, root)
        for role, data in own.items():
            (folder / f"{role}.otf").write_bytes(data)
        payload["words"] |= {role: [office.FAMILIES[role], fonts.FAMILY] for role in own}
        (folder / "data.json").write_text(json.dumps(payload, ensure_ascii=False), encoding="utf-8")
        for number, item in enumerate(attached):
            (folder / f"attachment-{number}").write_bytes(item.data)
        try:
            return typst.compile(
                str(folder / "report.typ"),
                root=str(folder),
                font_paths=_with(folder) if own else load_fonts(),
                ignore_system_fonts=True,
                pdf_standards=list(STANDARDS if document["dated"] else UNDATED),
                timestamp=datetime.datetime.fromtimestamp(0, datetime.UTC),  # the template dates the file, or nobody does
            )
        except typst.TypstError as error:
            hints = "; ".join(error.hints)
            raise Refused(f"{where}: the PDF cannot be made: {error.message}{'; ' if hints else ''}{hints}") from error
