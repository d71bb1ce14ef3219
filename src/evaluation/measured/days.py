"""Findings about what study.yml itself says: days of the cut-off and of the deliveries, texts left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evaluation.data.findings import Finding
from evaluation.study.base import Words
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


_TO_FILL_IN = re.compile(r"Fill\sin\b|填写")
"""What the texts begin with that a study is begun with, by hand or from a delivered table."""


def texts_to_fill_in(study: Study) -> Iterator[Finding]:
    """Texts of study.yml that are still those it was begun with."""
    for key, words in study.file:
        said = (words.zh, words.en) if isinstance(words, Words) else ()
        if any(_TO_FILL_IN.match(text) for text in said if text):
            yield Finding(
                severity="reportable",
                code="text_to_fill_in",
                file="study.yml",
                message=f"{key} is still what the file was begun with, and stands on every report",
                fix=f"write {key} in study.yml",
                facts={"key": key},
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
