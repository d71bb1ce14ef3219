"""An official document for a word processor (.docx), which an office edits, countersigns and stamps there: the content of
its page and PDF, in real styles, tables, headers and fields; the same bytes always."""

from __future__ import annotations

import io
from typing import Any

import docx

from evaluation.render.html import title
from evaluation.render.outline import outline
from evaluation.render.paged import with_seal
from evaluation.render.word.body import WordBody
from evaluation.render.word.package import seal
from evaluation.render.word.sheet import WordSheet

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_document(components: list[dict[str, Any]]) -> bytes:
    """The document as .docx, from the components ``notebook.components`` returns. A drawing stands there as the table of its
    numbers. :class:`Refused` as by the page: without a cover, or with a heading level left out."""
    found = outline(components)
    about = found.document
    file = docx.Document()
    sheet = WordSheet(file, about["language"])
    sheet.lay_out()
    running = found.labels["dot"].join(about[name] for name in ("region", "period", "key", "status"))
    sheet.run_along(running, about["synthetic"] or "")
    body = WordBody(file, sheet, found.labels)
    body.cover(found.cover)
    for part in with_seal(found.body):
        body.add(part)
    sheet.describe(title(about), about)
    written = io.BytesIO()
    file.save(written)
    return seal(written.getvalue())
