"""An opened study: what notebooks, the command line and researchers work with."""

from __future__ import annotations

import csv
import hashlib
import json
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import evaluation
from evaluation.data.delivery import Delivery, read
from evaluation.data.findings import Finding
from evaluation.errors import Refused, near
from evaluation.indicators import measure
from evaluation.project import root as project_root
from evaluation.scores.results import Results, results
from evaluation.study import load
from evaluation.study.model import Study

if TYPE_CHECKING:
    import pandas as pd

NOTEBOOKS = {"region": "notebooks/region.ipynb", "overview": "notebooks/province.ipynb"}


class Opened:
    """One study with its data. Everything is measured once, when first asked for.

    >>> study = evaluation.open("hubei-2007")               # doctest: +SKIP
    >>> study.indicators.query("indicator == 'benefit_reemp_rate'")   # doctest: +SKIP
    """

    def __init__(self, name: str, root: Path, period: str = "") -> None:
        self.root = root
        self.study: Study = load.load(str(name), root)
        self._period = str(period)

    @cached_property
    def delivery(self) -> Delivery:
        return read(self.study, self.root)

    @cached_property
    def results(self) -> Results:
        """Figures, indicators and scores. :class:`Refused` when the delivery has blocking findings."""
        blocking = [f for f in self.delivery.findings if f.severity == "blocking"]
        if blocking:
            raise Refused(
                f"study {self.study.name!r} has {len(blocking)} blocking finding(s) in its data, the first: "
                f"{blocking[0].message}; see `evaluation check {self.study.name}`"
            )
        return results(self.study, self.delivery, self._period)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the delivery; with blocking ones those of the reader only, since nothing was measured."""
        if any(f.severity == "blocking" for f in self.delivery.findings):
            return self.delivery.findings
        return self.results.findings

    def check(self) -> None:
        """:class:`Refused` when anything keeps the study from being measured."""
        _ = self.results

    @property
    def region_codes(self) -> list[str]:
        return [r.code for r in self.study.reporting]

    @property
    def inputs(self) -> list[dict]:
        return [{"path": f.path, "sha256": f.sha256, "bytes": f.bytes, "rows": f.rows} for f in self.delivery.files]

    @property
    def quantities(self) -> pd.DataFrame:
        """Tall table of figures: region, period, quantity, amount (Int64: persons, fen), mark, regions."""
        return self.results.figures.frame()

    @property
    def indicators(self) -> pd.DataFrame:
        """Tall table of values: numerator, denominator, value as exact decimal text, mark; every reading and period."""
        return measure.frame(self.results.values.values())

    def region(self, code: str):
        """The region ``code``, or :class:`Refused` with a near match."""
        code = str(code)
        found = self.study.region(code)
        if found is None or not (found.reports or found.code == self.study.top.code):
            known = [*self.region_codes, *(r.name_zh for r in self.study.reporting)]
            raise Refused(f"study {self.study.name!r} has no region {code!r}; {near(code, known)}")
        return found

    def report(self, region: str, period: str = "", language: str = ""):
        """Report of one reporting region; sections are its methods. ``period`` and ``language`` default to the study's."""
        code = self.region(region).code
        if code == self.study.top.code:
            raise Refused(f"{code} is the whole study; use overview()")
        return self._report(code, period, language, "region")

    def overview(self, period: str = "", language: str = ""):
        """Report of the whole study."""
        return self._report(self.study.top.code, period, language, "overview")

    def _report(self, region: str, period: str, language: str, kind: str):
        from evaluation.report.book import Report
        from evaluation.report.view import View

        language = language or self.study.file.language
        if language not in ("zh", "en"):
            raise Refused(f"language {language!r} is not one; use 'zh' or 'en'")
        opened = self if str(period) in ("", self.results.period) else Opened(self.study.name, self.root, period)
        notebook = hashlib.sha256(source((self.root / NOTEBOOKS[kind]).read_text(encoding="utf-8"))).hexdigest()
        return Report(
            View(
                results=opened.results, region=region, language=language, key=opened.key(region, notebook, language)
            )
        )

    def key(self, region: str, notebook_sha: str, language: str = "") -> str:
        """Content key of a report: 12 hex digits over inputs, params, notebook, code, region, period and language."""
        parts = {
            "study": self.study.name,
            "region": region,
            "period": self.results.period,
            "language": language or self.study.file.language,
            "inputs": {f.path: f.sha256 for f in self.delivery.files},
            "params": self.study.files,
            "notebook": notebook_sha,
            "code": code_hash(),
        }
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def summary(self, region: str, language: str = "") -> dict:
        """What the index of a run shows of a region: name, score, grade, hard limits."""
        from evaluation.report.judgements import shown, standing
        from evaluation.report.view import View

        view = View(results=self.results, region=region, language=language or self.study.file.language, key="")
        score = self.results.scores.get(region)
        return {
            "code": region,
            "name": view.name(),
            "score": "" if score is None or score.total is None else view.numbers.decimal(score.total),
            "grade": "" if score is None or score.grade is None else score.grade.name[view.language],
            "headline": [
                {"title": s.indicator.title[view.language], "value": shown(view, s), "state": s.state}
                for s in (standing(view, c) for c in (self.study.file.hard_limits or self.study.file.headline)[:5])
            ],
        }

    def write_tables(self, region: str, folder: Path) -> list[Path]:
        """CSV files behind a region's report: quantities, indicators, targets, scores, findings."""
        from evaluation.tables import tables

        written = []
        for name, (header, rows) in tables(self.results, region).items():
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as handle:
                writer = csv.writer(handle, lineterminator="\n")
                writer.writerow(header)
                writer.writerows(rows)
            written.append(path)
        return written


def source(text: str) -> bytes:
    """Cell sources of a notebook: what identifies it, whatever its outputs are."""
    cells = json.loads(text)["cells"]
    return json.dumps([["".join(c["source"]), c["cell_type"]] for c in cells], ensure_ascii=False).encode()


@cache
def code_hash() -> str:
    """Hash over every file of the package: formulas, words, templates and fonts."""
    digest = hashlib.sha256()
    package = Path(evaluation.__file__).parent
    for path in sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def open_study(name: str, root: str | Path | None = None, period: str = "") -> Opened:
    """The study ``params/<name>/`` of the project at ``root`` (found by itself when not given)."""
    return Opened(name, Path(root) if root else project_root(), period)
