"""The only reader of ``params/``: files to checked, frozen models, every refusal with file and key."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from evaluation.errors import Refused, near
from evaluation.study import regions as region_rules
from evaluation.study.model import Choice, Code, Region, Standard, Study, StudyFile, Target, Weights
from evaluation.study.names import names
from evaluation.study.strict_yaml import load as load_yaml

M = TypeVar("M", bound=BaseModel)
FILES = ("study.yml", "regions.csv", "targets.csv", "standards.csv", "choices.yml", "weights.yml")


def load(name: str, root: Path) -> Study:
    """The study ``params/<name>/``.

    Raises :class:`Refused` naming file, key and fix for anything the models do not accept, and for what the files
    say against each other (a target for a region that is not listed, a region that is not of its vintage).
    """
    known = names(root)
    if name not in known:
        raise Refused(f"there is no study {name!r}; {near(name, known)}")
    folder = root / "params" / name
    stray = sorted(p.name for p in folder.iterdir() if p.name not in FILES and not p.name.startswith("."))
    if stray:
        raise Refused(f"params/{name}/{stray[0]} is not a study file; {near(stray[0], FILES)} Rename or remove it")
    _need(folder / "regions.csv")
    study = Study(
        name=name,
        file=validate(StudyFile, load_yaml(folder / "study.yml"), folder / "study.yml"),
        regions=_rows(Region, folder / "regions.csv"),
        targets=_rows(Target, folder / "targets.csv"),
        standards=_rows(Standard, folder / "standards.csv"),
        choices=_choices(folder / "choices.yml"),
        weights=_weights(folder / "weights.yml"),
        files={
            p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.name in FILES
        },
    )
    region_rules.check(study, folder)
    return study


def validate(model: type[M], content: Mapping[str, Any], path: Path) -> M:
    """``content`` as ``model``, or :class:`Refused` with one line per wrong key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise Refused(f"{path}:\n" + "\n".join(_explain(model, e) for e in error.errors())) from error


def _explain(model: type[BaseModel], error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"  {where}: unknown key; {near(str(error['loc'][-1]), _keys(model, error['loc'][:-1]))}"
    if error["type"] == "missing":
        return f"  {where}: missing; add it"
    got = error.get("input")
    shown = f", got {got!r}" if isinstance(got, str) else ""
    return f"  {where}: {error['msg']}{shown}"


def _keys(model: Any, loc: tuple) -> list[str]:
    """Field names allowed at ``loc``, so that a hint names a key of the right level."""
    for part in loc:
        fields = getattr(model, "model_fields", None)
        if fields and part in fields:
            model = _inner(fields[part].annotation)
    return list(getattr(model, "model_fields", {}))


def _inner(annotation: Any) -> Any:
    """The model inside ``dict[Code, Table]``, ``tuple[Grade, ...]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in reversed(getattr(annotation, "__args__", ())):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def _need(path: Path) -> None:
    if not path.is_file():
        raise Refused(f"{path.name} is missing in params/{path.parent.name}/; every study lists its regions")


def _rows(model: type[M], path: Path) -> tuple[M, ...]:
    """Rows of a UTF-8 CSV file of ``params/``; empty cells are keys not given."""
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True, restkey="<more cells than headers>")
            twice = [h for i, h in enumerate(reader.fieldnames or []) if h in reader.fieldnames[:i]]
            if twice:
                raise Refused(f"{path}: the column {twice[0]!r} stands twice; keep one")
            unknown = [h for h in reader.fieldnames or [] if h not in model.model_fields]
            if unknown:
                raise Refused(f"{path}: unknown column {unknown[0]!r}; {near(unknown[0], model.model_fields)}")
            raw = [(reader.line_num, {k: v for k, v in row.items() if v not in ("", None)}) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path}: not readable as UTF-8 CSV: {error}") from error
    blank = [
        field for field, info in model.model_fields.items()
        if info.is_required() and type(None) in getattr(info.annotation, "__args__", ())
    ]  # fmt: skip
    rows = []
    for line, row in raw:
        row |= {field: None for field in blank if field not in row}
        try:
            rows.append(model.model_validate(row))
        except ValidationError as error:
            told = "\n".join(_explain(model, e) for e in error.errors())
            raise Refused(f"{path}, line {line}:\n{told}") from error
    return tuple(rows)


def _choices(path: Path) -> dict[str, Choice]:
    if not path.is_file():
        return {}
    content = load_yaml(path)
    try:
        return TypeAdapter(dict[Code, Choice]).validate_python(content)
    except ValidationError as error:
        raise Refused(f"{path}:\n" + "\n".join(_explain(Choice, e) for e in error.errors())) from error


def _weights(path: Path) -> Weights | None:
    if not path.is_file():
        return None
    weights = validate(Weights, load_yaml(path), path)
    for code, group in weights.groups.items():
        total = sum(i.points for i in group.indicators.values())
        if total != group.points:
            raise Refused(
                f"{path}: groups.{code}.points is {group.points}, but its indicators add up to {total}; make them agree"
            )
        for indicator, scored in group.indicators.items():
            if scored.worst == scored.best:
                raise Refused(
                    f"{path}: groups.{code}.{indicator}: worst and best are both {scored.best}; part them"
                )
    codes = [indicator for group in weights.groups.values() for indicator in group.indicators]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Refused(f"{path}: {twice[0]} brings points in two groups; keep it in one")
    bands = [g.from_score for g in weights.grades]
    if bands != sorted(bands, reverse=True) or len(set(bands)) != len(bands) or bands[-1] != 0:
        raise Refused(f"{path}: grades must fall from the best band to one that starts at 0, got {bands}")
    return weights
