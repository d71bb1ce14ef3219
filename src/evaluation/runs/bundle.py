"""What travels between a run and the workers of a cluster: the project on its way out, a region's files on their way
back. Both are known by content: nothing is taken that is not what was sent."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path, PurePosixPath

from evaluation import identity, own
from evaluation.errors import EvaluationError, RegionFailed
from evaluation.runs import files
from evaluation.runs.job import BRIEF, DONE, EVIDENCE, LOG, PARTIAL, REPORTS, TABLES, WORD, Outcome, Start, files_of
from evaluation.runs.limits import NORMAL, Limits

_NAMES = {*REPORTS, *BRIEF, WORD, *TABLES, EVIDENCE, LOG, PARTIAL}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A study with its data and the notebooks, as content by path from the project's root. ``sha256`` is that of all.

    The contents are kept out of ``repr``: Dask writes tasks to its logs.
    """

    files: Mapping[str, bytes] = field(repr=False)
    sha256: str

    @classmethod
    def pack(cls, start: Start) -> Bundle:
        """What the reports of a study are made from, and nothing else: of a file in ``data/`` that no table declares
        the name goes along, since a finding tells it, and the content stays here."""
        from evaluation import door
        from evaluation.data import files as delivered
        from evaluation.data import readers
        from evaluation.earlier import earlier_run
        from evaluation.study import fonts, load
        from evaluation.study.periods import period_asked
        from evaluation.study.round import record_path, seal_path

        study, root = load.load(start.study, start.root), start.root
        data = root / "data" / study.name
        declared = [root / f.path for f in delivered.files_of(study, root)]
        lent = [name for name in study.files if name.startswith(fonts.PREFIX)]
        paths = [root / "params" / study.name / name for name in study.files if name not in lent]
        paths += [record_path(study.name, root), seal_path(study.name, root)] if study.marks else []
        period = period_asked(start.period, study.file.period)
        before = earlier_run(study, root, period, {f.path: f.sha256 for f in delivered.files_of(study, root)})
        paths += [*declared, *(root / "notebooks").glob("*.ipynb"), *(root / name for name in own.files(root))]
        packed = {path.relative_to(root).as_posix(): door.read(path, root, readers.LARGEST_FILE) for path in paths}
        packed |= {before.record: door.read_made(root / before.record), **before.tables} if before else {}
        for name in lent:  # wherever it lies here, there it is the study's
            file = name.removeprefix(fonts.PREFIX)
            packed[f"params/{study.name}/{file}"] = fonts.read(study.name, root, file)
        there = sorted(data.iterdir()) if data.is_dir() else []
        packed |= {p.relative_to(root).as_posix(): b"" for p in there if p.is_file() and p not in declared}
        return cls(packed, _sha256(packed))

    def unpack(self, root: Path) -> None:
        """Write the project below ``root``. :class:`EvaluationError` when it is not what was packed."""
        if _sha256(self.files) != self.sha256:
            raise EvaluationError("the project did not arrive as it was sent; start the run again")
        for name, content in self.files.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts:
                raise EvaluationError(f"the project names a file outside itself: {name!r}")
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker made of a job: its outcome, and the region's files with the SHA-256 of each."""

    outcome: Outcome
    files: Mapping[str, bytes] = field(repr=False)
    sha256: Mapping[str, str]

    @classmethod
    def pack(cls, outcome: Outcome, folder: Path) -> Answer:
        found = {name: (folder / name).read_bytes() for name in sorted(_NAMES) if (folder / name).is_file()}
        return cls(outcome, found, {name: hashlib.sha256(c).hexdigest() for name, c in found.items()})

    def unpack(self, folder: Path, document: str = "") -> None:
        """Write the files of a region, or of an official ``document``, into ``folder``. :class:`RegionFailed` when they
        are not what the worker made."""
        expected = set(files_of(document)) if self.outcome.state == DONE else set(self.files)
        wrong = sorted(self.files.keys() ^ expected) + sorted(self.files.keys() - _NAMES)
        wrong += [n for n, c in self.files.items() if hashlib.sha256(c).hexdigest() != self.sha256.get(n)]
        if wrong:
            raise RegionFailed(f"{wrong[0]!r} did not arrive as the worker made it; run the region again")
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            files.write(folder / name, content)
            if name == PARTIAL:
                os.chmod(folder / name, 0o600)  # it may quote data in a traceback


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What every task of one run says: which run, which study, and what the worker must be made of."""

    run: str
    study: str
    period: str
    cut_off: str
    made_with: Mapping[str, str]
    limits: Limits = NORMAL
    language: str = ""


def environment() -> dict[str, str]:
    """Code and libraries of this process, by name: what must be equal wherever a region of one run is made."""
    found = {"code": identity.code_hash()[:12], **identity.libraries(), "distributed": metadata.version("distributed")}
    return {name: str(version) for name, version in found.items()}


def differing(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """``pandas 2.2.3 there, 3.0.1 here`` for everything that is not the same; empty when all is."""
    names = sorted(n for n in here.keys() | there.keys() if here.get(n) != there.get(n))
    return "; ".join(f"{n} {there.get(n, 'missing')} there, {here.get(n, 'missing')} here" for n in names)


def _sha256(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{hashlib.sha256(contents[name]).hexdigest()} {name}\n".encode())
    return digest.hexdigest()
