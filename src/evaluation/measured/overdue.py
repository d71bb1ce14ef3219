"""Definitions whose day of review has passed when the figures were taken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from evaluation.catalogue.catalogue import Catalogue
from evaluation.catalogue.model import Indicator
from evaluation.catalogue.sources import Source
from evaluation.data.findings import Finding


def findings(catalogue: Catalogue, indicators: Iterable[Indicator], cut_off: date) -> list[Finding]:
    """A reportable finding for each of the ``indicators``, and each pack, that was to be looked at again before ``cut_off``, with
    the line that says so."""
    packs = [_Reviewed(p.said.title.zh, f"pack {p.called}", p.said.owner, p.said.review, p.file, ()) for p in catalogue.declared_by]
    own = [
        _Reviewed(i.code, i.code, i.owner or "whoever answers for the entry", i.review, catalogue.sources[path], path)
        for i in indicators
        if (path := ("indicators", i.code)) and i.review is not None
    ]
    return [_overdue_finding(of, of.review, cut_off) for of in (*packs, *own) if of.review is not None and of.review < cut_off]


class _Reviewed(NamedTuple):
    """What is looked at again by a day: ``item`` for pages, ``called`` in messages, and where it is declared."""

    item: str
    called: str
    owner: str
    review: date | None
    source: Source
    path: tuple[str, ...]


def _overdue_finding(of: _Reviewed, review: date, cut_off: date) -> Finding:
    what = "the definition was" if of.path else "its definitions were"
    return Finding(
        severity="reportable",
        code="review_overdue",
        message=f"{of.called}: {what} to be looked at again by {review}, before the cut-off of {cut_off}",
        fix=f"have {of.owner} look at {'it' if of.path else 'them'}, and write the next day under 'review'",
        file=of.source.file,
        row=of.source.line((*of.path, "review")),
        facts={"item": of.item, "day": str(review)},
    )
