"""All the work for one region, in a process of its own: tables, executed notebook, HTML and PDF, or a log."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from evaluation.errors import EvaluationError, RegionFailed, incomplete, steady
from evaluation.runs import execute, files, strict
from evaluation.runs.job import (
    ATTACHED,
    BRIEF,
    DONE,
    EVIDENCE,
    FAILED,
    LOG,
    PARTIAL,
    REPORTS,
    TABLES,
    WORD,
    Job,
    LastReport,
    Outcome,
    files_of,
)
from evaluation.runs.limits import Limits
from evaluation.runs.session import Session

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from evaluation.opened import Opened

_WITH_PDF = (*ATTACHED, EVIDENCE)
_ZH = ("数量表", "指标表", "目标完成表", "绝对要求表", "得分表", "数据问题表", "公式表", "数字依据表")
_EN = ("Quantities", "Indicators", "Targets", "Absolute demands", "Scores", "Findings", "Formulas", "Evidence of every number")
_TITLES = {"zh": dict(zip(_WITH_PDF, _ZH, strict=True)), "en": dict(zip(_WITH_PDF, _EN, strict=True))}
Stage = Callable[[str], None]


def run(job: Job, opened: Opened, stage: Stage = lambda text: None) -> Outcome:
    """Make the report of ``job`` from the measured study ``opened``, telling each ``stage`` begun.

    Never raises for what goes wrong in one region: the outcome says it, beside a log and what there is of a notebook.
    """
    started = time.monotonic()
    session = Session(scratch=_private(job.scratch), root=job.root, timeout=job.timeout, stage=stage)
    try:
        made = _report(job, opened, session)
        summary = {"name": job.name} if job.document else opened.summary(job.region, job.language)
        seconds = time.monotonic() - started
        return Outcome(
            region=job.region,
            state=DONE,
            digest=made.digest,
            content_key=made.key,
            is_same=made.is_same,
            seconds=seconds,
            summary=summary,
        )
    except Exception as error:  # the one place where a region's failure, whatever it is, becomes an outcome
        told = describe(error, job.memory)
        _leave_partial(job.folder, session)
        return fail(job, told, time.monotonic() - started)
    finally:
        shutil.rmtree(session.scratch, ignore_errors=True)


def fail(job: Job, told: str, seconds: float = 0.0) -> Outcome:
    """The outcome of a failed region, which leaves its log, its partial notebook, its tables, and no report."""
    told = steady(told)
    job.folder.mkdir(parents=True, exist_ok=True)
    for path in job.folder.iterdir():
        if path.name not in (LOG, PARTIAL, *TABLES):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    log = f"region: {job.region} {job.name}\nnotebook: {job.notebook.name}\nengine: {job.engine}\nerror: {told}\n"
    files.write(job.folder / LOG, log.encode())
    return Outcome(region=job.region, state=FAILED, error=told, seconds=seconds)


def lose(job: Job, told: str) -> Outcome:
    """:func:`failed` for a region whose process is gone, even where a full disk keeps its log from being written."""
    try:
        return fail(job, told)
    except OSError as error:
        return Outcome(region=job.region, state=FAILED, error=f"{told}; its log: {error.strerror}")


def describe(error: BaseException, memory: int = 0) -> str:
    """One line for a log: our own messages whole, others by class and first line, never their data."""
    limits = Limits(memory=memory)
    if limits.is_short(error):
        return limits.short()
    if isinstance(error, ImportError):
        return incomplete(error)
    if isinstance(error, EvaluationError):
        return f"{error}; {limits.short()}" if "MemoryError" in str(error) else str(error)
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _private(parent: Path) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="r", dir=parent))


class Sealed(NamedTuple):
    """A report that is whole: the ``digest`` of its components, its content ``key``, and whether an earlier one is the same."""

    digest: str
    key: str
    is_same: bool


def _report(job: Job, opened: Opened, session: Session) -> Sealed:
    from evaluation.render.notebook import contents, fill_in_key
    from evaluation.render.printed import flatten

    job.folder.mkdir(parents=True, exist_ok=True)
    if not job.document:  # its tables are its annexes
        session.stage("tables")
        opened.write_tables(job.region, job.folder)
    notebook = execute.execute(job, session)
    said = contents(notebook, job.notebook.name)
    parts = fill_in_key([flatten(content) for content in said])
    digest, key = parts[-1]["digest"], parts[0]["document"]["key"]
    execute.check_proof(session, digest, job.key)
    session.stage("evidence")
    _write_evidence(job, opened, said)
    same = _read_last(job, key)
    written = {"report.ipynb": strict.spell(notebook), **(same or _render(job, notebook, parts, session))}
    written |= _word(job, parts, bool(same), session) if job.document else _brief(job, opened, key, session)
    session.stage("writing")
    for name, content in written.items():
        files.write(job.folder / name, content)
    for name in files_of(job.document):
        if not (job.folder / name).is_file() or not (job.folder / name).stat().st_size:
            raise RegionFailed(f"the run did not write {name}")
    return Sealed(digest, key, bool(same))


def _write_evidence(job: Job, opened: Opened, said: Sequence[Mapping[str, Any]]) -> None:
    """What stands behind the numbers of a report: of those of its region, or of the whole that a document is about."""
    from evaluation.evidence.table import evidence
    from evaluation.spreadsheet import write_csv
    from evaluation.view.view import View

    results = opened.at(job.parameters.get("period", ""), job.parameters.get("cut_off", "")).results
    told = said[0]["document"]["region_code"]
    region = told if told in results.places else results.study.top.code
    view = View(results=results, region=region, language=job.language, key=job.key)
    write_csv(job.folder / EVIDENCE, evidence(view, said))


def _read_last(job: Job, key: str) -> dict[str, bytes]:
    """The drawn report of an earlier run with this content key and evidence: what would be drawn again. Nothing where there is
    none, or where its files are not what they were."""
    last = job.last
    if last is None or last.content_key != key or job.renderer != "evaluation":
        return {}
    if last.files.get(EVIDENCE) != hashlib.sha256((job.folder / EVIDENCE).read_bytes()).hexdigest():
        return {}
    return _read_as_recorded(last, [name for name in REPORTS if name != "report.ipynb"])


def _read_as_recorded(last: LastReport, names: Sequence[str]) -> dict[str, bytes]:
    """These files of an earlier report; nothing where one of them is not what was recorded."""
    try:
        found = {name: (last.folder / name).read_bytes() for name in names}
    except OSError:
        return {}
    return found if all(hashlib.sha256(c).hexdigest() == last.files.get(n) for n, c in found.items()) else {}


def _word(job: Job, parts: list[dict[str, Any]], same: bool, session: Session) -> dict[str, bytes]:
    """The document for a word processor; that of an earlier run where its report is the ``same``."""
    before = _read_as_recorded(job.last, (WORD,)) if same and job.last is not None else {}
    if before:
        return before
    from evaluation.render.word import word_document

    session.stage("Word")
    return {WORD: word_document(parts)}


def _brief(job: Job, opened: Opened, key: str, session: Session) -> dict[str, bytes]:
    """The brief of the report with this content key; an earlier one as it was drawn where its page says the same."""
    from evaluation.render.html import html_document
    from evaluation.render.pdf import pdf_document
    from evaluation.report import brief
    from evaluation.view.view import View

    session.stage("brief")
    view = View(results=opened.results, region=job.region, language=job.language, key=key)
    parts = brief.components(view, key)
    page, drawn = BRIEF
    made = html_document(parts, job.root).encode()
    before = _read_as_recorded(job.last, BRIEF) if job.last is not None else {}
    if before.get(page) == made:
        return before
    return {page: made, drawn: pdf_document(parts, (), job.root)}


def _render(job: Job, notebook: NotebookNode, parts: list[dict[str, Any]], session: Session) -> dict[str, bytes]:
    if job.renderer == "quarto":
        from evaluation.runs import quarto

        session.stage("Quarto")
        return quarto.render(notebook, job.root, session.scratch)
    from evaluation.render.html import html_document
    from evaluation.render.pdf import pdf_document

    tables = [
        (name, "text/csv", _TITLES[job.language][name], (job.folder / name).read_bytes())
        for name in _WITH_PDF
        if (job.folder / name).is_file()
    ]
    session.stage("HTML")
    page = html_document(parts, job.root, EVIDENCE).encode()
    session.stage("PDF")
    return {"report.html": page, "report.pdf": pdf_document(parts, tables, job.root)}


def _leave_partial(folder: Path, session: Session) -> None:
    if session.notebook is None:
        return
    execute.clean(session.notebook)
    folder.mkdir(parents=True, exist_ok=True)
    files.write(folder / PARTIAL, strict.spell(session.notebook))
    os.chmod(folder / PARTIAL, 0o600)  # it may quote data in a traceback
