"""An opened study: what notebooks, the command line and researchers work with."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation import identity, own
from evaluation.catalogue.catalogue import Catalogue, catalogue_of
from evaluation.data.delivery import Delivery, read
from evaluation.data.files import round_of
from evaluation.data.findings import Finding, order
from evaluation.data.since import with_changes
from evaluation.errors import Refused, fit_for_message, near
from evaluation.measured import measure, measuring
from evaluation.measured.days import texts_to_fill_in, undated_findings
from evaluation.measured.doubts import names_in_doubt
from evaluation.measured.resolve import problems, resolve
from evaluation.measured.results import Results
from evaluation.process import HERE
from evaluation.project import root as project_root
from evaluation.scores.unmade import unmade
from evaluation.study import load, periods
from evaluation.study.cut_off import cut_off_of
from evaluation.study.languages import language_asked
from evaluation.study.model import Study
from evaluation.study.outline import ReportOutline
from evaluation.study.periods import Period
from evaluation.study.region import Region, find
from evaluation.study.round_standing import as_the_round_says
from evaluation.warning import assess

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.documents.book import Document
    from evaluation.report.book import Report
    from evaluation.view.view import View


class Opened:
    """One study with its data. Everything is measured once, when first asked for.

    >>> study = evaluation.open("hubei-2007")               # doctest: +SKIP
    >>> study.indicators.query("indicator == 'benefit_reemp_rate'")   # doctest: +SKIP
    """

    def __init__(
        self,
        name: str,
        root: Path,
        period: str | Period = "",
        study: Study | None = None,
        cut_off: str | date = "",
        catalogue: Catalogue | None = None,
    ) -> None:
        self.root = root
        loaded = study or load.load(str(name), root)
        self.catalogue: Catalogue = catalogue or catalogue_of(loaded, root)
        self.period: Period = periods.period_asked(period, loaded.file.period)
        self.round = round_of(loaded, root, self.period)
        self.study: Study = as_the_round_says(loaded, self.round)
        self._given = str(cut_off)
        self._at: dict[tuple[Period, str], Opened] = {}

    @cached_property
    def delivery(self) -> Delivery:
        of, known = self.catalogue, cut_off_of(self.study, self.period, self._given)
        until = self.period.last_day
        found = read(self.study, self.root, until, of.planned_ahead, of.never_added, known, of.counted, of.in_parts)
        return with_changes(found, self.study, self.root, self.period, of.counted, of.counts)

    @cached_property
    def blocking(self) -> tuple[Finding, ...]:
        """What keeps the study from being measured: words that cannot be printed, and findings of the delivery."""
        from evaluation.view.printable import unprintable

        delivered = (f for f in self.delivery.findings if f.severity == "blocking")
        return (*unprintable(self.study, self.root, self.catalogue.own_sources), *delivered)

    @cached_property
    def results(self) -> Results:
        """Figures, indicators and scores. :class:`Refused` when the delivery has blocking findings."""
        self.admit()
        return measuring.results(self.study, self.delivery, self.period, cut_off=self._given, catalogue=self.catalogue)

    @property
    def warned(self) -> list[assess.WarningAssessment]:
        """The whole and the regions in warning; refused as :attr:`results` are."""
        return assess.warnings(self.results)

    def admit(self) -> None:
        """:class:`Refused` for what keeps the study from being measured and is known before: blocking findings, unknown names."""
        if self.blocking:
            raise Refused(
                f"study {self.study.name!r} has {len(self.blocking)} blocking finding(s) in its data, the first: "
                f"{self.blocking[0].message}; see `evaluation check {self.study.name}`"
            )
        assess.check(self.study, self.catalogue)
        resolve(self.study, self.catalogue)
        self._check_outline()

    def _check_outline(self) -> None:
        """:class:`Refused` for an outline of the study's own that cannot be followed."""
        if self.study.file.outline == ReportOutline():
            return
        from evaluation.report import outlines, section  # they load every section

        own_sections = section.own_folders(self.root)
        if wrong := outlines.problems(self.study, resolve(self.study, self.catalogue), own_sections, self.root):
            raise Refused("\n".join(wrong))

    def at(self, period: str | Period = "", cut_off: str | date = "") -> Opened:
        """The same study measured at ``period`` and known until ``cut_off``, once; itself when these are its own.

        What is not given stays: the period, and the cut-off where one was given.
        """
        asked, given = periods.period_asked(period, self.period), str(cut_off) or self._given
        if (asked, given) == (self.period, self._given):
            return self
        if (asked, given) not in self._at:
            self._at[asked, given] = Opened(self.study.name, self.root, asked, self.study, given, self.catalogue)
        return self._at[asked, given]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the delivery, days that are not told, and parts that cannot be made of it; with blocking ones those of
        the reader, and of names and units that the catalogue does not know: :class:`Refused` where these alone are wrong."""
        if self.blocking:
            unfit = names_in_doubt(self.study, problems(self.study, self.catalogue))
            return order((*unfit, *self.blocking, *self.delivery.findings))
        resolve(self.study, self.catalogue)
        self._check_outline()
        return (*self.results.findings, *undated_findings(self.study), *texts_to_fill_in(self.study), *unmade(self.results))

    def check(self) -> None:
        """:class:`Refused` when anything keeps the study from being measured."""
        _ = self.results

    @property
    def region_codes(self) -> list[str]:
        return [r.code for r in self.study.reporting]

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [{"path": f.path, "sha256": f.sha256, "bytes": f.bytes, "rows": f.rows} for f in self.delivery.files]

    @property
    def quantities(self) -> pd.DataFrame:
        """Tall table of figures: region, period, quantity, amount (Int64, of money in minor units), mark, regions."""
        return self.results.figures.frame()

    @property
    def indicators(self) -> pd.DataFrame:
        """Tall table of values: numerator, denominator, value as exact decimal text, mark; every reading and period."""
        return measure.frame(self.results.values.values(), self.catalogue.counts)

    def region(self, code: str) -> Region:
        """The reporting region, or the whole, by its code or by a name that no other has (Chinese, short, English).

        :class:`Refused` with a near match, or with the codes when several are called so.
        """
        regions = (self.study.top, *self.study.reporting)
        return find(regions, str(code), f"study {self.study.name!r} has no region", listed=self.study.regions)

    def report(self, region: str, period: str = "", language: str = "", cut_off: str | date = "") -> Report:
        """Report of one reporting region, named as for :meth:`region`; sections are its methods. ``period`` and ``language``
        default to the study's, ``cut_off``, the last day whose facts are known, to what follows from the period."""
        code = self.region(region).code
        if self.study.gives_overview(code):
            raise Refused(f"{code} is the whole study; use overview()")
        return self._report(code, period, language, cut_off)

    def overview(self, period: str = "", language: str = "", cut_off: str | date = "") -> Report:
        """Report of the whole study; of a study of one place its only one."""
        return self._report(self.study.top.code, period, language, cut_off)

    def _report(self, region: str, period: str, language: str, cut_off: str | date) -> Report:
        from evaluation.report.book import Report
        from evaluation.report.section import own_folders

        return Report(self._view(region, region, period, language, cut_off, self.study.notebook_of(region)), own_folders(self.root))

    def document(self, kind: str, region: str = "", period: str = "", language: str = "", cut_off: str | date = "") -> Document:
        """One official document of ``documents.yml``. ``region`` is the responsible unit of a notice or a memo, and may
        be one region of a warning notice; every other document is about the whole. :class:`Refused` for a document the
        study does not make."""
        from evaluation.documents.book import Document
        from evaluation.documents.contradiction import contradiction
        from evaluation.documents.hindrance import hindrance
        from evaluation.documents.names import paper_of

        documents = self.study.documents
        known = documents.forms if documents else {}
        if documents is None or str(kind) not in known:
            raise Refused(f"study {self.study.name!r} makes no document {fit_for_message(kind)!r}; {near(str(kind), known)}")
        declared = documents.kind(str(kind))
        subject = str(region) or self.study.top.code
        about = self.study.top.code
        if declared.about == "unit":
            units = {i.unit: i.region for i in self.study.ledger}
            if subject not in units:
                raise Refused(f"ledger.csv of {self.study.name!r} has no unit {subject!r}; {near(subject, units)}")
            about = units[subject]
        elif declared.about == "region":
            about = self.region(subject).code
        elif subject != about:
            raise Refused(f"the document {kind!r} is about the whole, {about}, not about {subject!r}")
        view = self._view(about, subject, period, language, cut_off, "document.ipynb", str(kind))
        untrue = contradiction(view.study, declared, view.period, "en", view.results.findings)
        if why := hindrance(view.study, kind, view.period, "en") or untrue:
            raise Refused(f"the document {kind!r} is not made for {view.period}: {why}")
        return Document(paper_of(view, declared, subject))

    def _view(
        self, region: str, fill_in_key: str, period: str, language: str, cut_off: str | date, notebook: str, document: str = ""
    ) -> View:
        from evaluation.view.view import View

        language = language_asked(self.study, language)
        opened = self.at(period, cut_off)
        sources = identity.sources_hash((self.root / "notebooks" / notebook).read_text(encoding="utf-8"))
        key = opened.key(fill_in_key, sources, language, document)
        return View(results=opened.results, region=region, language=language, key=key)

    def key(self, region: str, sources: str, language: str = "", document: str = "") -> str:
        """Content key of a report or ``document`` (its kind), from what was read; ``sources``: the hash of its notebook's cells."""
        return identity.report_key(
            study=self.study.name,
            region=region,
            period=self.results.period.spelled,
            cut_off=self.results.study.file.cut_off,
            language=language or self.study.file.language,
            inputs={f.path: f.sha256 for f in self.delivery.files},
            undeclared=self.delivery.undeclared,
            params=self.study.files,
            sources=sources,
            own=own.files(self.root),
            document=document,
            round_key=self.round.key if self.round else "",
            earlier=self.delivery.compared_with,
        )

    def summary(self, region: str, language: str = "") -> dict[str, Any]:
        """What the index of a run shows of a region: name, score, grade, hard limits, how many requirements hold and what
        became of them (as the report's own sentence counts them)."""
        from evaluation.view.summary import summarise
        from evaluation.view.view import View

        return summarise(View(results=self.results, region=region, language=language or self.study.file.language, key=""))

    def write_tables(self, region: str, folder: Path) -> list[Path]:
        """CSV files behind a region's report: quantities, indicators, targets, scores, findings."""
        from evaluation.spreadsheet import write_csv
        from evaluation.tables import stream

        written = []
        for name, header, rows in stream(self.results, region):
            path = folder / f"{name}.csv"
            write_csv(path, chain([header], rows))
            written.append(path)
        return written


def keep(opened: Opened) -> Opened:
    """Let later :func:`open_study` calls of this process have ``opened`` again: a run measures once for all regions. Nobody else
    does so: in JupyterLab, opening a study again reads its files again."""
    HERE.studies[opened.study.name, opened.root] = opened
    return opened


def open_study(name: str, root: str | Path | None = None, period: str = "", cut_off: str | date = "") -> Opened:
    """The study ``params/<name>/`` of the project at ``root`` (found by itself when not given), at ``period`` and as it
    was known at the end of ``cut_off``."""
    if root is not None and not isinstance(root, (str, Path)):
        raise Refused(f"root is {fit_for_message(repr(root))}; give the folder of the project as a path")
    place = Path(root) if root else project_root()
    kept = HERE.studies.get((str(name), place))
    return kept.at(period, cut_off) if isinstance(kept, Opened) else Opened(name, place, period, cut_off=cut_off)
