"""Report components: what one notebook cell says, checked when it is made and shown wherever the notebook is open.

Every function returns a frozen :class:`Component`; a field that is not plain text, a whole number or a list of these
raises ``TypeError`` or ``ValueError`` with the field's path, so that a bad component fails its own cell.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.render import schema
from evaluation.render.printed import flatten


def canonical(data: object) -> str:
    """The one JSON spelling of a component: digests are taken over it."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class Component:
    """One checked component. It keeps its JSON text, so nothing handed out can change it."""

    payload: str

    @property
    def content(self) -> dict[str, Any]:
        """A fresh copy of the component's content, its texts with their pieces."""
        return json.loads(self.payload)

    @property
    def data(self) -> dict[str, Any]:
        """The component's content with every text as it is printed."""
        return flatten(self.content)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from evaluation.render import preview

        content = self.content
        data = flatten(content)
        fragment = preview.html(data, self.payload)
        return {
            schema.MIME: {"schema": schema.SCHEMA, "component": content},
            "text/html": fragment,
            "text/markdown": preview.markdown(data, fragment),
            "text/plain": preview.plain(data),
        }

    def __repr__(self) -> str:
        from evaluation.render import preview

        return preview.plain(self.data)


def _make(kind: str, **fields: Any) -> Component:
    return Component(canonical(schema.component({"kind": kind, **fields})))


def _plain(item: object) -> Any:
    return schema.Checked(item.content) if isinstance(item, Component) else item


def _texts(value: object) -> Any:
    # A lone string is a sequence of letters: taking it for a list of notes would print one letter a line.
    return [value] if isinstance(value, str) else value


def cover(
    document: Mapping[str, Any],
    title: str,
    subtitle: str = "",
    facts: Iterable[Sequence[str]] = (),
    letterhead: Mapping[str, Any] | None = None,
) -> Component:
    """Title block of the first page. ``document`` describes the whole report; ``facts`` are (label, value) pairs;
    an official document has a ``letterhead`` of issuer, number and the office's own fonts."""
    return _make("cover", document=document, title=title, subtitle=subtitle, facts=list(facts), letterhead=letterhead)


def line(place: str, *lines: str) -> Component:
    """What has a place of its own in an official document: ``addressee`` flush left, list of ``annexes``,
    ``signature`` with the date at the right, mark of an ``annex`` at the top of its page."""
    return _make("line", place=place, lines=list(lines))


def imprint(rows: Iterable[Sequence[str]], printed: Sequence[str] | None = None) -> Component:
    """The last lines of an official document (版记): (label, text) rows, then who printed it and when."""
    return _make("imprint", rows=list(rows), printed=printed)


def heading(level: int, text: str) -> Component:
    """Heading of level 1, 2 or 3, without its number: renderers number headings."""
    return _make("heading", level=level, text=text)


def paragraph(text_or_runs: str | Sequence[str | Mapping[str, Any]], style: str = "body") -> Component:
    """Paragraph of style ``body``, ``lead`` or ``small``; runs are ``{text, strong}`` or plain strings."""
    if isinstance(text_or_runs, str):
        text_or_runs = [text_or_runs]
    runs = text_or_runs
    if isinstance(runs, (list, tuple)):
        runs = [{"text": run, "strong": False} if isinstance(run, str) else run for run in runs]
    return _make("paragraph", style=style, runs=runs)


def bullets(items: Sequence[str], ordered: bool = False) -> Component:
    """List of short plain texts, with dots or with numbers."""
    return _make("list", ordered=ordered, items=_texts(items))


def limits(title: str, items: Sequence[Mapping[str, str]]) -> Component:
    """Strip of hard limits: ``{title, requirement, value, detail, state, state_text}``; state is
    ``met``, ``missed``, ``not_judged`` or ``missing``."""
    return _make("limits", title=title, items=items)


def column(title: str, unit: str | None = None, align: str = "left", weight: int | None = None) -> dict[str, Any]:
    """Column of a table; ``weight`` is its share of the width among the weighted columns (None: as wide as needed)."""
    return {"title": title, "unit": unit, "align": align, "weight": weight}


def row(*cells: str, role: str = "body") -> dict[str, Any]:
    """Row of a table, whose cells keep their pieces; role ``group`` is a spanning sub-header and has one cell."""
    return {"role": role, "cells": list(cells)}


def table(
    id: str,
    title: str,
    columns: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    notes: Sequence[str] = (),
    source: str | None = None,
) -> Component:
    """Table whose first column names the rows. Cells are printed as they are: format numbers first."""
    return _make("table", id=id, title=title, columns=columns, rows=rows, notes=_texts(notes), source=source)


def figure(
    id: str,
    title: str,
    subtitle: str = "",
    *,
    svg: str,
    alt: str,
    notes: Sequence[str] = (),
    source: str | None = None,
    table: Component | Mapping[str, Any] | None = None,
) -> Component:
    """Chart: the title says its message, the subtitle what is drawn, ``alt`` both with the numbers;
    ``table`` holds the same numbers."""
    fields = {"id": id, "title": title, "subtitle": subtitle, "svg": svg, "alt": alt, "source": source}
    return _make("figure", **fields, notes=_texts(notes), table=_plain(table))


def notice(tone: str, text: str, title: str | None = None) -> Component:
    """Boxed remark of tone ``info``, ``warning``, ``synthetic`` or ``missing``."""
    return _make("notice", tone=tone, title=title, text=text)


def keyfacts(items: Sequence[Mapping[str, str]]) -> Component:
    """Small grid of ``{label, value, note}``."""
    return _make("keyfacts", items=items)


def page_break() -> Component:
    """New page in print and PDF."""
    return _make("break")


def section(id: str, children: Iterable[Component | Mapping[str, Any]]) -> Component:
    """Several components shown by one cell."""
    return _make("section", id=id, children=[_plain(child) for child in children])


def omission(id: str, reason: str) -> Component:
    """Section this study does not have: nothing on the page, the reason in the notebook."""
    return _make("omitted", id=id, reason=reason)


KEY_SLOT = "·" * 12
"""Stands in components for the content key of the report, which follows from all of them."""


def digest(components: Iterable[Component | Mapping[str, Any]]) -> str:
    """SHA-256 over the canonical JSON of the components in order, joined by newlines."""
    spelled = (c.payload if isinstance(c, Component) else canonical(c) for c in components)
    return hashlib.sha256("\n".join(spelled).encode()).hexdigest()


def end(previous: Iterable[Component | Mapping[str, Any]]) -> Component:
    """End marker that proves all ``previous`` components reached the notebook, in this order."""
    previous = list(previous)
    return _make("end", count=len(previous), digest=digest(previous))
