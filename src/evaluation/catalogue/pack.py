"""What one policy document brings to the catalogue, declared in a folder of its own: a pack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.catalogue.model import Counts, Indicators
from evaluation.study.base import Words

Rows = tuple[str, Counts, str]
"""Area and what is counted, and a line each of quantities: code | Chinese | English | kind | part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One document's entries: ``PACK`` of the folder ``packs/<name>/``, with ``clauses.toml`` and ``parts.toml`` beside it.

    ``document``: the source, of ``year`` (0: no one document). ``prefix``: how its items are cited (HB-20). ``quantities``: what
    its tables hold. ``declare`` adds its indicators, over these and those of any other pack. ``owner`` answers for the
    entries; ``checked_by`` compared them with the document (empty: nobody yet), ``reviewed`` the day of it.
    """

    title: Words
    document: Words
    year: int
    prefix: str
    owner: str
    quantities: Sequence[Rows] = ()
    declare: Callable[[Indicators], None] = lambda catalogue: None
    checked_by: str = ""
    reviewed: date | None = None

    def __post_init__(self) -> None:
        if bool(self.checked_by) != (self.reviewed is not None):
            raise ValueError(f"pack {self.title.en!r}: give both checked_by and reviewed, or neither while nobody has checked it")
