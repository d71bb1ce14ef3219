"""One self-contained HTML page: no script, nothing loaded, its own font inside."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from evaluation.render import fonts, office, svg
from evaluation.render.outline import LABELS, annotate, outline, texts

TEMPLATES = Path(__file__).parent / "templates"
_SIDES = {side: f"ev-{side}" for side in ("left", "right", "center")}
_ALWAYS = {chr(code) for code in range(0x20, 0x7F)} | set("·")


def _drawing(text: str, label: str) -> Markup:
    return Markup(svg.inline(text, label))


def _rows(table: dict[str, Any]) -> Markup:
    """The body of a table: a report has thousands of cells, and a template takes several times as long for each."""
    columns = len(table["columns"])
    first, *others = (f'class="{_SIDES[column["align"]]}">' for column in table["columns"])
    out = ["<tbody>\n"]
    for number, row in enumerate(table["rows"]):
        cells = _escape(row["cells"])
        if row["role"] == "group":
            out.append("</tbody>\n<tbody>\n" if number else "")
            out.append(f'<tr class="ev-group"><th scope="rowgroup" colspan="{columns}">{cells[0]}</th></tr>\n')
            continue
        out.append("<tr>" if row["role"] == "body" else f'<tr class="ev-{row["role"]}">')
        out.append(f'<th scope="row" {first}{cells[0]}</th>')
        out.extend(f"<td {side}{cell}</td>" for side, cell in zip(others, cells[1:], strict=True))
        out.append("</tr>\n")
    return Markup("".join(out) + "</tbody>")


def _escape(cells: list[str]) -> list[str]:
    """All cells of a row in one go; no text of a component holds the character between them."""
    return str(escape("\0".join(cells))).split("\0")


@cache
def _environment(*more: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*more, TEMPLATES]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(drawing=_drawing, rows=_rows)
    return environment


def page_template(folder: Path, name: str) -> jinja2.Template:
    """A page of ``folder``, which may take up the templates of reports; what it does not say is an error."""
    return _environment(folder).get_template(name)


def _css_string(text: str) -> Markup:
    """A quoted CSS string: every character as its code, so that none can end it."""
    return Markup('"' + "".join(f"\\{ord(char):06x}" for char in text) + '"')


def title(document: dict[str, Any]) -> str:
    """The report's name in a list of files: title, region where the title does not name it, period."""
    named = re.search(rf"(?<![A-Za-z]){re.escape(document['region'])}(?![A-Za-z])", document["title"])
    region = [] if named else [document["region"]]
    return LABELS[document["language"]]["dot"].join((document["title"], *region, document["period"]))


def html_document(components: list[dict[str, Any]], root: Path | None = None, beside: str = "") -> str:
    """The whole report as one page, from the components ``notebook.components`` returns. An office's own fonts are
    looked for in the project at ``root`` (found by itself when not given). ``beside``: the file in the same folder that says
    what every number rests on.

    Raises :class:`Refused` for a report without cover, with a skipped heading level, or with characters that the
    shipped font lacks.
    """
    report = outline(components)
    document = report.document
    printed = "".join(texts(components))
    fonts.require(printed, f"{document['title']} {document['region_code']}")
    letters = set(printed).union(*report.labels.values(), *(heading.number for heading in report.contents))
    letters = (letters | _ALWAYS) - {"\n", "\t"}
    template = _environment().get_template("report.html.j2")
    return template.render(
        document=document,
        cover={**report.cover, "anchor": "", "label": ""},
        body=report.body,
        contents=report.contents if document["form"] == "report" else [],
        words=report.labels,
        title=title(document),
        beside=beside,
        description=" · ".join(filter(None, (document["subject"], document["synthetic"]))),
        running=_css_string(document["synthetic"] or ""),
        font_faces=Markup(fonts.faces(letters)),
        office=Markup(office.faces(office.make_fonts(report.cover, letters, root, "woff"))),
    )


def html_fragment(component: dict[str, Any], language: str = "zh") -> str:
    """One component as HTML with its style, for a notebook: no numbers, they belong to the whole report."""
    template = _environment().get_template("fragment.html.j2")
    return template.render(item=annotate(component), words=LABELS[language])
