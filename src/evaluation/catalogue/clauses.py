"""What the policy documents say, sentence by sentence, and what answers each sentence.

The sentences stand in the ``clauses.toml`` of a document's pack, what answers them beside indicators in its ``parts.toml``.
Nothing is left out silently: a sentence names an indicator, a rule, a document, a date or a check, or gives a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.catalogue.packs import HOME, read_table, shipped_packs
from evaluation.errors import Refused, near
from evaluation.process import HERE as PROCESS
from evaluation.study.model import Words

KINDS = ("rules", "documents", "events", "checks")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePart:
    """What answers a sentence beside indicators.

    ``kind``: one of :data:`KINDS`. ``at``: ``module:name`` of what does it; ``missing``: what is not built. A check has
    neither: an assessor judges it, in a study's ``rubric.csv`` (定性, HB-20).
    """

    code: str
    kind: str
    title: Words
    at: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as printed, the indicators and parts that answer it, or the ``reason`` why nothing does."""

    zh: str
    indicators: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered item of a document; number 0 is its preamble with the targets."""

    code: str
    title: Words
    sentences: tuple[Sentence, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for s in self.sentences for code in s.indicators))

    def parts(self, kind: str) -> tuple[ClausePart, ...]:
        found = (parts()[code] for code in dict.fromkeys(code for s in self.sentences for code in s.uses))
        return tuple(part for part in found if part.kind == kind)

    @property
    def missing(self) -> tuple[ClausePart, ...]:
        """Parts that are not built."""
        return tuple(part for kind in KINDS for part in self.parts(kind) if part.missing)


def _folders() -> list[Path]:
    return [*(HOME / name for name in shipped_packs()), *PROCESS.packs]


@cache
def parts() -> dict[str, ClausePart]:
    """Every part by its code, of all packs; ``ValueError`` for a code that stands twice."""
    found: dict[str, ClausePart] = {}
    for folder in _folders():
        for kind, group in read_table(folder, "parts.toml").items():
            for code, said in group.items():
                if code in found:
                    raise ValueError(f"{folder.name}/parts.toml: {code!r} stands under {found[code].kind} already")
                title = Words(zh=said.pop("zh"), en=said.pop("en"))
                found[code] = ClausePart(code=code, kind=kind, title=title, **said)
    return found


@cache
def clauses() -> dict[str, Clause]:
    """Every clause of the documents of all packs, in their order."""
    return {code: _clause(code, said) for folder in _folders() for code, said in read_table(folder, "clauses.toml").items()}


def _clause(code: str, said: Mapping[str, Any]) -> Clause:
    return Clause(
        code=code,
        title=Words(zh=said["zh"], en=said["en"]),
        sentences=tuple(
            Sentence(
                zh=s["zh"], indicators=tuple(s.get("indicators", ())), uses=tuple(s.get("uses", ())), reason=s.get("reason", "")
            )
            for s in said["sentences"]
        ),
    )


def forget() -> None:
    """Read the clauses again when they are asked for: a project's own packs have changed."""
    parts.cache_clear()
    clauses.cache_clear()


def of(prefix: str) -> tuple[Clause, ...]:
    """Clauses of the document cited by ``prefix``; :class:`Refused` when no document is cited so."""
    known = dict.fromkeys(code.partition("-")[0] for code in clauses())
    if prefix not in known:
        raise Refused(f"no document is cited as {prefix!r}; {near(prefix, known)}")
    return tuple(clause for clause in clauses().values() if clause.code.startswith(f"{prefix}-"))


def summary(found: tuple[Clause, ...]) -> str:
    """How many clauses and sentences there are, by what answers them, and how many parts are not built."""
    sentences = [s for clause in found for s in clause.sentences]
    counted = sum(bool(s.indicators) for s in sentences)
    reasoned = sum(bool(s.reason) for s in sentences)
    open_parts = {part.code for clause in found for part in clause.missing}
    return (
        f"{len(found)} clauses, {len(sentences)} sentences: {counted} with indicators, "
        f"{len(sentences) - counted - reasoned} with rules, documents, dates or checks only, {reasoned} with a reason; "
        f"{len(open_parts)} parts not built"
    )
