"""The only reader of ``params/``: files to checked, frozen models, every refusal with file and key."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from evaluation.errors import Refused, near, shown
from evaluation.study import (
    agencies,
    appraisal,
    budget,
    employers,
    fonts,
    ledger,
    scheme_checks,
    verified,
    watch_checks,
)
from evaluation.study import regions as region_rules
from evaluation.study.base import FolderName
from evaluation.study.model import (
    Agency,
    Allocation,
    AllocationItem,
    Appraised,
    Assessment,
    BudgetLine,
    Check,
    Choice,
    Code,
    Comparison,
    Documents,
    Employer,
    Item,
    Region,
    Standard,
    Study,
    StudyFile,
    Target,
    Translated,
    Weights,
)  # fmt: skip
from evaluation.study.names import names
from evaluation.study.strict_yaml import load as load_yaml
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff, TargetOrder, WarningRules

M = TypeVar("M", bound=BaseModel)
FILES = (
    "study.yml", "regions.csv", "targets.csv", "standards.csv", "rubric.csv", "choices.yml", "weights.yml",
    "allocation.yml", "allocation.csv", "warning.yml", "enterprises.csv", "layoffs.csv", "calendar.csv",
    "target_orders.csv", "assistance.csv", "ledger.csv", "ledger_en.csv", "verified.csv", "documents.yml",
    "appraisal.csv", "agencies.csv", "employers.csv", "budget.csv", "comparison.yml",
)  # fmt: skip

_DECIMAL = re.compile(r"Decimal\('([0-9.]+)'\)")  # as pydantic names a bound
_LONG_NUMBER = re.compile(r"[0-9]{11,}")  # whatever it is, a message does not spread it


def load(name: str, root: Path) -> Study:
    """The study ``params/<name>/``.

    Raises :class:`Refused` naming file, key and fix for anything the models do not accept, and for what the files
    say against each other (a target for a region that is not listed, a region that is not of its vintage).
    """
    known = names(root)
    if name not in known:
        raise Refused(f"there is no study {name!r}; {near(name, known)}")
    _check_name(name, known)
    folder = root / "params" / name
    papers = _documents(folder / "documents.yml")
    own = papers.fonts.named.values() if papers else ()
    stray = sorted(
        p.name for p in folder.iterdir() if p.name not in FILES and not p.name.startswith(".") and p.name not in own
    )
    if stray:
        raise Refused(f"params/{name}/{stray[0]} is not a study file; {near(stray[0], FILES)} Rename or remove it")
    _need(folder / "regions.csv")
    file = validate(StudyFile, load_yaml(folder / "study.yml"), folder / "study.yml")
    regions = _numbered(Region, folder / "regions.csv")
    region_rules.tree(regions, folder / "regions.csv")
    study = Study(
        name=name,
        file=file,
        regions=tuple(region for _, region in regions),
        targets=_rows(Target, folder / "targets.csv"),
        standards=_rows(Standard, folder / "standards.csv"),
        rubric=_rows(Assessment, folder / "rubric.csv"),
        choices=_choices(folder / "choices.yml"),
        weights=_weights(folder / "weights.yml", file.indicators),
        allocation=_allocation(folder / "allocation.yml"),
        allocation_items=_rows(AllocationItem, folder / "allocation.csv"),
        comparison=_comparison(folder / "comparison.yml"),
        ledger=_rows(Item, folder / "ledger.csv"),
        ledger_en=_rows(Translated, folder / "ledger_en.csv"),
        checks=_rows(Check, folder / "verified.csv"),
        documents=papers,
        appraised=_rows(Appraised, folder / "appraisal.csv"),
        agencies=_rows(Agency, folder / "agencies.csv"),
        employers=_rows(Employer, folder / "employers.csv"),
        budget=_rows(BudgetLine, folder / "budget.csv"),
        files={
            p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.name in FILES
        }
        | {f"{fonts.PREFIX}{file}": fonts.checked(name, root, file) for file in own},
    )
    region_rules.check(study, folder)
    if study.allocation is not None:
        reporting, listed = [r.code for r in study.reporting], [r.code for r in study.regions]
        scheme_checks.check_allocation(study.allocation, study.allocation_items, folder, reporting, listed)
    elif study.allocation_items:
        raise Refused(
            f"{folder / 'allocation.csv'}: there is no allocation.yml that uses it; add one or remove the file"
        )
    scheme_checks.check_funds(study.allocation, study.appraised, folder, file.indicators)
    if study.comparison is not None:
        scheme_checks.check_comparison(study.comparison, folder / "comparison.yml", file)
    ledger.check(study.ledger, study, str(folder / "ledger.csv"))
    verified.check(study.checks, study, str(folder / "verified.csv"))
    appraisal.check(study.appraised, study, str(folder / "appraisal.csv"))
    agencies.check(study.agencies, study, str(folder / "agencies.csv"))
    employers.check(study.employers, study, str(folder / "employers.csv"))
    budget.check(study.budget, str(folder / "budget.csv"))
    return _watched(study, folder)


def _check_name(name: str, known: Sequence[str]) -> None:
    """:class:`Refused` for a folder of params/ whose results no disk, or not every disk, could keep apart."""
    try:
        TypeAdapter(FolderName).validate_python(name)
    except ValidationError:
        raise Refused(
            f"params/{name}: a study's folder is named with up to 32 letters, digits, '_' or '-', not beginning with '-', "
            "and not as a device of Windows (CON, NUL); rename it"
        ) from None
    same = [other for other in known if other != name and other.casefold() == name.casefold()]
    if same:
        raise Refused(f"params/{name} and params/{same[0]} would be one folder on some disks; rename one")


def _watched(study: Study, folder: Path) -> Study:
    """``study`` with its files of warning, calendar, target changes and follow-up, checked against its regions."""
    path = folder / "warning.yml"
    rules = validate(WarningRules, load_yaml(path), path) if path.is_file() else None
    tables = {
        field: _numbered(model, folder / name)
        for field, name, model in (
            ("enterprises", "enterprises.csv", Enterprise), ("layoffs", "layoffs.csv", Layoff),
            ("calendar", "calendar.csv", CalendarRow), ("orders", "target_orders.csv", TargetOrder),
            ("follow_up", "assistance.csv", FollowUp),
        )
    }  # fmt: skip
    watch_checks.check(study, rules, tables, folder)
    found = {field: tuple(row for _, row in rows) for field, rows in tables.items()}
    if not (folder / "calendar.csv").is_file():
        found["calendar"] = None
    return study.model_copy(update={"warning": rules, **found})


def validate(model: type[M], content: Mapping[str, Any], path: Path) -> M:
    """``content`` as ``model``, or :class:`Refused` with one line per wrong key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise Refused(f"{path}:\n" + "\n".join(_explain(model, e) for e in error.errors())) from error


def _explain(model: type[BaseModel], error: Mapping[str, Any]) -> str:
    where = ".".join(shown(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"  {where}: unknown key; {near(str(error['loc'][-1]), _keys(model, error['loc'][:-1]))}"
    if error["type"] == "missing":
        return f"  {where}: missing; add it"
    got = error.get("input")
    told = f", got '{_LONG_NUMBER.sub('***', shown(got))}'" if isinstance(got, str) else ""
    said = _DECIMAL.sub(r"\1", f"{error['msg']}{told}".removeprefix("Value error, "))
    return f"  {where}: {said}" if where else f"  {said}"


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
    return tuple(row for _, row in _numbered(model, path))


def _numbered(model: type[M], path: Path) -> tuple[tuple[int, M], ...]:
    """Rows of a UTF-8 CSV file of ``params/`` with their lines; empty cells are keys not given."""
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
            rows.append((line, model.model_validate(row, context={"line": line})))
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


def _documents(path: Path) -> Documents | None:
    return validate(Documents, load_yaml(path), path) if path.is_file() else None


def _weights(path: Path, indicators: Sequence[str]) -> Weights | None:
    if not path.is_file():
        return None
    weights = validate(Weights, load_yaml(path), path)
    scheme_checks.check_weights(weights, path, indicators)
    return weights


def _comparison(path: Path) -> Comparison | None:
    return validate(Comparison, load_yaml(path), path) if path.is_file() else None


def _allocation(path: Path) -> Allocation | None:
    return validate(Allocation, load_yaml(path), path) if path.is_file() else None
