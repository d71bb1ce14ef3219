"""How one component shows itself in a notebook: HTML, Markdown for Quarto, plain text."""

from __future__ import annotations

import json
import re
from typing import Any

from evaluation.render.html import html_fragment
from evaluation.render.paged import paginate

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _language(spelled: str) -> str:
    """A component does not know its report's language: Chinese wherever it holds Chinese."""
    return "zh" if _CHINESE.search(spelled) else "en"


def _mark(kind: str, text: str) -> str:
    return f'<div class="evaluation" data-kind="{kind}"><small>{text}</small></div>'


def html(data: dict[str, Any], spelled: str | None = None) -> str:
    """HTML fragment for JupyterLab; end, omitted and break show a small mark, since they print nothing. ``spelled`` is
    the component's JSON, where it is at hand."""
    from html import escape

    if data["kind"] == "end":
        return _mark("end", f"■ {data['count']} · {data['digest'][:12]}")
    if data["kind"] == "omitted":
        return _mark("omitted", f"– {escape(data['id'])}: {escape(data['reason'])}")
    if data["kind"] == "break":
        return _mark("break", "⁂")
    return html_fragment(data, _language(spelled or json.dumps(data, ensure_ascii=False)))


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _raw(format: str, body: str) -> str:
    # The fence is longer than any run of backticks inside, so no text can close it.
    longest = max(map(len, re.findall(r"`+", body)), default=0) if "`" in body else 0
    fence = "`" * max(3, longest + 1)
    return f"{fence}{{={format}}}\n{body}\n{fence}"


def markdown(data: dict[str, Any], fragment: str | None = None) -> str:
    """Two raw Pandoc blocks, so that Quarto shows the same component in HTML and in Typst.

    The Typst block hands over JSON as one string: text never becomes markup. It needs ``evaluation-component`` from
    the shipped ``templates/components.typ``. ``fragment`` is :func:`html` of the same component, where it is at hand.
    """
    call = f"#evaluation-component(json(bytes({_typst_string(json.dumps(paginate(data), ensure_ascii=False))})))"
    # A blank line would end an HTML block in some readers.
    fragment = re.sub(r"\n\s*\n", "\n", fragment or html(data)).strip()
    return f"{_raw('html', fragment)}\n\n{_raw('typst', call)}\n"


def plain(data: dict[str, Any]) -> str:
    """Plain text, for terminals and for reading a notebook's file."""
    return "\n".join(_lines(data)) or f"[{data['kind']}]"


def _lines(data: dict[str, Any]) -> list[str]:
    kind = data["kind"]
    if kind == "cover":
        return [data["title"], data["subtitle"], *(f"{label}: {value}" for label, value in data["facts"])]
    if kind == "heading":
        return [f"{'#' * data['level']} {data['text']}"]
    if kind == "paragraph":
        return ["".join(run["text"] for run in data["runs"])]
    if kind == "list":
        marks = (f"{n}." if data["ordered"] else "-" for n in range(1, len(data["items"]) + 1))
        return [f"{mark} {item}" for mark, item in zip(marks, data["items"], strict=True)]
    if kind == "limits":
        return [data["title"], *(f"{i['title']}: {i['value']} ({i['requirement']}) {i['state_text']}" for i in data["items"])]
    if kind == "table":
        head = [c["title"] + (f" ({c['unit']})" if c["unit"] else "") for c in data["columns"]]
        return [data["title"], " | ".join(head), *(" | ".join(row["cells"]) for row in data["rows"]), *data["notes"]]
    if kind == "figure":
        return [data["title"], data["subtitle"], data["alt"]]
    if kind == "notice":
        return [": ".join(filter(None, (data["title"], data["text"])))]
    if kind == "keyfacts":
        return [f"{item['label']}: {item['value']} {item['note']}".rstrip() for item in data["items"]]
    if kind == "line":
        return data["lines"]
    if kind == "imprint":
        return [" ".join(filter(None, pair)) for pair in [*data["rows"], data["printed"] or []]]
    if kind == "section":
        return [line for child in data["children"] for line in _lines(child)]
    if kind == "omitted":
        return [f"[{data['id']}: {data['reason']}]"]
    return [f"[end: {data['count']} components, {data['digest'][:12]}]"] if kind == "end" else []
