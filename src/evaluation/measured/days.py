"""Findings about the days that a study and a run name: of the cut-off, and of the deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evaluation.data.findings import Finding
from evaluation.study.model import Study


def beyond(known: date, asked: date) -> Iterator[Finding]:
    """A cut-off ``asked`` for that lies after the study's own, until which its facts are ``known``."""
    if asked > known:
        yield Finding(
            severity="reportable",
            code="cut_off_beyond",
            file="study.yml",
            message=f"the run is told facts until {asked}, and study.yml says that they are known until {known}; what "
            "happened between is not in it",
            fix="enter what is known by then and its cut_off, or ask for an earlier day",
            facts={"asked": asked.isoformat(), "known": known.isoformat()},
        )


def undated_findings(study: Study) -> Iterator[Finding]:
    """Tables that bear no day of delivery, without which files that are not issued bear no date."""
    if study.file.issued is None and study.file.last_delivery is None:
        codes = [code for code, table in study.file.tables.items() if table.delivered is None]
        yield Finding(
            severity="reportable",
            code="no_delivery_day",
            file="study.yml",
            message=f"no day of delivery of {', '.join(codes)}: reports bear no date before they are issued, and their PDFs "
            "are no PDF/A",
            fix=f"write the day the last table came into study.yml, as 'delivered: {study.file.cut_off}', or one for each table",
            facts={"tables": "、".join(codes)},
        )
