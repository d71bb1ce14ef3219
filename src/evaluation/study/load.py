"""The only reader of ``params/``: files to checked, frozen models, every refusal with file and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import Refused, fit_for_message, near
from evaluation.study import (
    agencies,
    appraisal,
    budget,
    employers,
    fonts,
    forms,
    rectification,
    scheme_checks,
    verified,
    watch_checks,
)
from evaluation.study import regions as region_rules
from evaluation.study.base import fit_for_a_folder
from evaluation.study.folder import Folder, explain, validate
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
)
from evaluation.study.names import names
from evaluation.study.periods import JANUARY, Calendar
from evaluation.study.watch import CalendarRow, Enterprise, FollowUp, Layoff, TargetOrder, WarningRules
from evaluation.study.years import Years

FILES = (
    "study.yml",
    "regions.csv",
    "targets.csv",
    "standards.csv",
    "rubric.csv",
    "choices.yml",
    "weights.yml",
    "allocation.yml",
    "allocation.csv",
    "warning.yml",
    "enterprises.csv",
    "layoffs.csv",
    "calendar.csv",
    "target_orders.csv",
    "assistance.csv",
    "ledger.csv",
    "ledger_en.csv",
    "verified.csv",
    "documents.yml",
    "appraisal.csv",
    "agencies.csv",
    "employers.csv",
    "budget.csv",
    "comparison.yml",
)


def load(name: str, root: Path) -> Study:
    """The study ``params/<name>/``.

    Raises :class:`Refused` naming file, key and fix for anything the models do not accept, and for what the files
    say against each other (a target for a region that is not listed, a region that is not of its vintage).
    """
    known = names(root)
    if name not in known:
        raise Refused(f"there is no study {name!r}; {near(name, known)}")
    fit_for_a_folder(name, known)
    found = Folder(name, root, FILES)
    folder = found.path
    papers = found.model(Documents, "documents.yml")
    own = papers.fonts.named.values() if papers else ()
    stray = sorted(p.name for p in folder.iterdir() if p.name not in FILES and not p.name.startswith(".") and p.name not in own)
    if stray:
        raise Refused(f"params/{name}/{fit_for_message(stray[0])} is not a study file; {near(stray[0], FILES)} Rename or remove it")
    if "regions.csv" not in found:
        raise Refused(f"regions.csv is missing in params/{name}/; every study lists its regions")
    said = found.mapping("study.yml")
    found.calendar = _calendar(said, folder / "study.yml")
    file = validate(StudyFile, said, folder / "study.yml", found.calendar)
    regions = found.numbered_rows(Region, "regions.csv")
    region_rules.tree(regions, folder / "regions.csv")
    study = Study(
        name=name,
        file=file,
        regions=tuple(region for _, region in regions),
        targets=found.rows(Target, "targets.csv"),
        standards=found.rows(Standard, "standards.csv"),
        rubric=found.rows(Assessment, "rubric.csv"),
        choices=_choices(found),
        weights=_weights(found, file.indicators),
        allocation=found.model(Allocation, "allocation.yml"),
        allocation_items=found.rows(AllocationItem, "allocation.csv"),
        comparison=found.model(Comparison, "comparison.yml"),
        ledger=found.rows(Item, "ledger.csv"),
        ledger_en=found.rows(Translated, "ledger_en.csv"),
        checks=found.rows(Check, "verified.csv"),
        documents=papers,
        appraised=found.rows(Appraised, "appraisal.csv"),
        agencies=found.rows(Agency, "agencies.csv"),
        employers=found.rows(Employer, "employers.csv"),
        budget=found.rows(BudgetLine, "budget.csv"),
        files=found.hashes | {f"{fonts.PREFIX}{file}": fonts.check(name, root, file) for file in own},
    )
    region_rules.check(study, folder)
    if study.allocation is not None:
        reporting, listed = [r.code for r in study.reporting], [r.code for r in study.regions]
        scheme_checks.check_allocation(study.allocation, study.allocation_items, folder, reporting, listed)
    elif study.allocation_items:
        raise Refused(f"{folder / 'allocation.csv'}: there is no allocation.yml that uses it; add one or remove the file")
    scheme_checks.check_funds(study.allocation, study.appraised, folder, file.indicators)
    if study.comparison is not None:
        scheme_checks.check_comparison(study.comparison, folder / "comparison.yml", file)
    rectification.check(study.ledger, study, str(folder / "ledger.csv"))
    verified.check(study.checks, study.by_code, str(folder / "verified.csv"))
    appraisal.check(study.appraised, study.by_code, str(folder / "appraisal.csv"))
    agencies.check(study.agencies, study.by_code, str(folder / "agencies.csv"))
    employers.check(study.employers, study.by_code, str(folder / "employers.csv"))
    budget.check(study.budget, str(folder / "budget.csv"))
    forms.check(study, str(folder / "documents.yml"))
    return _add_watch(study, found)


def _add_watch(study: Study, folder: Folder) -> Study:
    """``study`` with its files of warning, calendar, target changes and follow-up, checked against its regions."""
    rules = folder.model(WarningRules, "warning.yml")
    tables = {
        field: folder.numbered_rows(model, name)
        for field, name, model in (
            ("enterprises", "enterprises.csv", Enterprise),
            ("layoffs", "layoffs.csv", Layoff),
            ("calendar", "calendar.csv", CalendarRow),
            ("orders", "target_orders.csv", TargetOrder),
            ("follow_up", "assistance.csv", FollowUp),
        )
    }
    watch_checks.check(study, rules, tables, folder.path)
    found: dict[str, object] = {field: tuple(row for _, row in rows) for field, rows in tables.items()}
    if "calendar.csv" not in folder:
        found["calendar"] = None
    return study.model_copy(update={"warning": rules, **found})


def _calendar(said: Mapping[str, object], path: Path) -> Calendar:
    years = said.get("years")
    """The one that the study's periods are spelled in, which has to be known before any is read."""
    return validate(Years, years, path).calendar if isinstance(years, dict) else JANUARY


def _choices(folder: Folder) -> dict[str, Choice]:
    try:
        return TypeAdapter(dict[Code, Choice]).validate_python(folder.mapping("choices.yml"))
    except ValidationError as error:
        raise Refused(f"{folder.path / 'choices.yml'}:\n{explain(Choice, error)}") from error


def _weights(folder: Folder, indicators: Sequence[str]) -> Weights | None:
    weights = folder.model(Weights, "weights.yml")
    if weights is not None:
        scheme_checks.check_weights(weights, folder.path / "weights.yml", indicators)
    return weights
