"""Why a report is made again: what differs between what its last record names and what there is now."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation import identity
from evaluation.errors import Refused
from evaluation.runs.plan import Plan, Planned
from evaluation.study import strict_yaml
from evaluation.study.fonts import PREFIX

_MOST = 3  # differences, and changed values of one file, told one by one


def why(plan: Plan, planned: Planned, record: Mapping[str, Any], params: Mapping[str, str]) -> str:
    """``data/…/fund.csv changed; weights.yml: training_employment 8 → 9``.

    ``record`` is the region's last, ``params`` the texts of the study's files then (empty when they are not known).
    """
    no_round = "its changes are told by another run, or its record is of another kind"
    rest = "the round of its deliveries went on" if "round.yml" in plan.params else no_round
    found = list(_differences(plan, planned, record, params)) or [rest]
    more = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return "; ".join([*found[:_MOST], *more])


def _differences(plan: Plan, planned: Planned, record: Mapping[str, Any], params: Mapping[str, str]) -> Iterator[str]:
    yield from _files({i["path"]: i["sha256"] for i in record["inputs"]}, {i["path"]: i["sha256"] for i in plan.inputs})
    yield from _files({o["path"]: o["sha256"] for o in record.get("own", [])}, plan.own)
    for name in sorted(set(plan.undeclared) ^ set(record.get("undeclared", []))):
        yield f"data/{plan.study}/{name}, which no table reads, is {'new' if name in plan.undeclared else 'gone'}"
    folder = f"params/{plan.study}/"
    before = {p["path"].removeprefix(folder): p["sha256"] for p in record["params"]}
    for name in sorted(before.keys() | plan.params):
        if before.get(name) != plan.params.get(name):
            known = params.get(name)
            if known is not None and hashlib.sha256(known.encode()).hexdigest() != before.get(name):
                known = None  # not the text that the record was made from
            yield _changes(plan, name, known, name in before)
    if record["notebook"]["sha256"] != planned.notebook.sha256:
        yield f"notebooks/{planned.notebook.path.name} changed"
    for name, now in (("period", planned.period), ("language", plan.language)):
        if record[name] != now:
            yield f"{name} {record[name]} → {now}"
    then, now = (told.get("cut_off", "") for told in (record["parameters"], planned.parameters))
    if then != now:
        yield f"cut_off {then or '(none)'} → {now or '(none)'}"
    libraries = identity.libraries()
    for name, version in sorted(libraries.items()):
        was = record["environment"]["libraries"].get(name)
        if was != version:
            yield _library(name, was, version)
    if record["environment"]["code_sha256"] != identity.code_hash():
        yield "the code of evaluation changed"


def _library(name: str, before: str | None, now: str | None) -> str:
    was, is_now = ((text or "none").split()[0] for text in (before, now))
    return f"{name} {was} → {is_now}" if was != is_now else f"the installed files of {name} {is_now} changed"


def _files(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for path in sorted(before.keys() | now):
        if path not in now:
            yield f"{path} is gone"
        elif path not in before:
            yield f"{path} is new"
        elif before[path] != now[path]:
            yield f"{path} changed"


def _changes(plan: Plan, name: str, before: str | None, was_there: bool) -> str:
    """What changed in a study file, value by value where both texts are known."""
    path = plan.root / "params" / plan.study / name
    if name.startswith(PREFIX):
        said = "is new" if not was_there else "changed" if name in plan.params else "is gone"
        return f"font {name.removeprefix(PREFIX)} {said}"
    if not was_there or not path.is_file():
        return f"{name} is {'gone' if was_there else 'new'}"
    if before is None:
        return f"{name} changed"
    try:
        old, new = (_values(name, text) for text in (before, path.read_text(encoding="utf-8-sig")))
    except (Refused, ValueError, csv.Error):
        return f"{name} changed"
    changed = [f"{k} {old.get(k, '(none)')} → {new.get(k, '(none)')}" for k in _order(old, new) if old.get(k) != new.get(k)]
    if not changed:
        return f"{name}: changed in comments or spelling only"
    more = f" and {len(changed) - _MOST} more" if len(changed) > _MOST else ""
    return f"{name}: {', '.join(changed[:_MOST])}{more}"


def _order(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys([*new, *old]))


def _values(name: str, text: str) -> dict[str, str]:
    """Every single value of a study file, by its place in it."""
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        head = rows[0] if rows else []
        return {f"line {n} {h}": v for n, row in enumerate(rows[1:], start=2) for h, v in zip(head, row, strict=False)}
    return dict(_flat(strict_yaml.parse(text, name), ""))


def _flat(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _flat(item, f"{place}[{number}]")
    else:
        yield place, "" if value is None else str(value)
