"""Reading a report out of an executed notebook: only our components count, and nothing may be wrong or missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation import identity
from evaluation.errors import Refused
from evaluation.render import schema
from evaluation.render.component import KEY_SLOT, digest
from evaluation.render.printed import flatten

__all__ = ["components", "contents", "digest"]

SILENT_TAGS = frozenset(("parameters", "injected-parameters", "setup"))


def _name(nb: Any) -> str:
    metadata = nb.get("metadata") or {}
    given = metadata.get("name") or metadata.get("title") or ""
    return f"notebook {given}" if isinstance(given, str) and given else "the notebook"


def _first_line(text: object) -> str:
    text = "".join(text) if isinstance(text, list) else str(text)
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:200]


def _payload(output: Mapping[str, Any], where: str) -> dict[str, Any]:
    envelope = output["data"][schema.MIME]
    if isinstance(envelope, (str, list)):  # a notebook file may hold a custom mime as lines of text
        try:
            envelope = json.loads("".join(envelope))
        except (TypeError, ValueError) as error:
            raise Refused(f"{where} holds a component that is not JSON ({error}); run the notebook again") from error
    if not isinstance(envelope, Mapping) or envelope.get("schema") != schema.SCHEMA:
        got = envelope.get("schema") if isinstance(envelope, Mapping) else type(envelope).__name__
        age = "an older version made it" if got in range(1, schema.SCHEMA) else "another version made it"
        raise Refused(
            f"{where} holds a component of schema {got!r}: {age}, this one reads schema {schema.SCHEMA}; run the notebook again"
        )
    try:
        found = schema.component(envelope.get("component"))
        if found != envelope["component"]:
            raise ValueError("fields are missing or were changed")
    except (TypeError, ValueError) as error:
        raise Refused(f"{where} holds a component that is not valid: {error}; run the notebook again") from error
    return found


def _cell(cell: Mapping[str, Any], where: str) -> dict[str, Any] | None:
    """The component of one code cell, None where none is due."""
    source = "".join(cell.get("source") or "")
    outputs = cell.get("outputs") or []
    for output in outputs:
        kind = output.get("output_type")
        if kind == "error":
            said = f"{output.get('ename')}: {_first_line(output.get('evalue', ''))}"
            raise Refused(f"{where} failed with {said}; correct the cause and run the notebook again")
        if kind == "stream":
            said = _first_line(output.get("text", ""))
            raise Refused(f"{where} wrote to {output.get('name')} ({said!r}); a report notebook prints nothing")
    if source.strip() and cell.get("execution_count") is None:
        raise Refused(f"{where} was not executed; run the whole notebook from the top, then convert it")
    ours = [o for o in outputs if schema.MIME in (o.get("data") or {})]
    tags = set((cell.get("metadata") or {}).get("tags") or [])
    silent = bool(tags & SILENT_TAGS) or not source.strip()
    if silent:
        if outputs:
            raise Refused(f"{where} is a parameters or setup cell but shows something; move that to its own cell")
        return None
    if len(ours) != 1 or len(outputs) != 1 or ours[0].get("output_type") != "execute_result":
        raise Refused(
            f"{where} shows {len(ours)} report component(s) among {len(outputs)} output(s), exactly one is due; "
            "end the cell with one call of the report and no ';', or tag it 'setup'"
        )
    return _payload(ours[0], where)


def components(nb: Any, name: str | None = None) -> list[dict[str, Any]]:
    """:func:`contents` with every text as it is printed, and the report's content key: what renderers show."""
    return fill_in_key([flatten(content) for content in contents(nb, name)])


def fill_in_key(parts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Components of a whole report, end last, with their content key, which follows from them."""
    key = identity.content_key(parts[-1]["digest"])
    return [_fill_in(part, key) for part in parts]


def _fill_in(value: Any, key: str) -> Any:
    """The key in every place that is kept for it."""
    if isinstance(value, dict):
        return {name: _fill_in(inner, key) for name, inner in value.items()}
    if isinstance(value, list):
        return [_fill_in(inner, key) for inner in value]
    return key if value == KEY_SLOT else value


def contents(nb: Any, name: str | None = None) -> list[dict[str, Any]]:
    """What the report's components hold, cover first, end last, their texts with their pieces; ``name`` is the notebook's
    name for messages.

    Raises :class:`Refused`, naming the cell (counted from 1 over all cells), for a notebook with an error output, an
    unexecuted cell, anything printed, a cell without its one component, an unknown kind or schema, no cover, no end,
    or an end whose count or digest does not match what stands before it.
    """
    name = f"notebook {name}" if name else _name(nb)
    found: list[dict[str, Any]] = []
    for number, cell in enumerate(nb.get("cells") or [], start=1):
        if cell.get("cell_type") != "code":
            continue
        where = f"{name}, cell {number}"
        item = _cell(cell, where)
        if item is None:
            continue
        if (item["kind"] == "cover") == bool(found):
            said = "holds a second cover" if found else f"comes first but is a {item['kind']}, not the cover"
            raise Refused(f"{where} {said}; a report has one cover, made by its first component cell")
        if found and found[-1]["kind"] == "end":
            raise Refused(f"{where} comes after the end of the report; move it before report.end()")
        found.append(item)
    if not found:
        raise Refused(f"{name} holds no report component; run it with the evaluation package, then convert it")
    if found[-1]["kind"] != "end":
        raise Refused(f"{name} has no end marker; let its last cell be report.end() and run it to the end")
    *before, last = found
    if last["count"] != len(before) or last["digest"] != digest(before):
        raise Refused(
            f"{name}: the end marker vouches for {last['count']} component(s), found {len(before)} that do not match "
            "it; cells were changed or run out of order: run the whole notebook again"
        )
    return found
