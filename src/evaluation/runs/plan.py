"""What a run is going to do, decided and refused before anything is executed or written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.errors import Refused, near
from evaluation.runs import strict
from evaluation.runs.job import REPORTS, TABLES
from evaluation.runs.parameters import run_parameters

REGION_NOTEBOOK, OVERVIEW_NOTEBOOK = "region.ipynb", "province.ipynb"
OVERVIEW_PARAMETERS = ("study", "period", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One report: ``parameters`` is exactly what its notebook is given; ``key`` changes when its content would."""

    region: str
    name: str
    overview: bool
    notebook: Path
    notebook_sha256: str
    parameters: Mapping[str, str]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One study's run. ``opened`` measures; everything else is plain."""

    study: str
    title: str
    period: str
    language: str
    synthetic: str | None
    reports: tuple[Planned, ...]
    root: Path
    opened: Any

    @property
    def key(self) -> str:
        """Eight hex digits over what every report is made from."""
        said = [f"{r.region}:{r.key}:{r.notebook_sha256}:{sorted(r.parameters.items())}" for r in self.reports]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]

    @property
    def outputs(self) -> Path:
        return self.root / "outputs" / self.study


def make(opened: Any, root: Path, regions: Sequence[str] = (), given: Mapping[str, str] | None = None) -> Plan:
    """The plan for ``regions`` (all reporting regions and the overview when empty) with the ``given`` parameters.

    :class:`Refused` for an unknown region, a parameter that is not accepted, a notebook that does not declare
    exactly what it would be given, or a delivery with blocking findings.
    """
    study, given = opened.study, dict(given or {})
    if given.pop("study", study.name) != study.name:
        raise Refused(f"parameter 'study' says another study than the one to run ({study.name}); give one of them")
    wanted = _wanted(opened, [*regions, *([given.pop("region")] if "region" in given else [])])
    opened.check()
    notebooks = {n: _notebook(root, n) for n in (REGION_NOTEBOOK, OVERVIEW_NOTEBOOK)}
    shared = run_parameters(study=study.name, region=study.top.code, **given)
    language = shared.language or study.file.language
    return Plan(
        study=study.name,
        title=study.file.title[language],
        period=shared.period or study.file.period,
        language=language,
        synthetic=study.file.synthetic[language] if study.file.synthetic else None,
        reports=tuple(_planned(opened, code, notebooks, given, language) for code in wanted),
        root=root,
        opened=opened,
    )


def _wanted(opened: Any, asked: Sequence[str]) -> list[str]:
    known = [opened.study.top.code, *opened.region_codes]
    for code in asked:
        if code not in known:
            run_parameters(study=opened.study.name, region=code)
            raise Refused(f"study {opened.study.name!r} reports on no region {code!r}; {near(code, known)}")
    return [code for code in dict.fromkeys(known) if not asked or code in asked]


def _notebook(root: Path, name: str) -> tuple[Path, str, str]:
    """The notebook, the hash of its file, and that of its cell sources, which the report's key is made from."""
    from evaluation.opened import source

    path = root / "notebooks" / name
    notebook = strict.read(path)
    wanted = OVERVIEW_PARAMETERS if name == OVERVIEW_NOTEBOOK else ("study", "region", "period", "language")
    strict.declared_in(notebook, f"notebooks/{name}", wanted)
    content = path.read_bytes()
    return path, hashlib.sha256(content).hexdigest(), hashlib.sha256(source(content.decode())).hexdigest()


def _planned(opened: Any, code: str, notebooks: Mapping, given: Mapping[str, str], language: str) -> Planned:
    overview = code == opened.study.top.code
    path, sha, sources = notebooks[OVERVIEW_NOTEBOOK if overview else REGION_NOTEBOOK]
    parameters = run_parameters(study=opened.study.name, region=code, **given).model_dump()
    if overview:
        parameters.pop("region")
    return Planned(
        region=code,
        name=name_of(opened.study, code, language),
        overview=overview,
        notebook=path,
        notebook_sha256=sha,
        parameters=parameters,
        key=opened.key(code, sources, language),
    )


def name_of(study: Any, code: str, language: str) -> str:
    region = next(r for r in study.regions if r.code == code)
    return region.name_en if language == "en" else region.name_zh


def describe(plan: Plan) -> dict[str, Any]:
    """The plan as plain values, for ``-n`` and ``-n --json``."""
    return {
        "study": plan.study,
        "title": plan.title,
        "period": plan.period,
        "language": plan.language,
        "synthetic": plan.synthetic,
        "outputs": f"outputs/{plan.study}/<time>-{plan.key}/",
        "inputs": [dict(i) for i in plan.opened.inputs],
        "files_per_region": [*REPORTS, *TABLES, "run.json"],
        "reports": [
            {
                "region": r.region,
                "name": r.name,
                "notebook": f"notebooks/{r.notebook.name}",
                "parameters": dict(r.parameters),
                "key": r.key,
            }
            for r in plan.reports
        ],
    }
