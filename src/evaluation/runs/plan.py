"""What a run is to make, decided and refused before anything is measured, executed or written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation import identity, own
from evaluation.earlier import earlier_key, earlier_run
from evaluation.errors import Refused
from evaluation.runs import documents
from evaluation.runs.arrange import outline_of
from evaluation.runs.job import Unmade
from evaluation.runs.notebook import Notebook, notebook_at
from evaluation.runs.parameters import run_parameters, spell
from evaluation.study.months import JANUARY
from evaluation.study.region import find

if TYPE_CHECKING:
    from evaluation.study.model import Study
    from evaluation.study.periods import Period

OVERVIEW_PARAMETERS = ("study", "period", "cut_off", "language")
REGION_PARAMETERS = ("study", "region", "period", "cut_off", "language")
DOCUMENT_PARAMETERS = ("study", "kind", "region", "period", "cut_off", "language")
DOCUMENT_NOTEBOOK = "document.ipynb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One report, or one official document of the kind ``document``: ``parameters`` is exactly what its notebook is
    given, equal for equal reports; ``key`` changes when its content would. ``region`` names its folder. ``period`` and
    ``cut_off`` are its own: a document's may be others than the run's. ``pending``: on what it depends whether it is made,
    where that is known only when the study is measured."""

    region: str
    name: str
    overview: bool
    notebook: Notebook
    parameters: Mapping[str, str]
    key: str
    period: str
    cut_off: date
    document: str = ""
    pending: str = ""
    outline: tuple[str, ...] = ()

    @property
    def declares(self) -> tuple[str, ...]:
        """The parameters that its notebook has to declare."""
        if self.document:
            return DOCUMENT_PARAMETERS
        return OVERVIEW_PARAMETERS if self.overview else REGION_PARAMETERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One study's run, all of it plain: ``params`` is SHA-256 by file name, ``inputs`` ``{path, sha256, bytes}``, ``own`` SHA-256
    by file of what the project adds, ``undeclared`` names of delivered files that no table reads, ``unmade`` documents that the
    period cannot have, ``round`` where that of its deliveries stands, ``before`` the run that changes are told by.
    ``period_name``: what its page calls the period; empty in English where its years are those of the wall calendar.
    ``cut_off`` is the last day whose facts its reports know, ``cut_off_given`` what was asked for, if anything. ``asked``: the
    reports were named, and one that cannot be made is refused."""

    study: str
    title: str
    period: str
    cut_off: date
    cut_off_given: str
    language: str
    synthetic: str | None
    reports: tuple[Planned, ...]
    root: Path
    params: Mapping[str, str]
    inputs: tuple[Mapping[str, Any], ...]
    own: Mapping[str, str] = field(default_factory=dict)
    undeclared: tuple[str, ...] = ()
    round: Mapping[str, object] = field(default_factory=dict)
    before: str = ""
    unmade: tuple[Unmade, ...] = ()
    asked: bool = False
    period_name: str = ""

    @property
    def key(self) -> str:
        """Eight hex digits over what every report is made from."""
        said = [f"{r.region}:{r.key}:{r.notebook.sha256}:{sorted(r.parameters.items())}" for r in self.reports]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]

    @property
    def outputs(self) -> Path:
        return self.root / "outputs" / self.study

    @property
    def notebooks(self) -> tuple[tuple[Path, tuple[str, ...]], ...]:
        """Every notebook once, with the parameters it is given."""
        wanted = {r.notebook.path: r.declares for r in self.reports}
        return tuple(wanted.items())


def make(name: str, root: Path, regions: Sequence[str] = (), given: Mapping[str, str] | None = None) -> Plan:
    """The plan of study ``name`` for ``regions`` (all reporting regions and the overview when empty) with the
    ``given`` parameters. A region goes by its code or by a name that no other has. :class:`Refused` for an unknown region
    or a parameter that is not accepted. No delivered table is opened: what only its figures tell is ``pending``."""
    from evaluation.data import checks, files
    from evaluation.study import load
    from evaluation.study.cut_off import check_over, cut_off_of
    from evaluation.study.languages import language_asked
    from evaluation.study.periods import period_asked

    study = load.load(name, root)
    given = spell(given or {}, name, study.file.period)
    if given.pop("study", name) != name:
        raise Refused(f"parameter 'study' says another study than the one to run ({name}); give one of them")
    asked = [*regions, *([given.pop("region")] if "region" in given else [])]
    shared = run_parameters(study=name, region=study.top.code, **given)
    language = language_asked(study, shared.language)
    notebooks = {n: notebook_at(root / "notebooks" / n) for _, n in study.file.notebooks}
    inputs = tuple({"path": f.path, "sha256": f.sha256, "bytes": f.bytes} for f in files.files_of(study, root))
    period = period_asked(shared.period, study.file.period)
    check_over(study, period, shared.cut_off)
    cut_off = cut_off_of(study, period, shared.cut_off)
    undeclared = tuple(f.file for f in checks.undeclared_files(study, root) if f.file is not None)
    own_files = own.files(root)
    read = {str(f["path"]): str(f["sha256"]) for f in inputs}
    before = earlier_run(study, root, period, read)
    delivered = {"inputs": read, "undeclared": undeclared, "own": own_files, "earlier": earlier_key(before)}
    standing = files.round_of(study, root, period)
    delivered["round_key"] = standing.key if standing else ""
    papers = documents.papers(study, period, language, shared.cut_off)
    unmade = tuple(documents.unmade(study, period, language, shared.cut_off))
    overview = _plan(study, study.top.code, notebooks, language, period, cut_off, delivered)
    known = documents.recall(study, root, overview.key, papers, period)
    pending = {} if known else {p.code: documents.pending(p, period) for p in papers}
    if known:
        unmade, missing = known.unmade, documents.missing(known, period.spelled)
        if why := next((missing[name] for name in asked if name in missing), ""):
            raise Refused(why)
        papers = [p for p in papers if p.kind not in missing]
    asked = [_code_of(study, papers, unmade, name) for name in asked]
    wanted = [code for code in _names(study, papers) if not asked or code in asked]
    return Plan(
        study=name,
        title=_title_of(study, period, language),
        period=period.spelled,
        period_name=_name_of(period, language),
        cut_off=cut_off,
        cut_off_given=shared.cut_off,
        language=language,
        synthetic=study.file.synthetic[language] if study.file.synthetic else None,
        reports=(
            *(_plan(study, code, notebooks, language, period, cut_off, delivered) for code in wanted if code in study.by_code),
            *(_document(study, p, language, delivered, root, pending.get(p.code, "")) for p in papers if p.code in wanted),
        ),
        root=root,
        params=study.files,
        inputs=inputs,
        own=own_files,
        undeclared=undeclared,
        round=standing.facts if standing else {},
        before=before.run_id if before else "",
        unmade=tuple(u for u in unmade if not asked),
        asked=bool(asked),
    )


def check_notebooks(notebooks: Iterable[tuple[Path, tuple[str, ...]]]) -> None:
    """:class:`Refused` for a notebook that does not declare exactly what it would be given."""
    from evaluation.runs import strict

    for path, wanted in notebooks:
        strict.check_declaration(strict.read(path), f"notebooks/{path.name}", wanted)


def _names(study: Study, papers: Sequence[documents.PlannedDocument]) -> list[str]:
    """Everything that a run of the study can be asked for."""
    return list(dict.fromkeys((study.top.code, *(r.code for r in study.reporting), *(p.code for p in papers))))


def _code_of(study: Study, papers: Sequence[documents.PlannedDocument], unmade: Iterable[Unmade], said: str) -> str:
    """The code of what a run is asked for: a document's, or a region's by its code or a name that no other has."""
    for paper in unmade:
        if paper.code == said:
            raise Refused(f"{said} is not made: {paper.said}")
    if said in _names(study, papers):
        return said
    told = f"study {study.name!r} reports on no region"
    return find((study.top, *study.reporting), said, told, [p.code for p in papers], study.regions).code


def _plan(
    study: Study,
    code: str,
    notebooks: Mapping[str, Notebook],
    language: str,
    period: Period,
    cut_off: date,
    delivered: Mapping[str, Any],
) -> Planned:
    overview = study.gives_overview(code)
    notebook = notebooks[study.notebook_of(code)]
    said = {"region": code, "period": "" if period == study.file.period else period.spelled}
    parameters = _parameters(study, said, period, cut_off, language)
    if overview:
        parameters.pop("region")
    key = identity.report_key(
        study=study.name,
        region=code,
        period=period.spelled,
        cut_off=cut_off,
        language=language,
        params=study.files,
        sources=notebook.sources,
        **delivered,
    )
    return Planned(
        region=code,
        name=name_of(study, code, language),
        overview=overview,
        notebook=notebook,
        parameters=parameters,
        key=key,
        period=period.spelled,
        cut_off=cut_off,
        outline=outline_of(study, overview),
    )


def _title_of(study: Study, period: Period, language: str) -> str:
    if "{period}" not in study.file.title[language]:
        return study.file.title[language]
    from evaluation.view.phrases import Phrases

    return str(Phrases(language).fill_title(study.file.title, period))


def _name_of(period: Period, language: str) -> str:
    from evaluation.view.phrases import Phrases

    is_plain = language == "en" and period.calendar == JANUARY
    return "" if is_plain else str(Phrases(language).period(period))


def _parameters(study: Study, said: Mapping[str, str], period: Period, cut_off: date, language: str) -> dict[str, str]:
    """What a notebook is told: of the day and the language only what the study does not say itself, however the run was
    asked for it."""
    from evaluation.study.cut_off import cut_off_of

    own = {
        "cut_off": "" if cut_off == cut_off_of(study, period) else cut_off.isoformat(),
        "language": "" if language == study.file.language else language,
    }
    return run_parameters(study=study.name, **said, **own).model_dump()


def _document(
    study: Study, paper: documents.PlannedDocument, language: str, delivered: Mapping[str, Any], root: Path, pending: str
) -> Planned:
    notebook = notebook_at(root / "notebooks" / DOCUMENT_NOTEBOOK)
    said = {"region": paper.subject, "period": paper.period.spelled}
    key = identity.report_key(
        study=study.name,
        region=paper.subject,
        period=paper.period.spelled,
        cut_off=paper.cut_off,
        language=language,
        params=study.files,
        sources=notebook.sources,
        document=paper.kind,
        **delivered,
    )
    return Planned(
        region=paper.code,
        name=paper.name,
        overview=False,
        notebook=notebook,
        key=key,
        document=paper.kind,
        pending=pending,
        parameters={"kind": paper.kind, **_parameters(study, said, paper.period, paper.cut_off, language)},
        period=paper.period.spelled,
        cut_off=paper.cut_off,
    )


def name_of(study: Study, code: str, language: str) -> str:
    return study.name_of(code, "en" if language == "en" else "zh")
