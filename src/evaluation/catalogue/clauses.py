"""What the policy documents say, sentence by sentence, and what answers each sentence.

The sentences stand in the ``clauses.toml`` of a document's pack, what answers them beside indicators in its ``parts.toml``.
Nothing is left out silently: a sentence names an indicator, a rule, a document, a date or a check, or gives a reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluation.catalogue.duty import Duty
from evaluation.catalogue.pack import Pack
from evaluation.catalogue.search import Known, suggest
from evaluation.catalogue.sources import EntryProblems, Source
from evaluation.errors import Refused, near
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
    """A numbered item of a document; number 0 is its preamble with the targets. ``named``: the parts that sentences use."""

    code: str
    title: Words
    sentences: tuple[Sentence, ...]
    named: Mapping[str, ClausePart] = field(repr=False, compare=False)

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for s in self.sentences for code in s.indicators))

    def parts(self, kind: str) -> tuple[ClausePart, ...]:
        found = (self.named[code] for code in dict.fromkeys(code for s in self.sentences for code in s.uses))
        return tuple(part for part in found if part.kind == kind)

    @property
    def missing(self) -> tuple[ClausePart, ...]:
        """Parts that are not built."""
        return tuple(part for kind in KINDS for part in self.parts(kind) if part.missing)


def parts_of(packs: Iterable[Pack]) -> dict[str, ClausePart]:
    """Every part by its code, of all ``packs``; :class:`Refused` for a code that stands twice."""
    found: dict[str, ClausePart] = {}
    for pack in packs:
        for kind, group in pack.parts.items():
            for code, said in group.items():
                where = f"{pack.shown}/parts.toml, {code}"
                if code in found:
                    raise Refused(f"{where}: stands under {found[code].kind} already; keep one")
                found[code] = _part(code, kind, said, where)
    return found


def _part(code: str, kind: str, said: Mapping[str, Any], where: str) -> ClausePart:
    if kind not in KINDS:
        raise Refused(f"{where}: {kind!r} is no kind of part; {near(kind, KINDS)}")
    rest = {key: value for key, value in said.items() if key not in ("zh", "en")}
    try:
        return ClausePart(code=code, kind=kind, title=_words(said, where), **rest)
    except TypeError:
        raise Refused(f"{where}: holds zh, en, and at or missing; got {', '.join(said)}") from None


def clauses_of(packs: Iterable[Pack], named: Mapping[str, ClausePart], indicators: Collection[str]) -> dict[str, Clause]:
    """Every clause of the documents of ``packs``, in their order. :class:`Refused` for a sentence that names an indicator or a part
    that is not there."""
    packs, found = tuple(packs), dict[str, Clause]()
    entries = [Known(code, (part.title.zh, part.title.en)) for code, part in named.items()]
    for pack in packs:
        for code, said in pack.clauses.items():
            where = f"{pack.shown}/clauses.toml, {code}"
            found[code] = clause = _clause(code, said, named, where)
            for sentence in clause.sentences:
                for name in (n for n in sentence.indicators if n not in indicators):
                    raise Refused(f"{where}: there is no indicator {name!r}; {near(name, indicators)}")
                for name in (n for n in sentence.uses if n not in named):
                    raise Refused(f"{where}: there is no part {name!r}; {suggest(name, entries)}")
    return found


def check_duties(duties: Mapping[str, Duty], sources: Mapping[tuple[str, ...], Source], known: Mapping[str, Clause]) -> None:
    """:class:`Refused` for a duty of a pack that cites an item which its document has not."""
    problems, prefixes = EntryProblems(), {code.partition("-")[0] for code in known}
    for duty in duties.values():
        for cited in duty.clauses if duty.pack else ():
            if cited not in known and cited.partition("-")[0] in prefixes:
                path = ("duties", duty.code, "clause")
                problems.tell(sources[path[:2]], path, f"'{cited}' is no item of the document; {near(cited, known)}")
    problems.refuse()


def _clause(code: str, said: Mapping[str, Any], named: Mapping[str, ClausePart], where: str) -> Clause:
    try:
        sentences = tuple(
            Sentence(
                zh=s["zh"], indicators=tuple(s.get("indicators", ())), uses=tuple(s.get("uses", ())), reason=s.get("reason", "")
            )
            for s in said["sentences"]
        )
    except (KeyError, TypeError, AttributeError):
        raise Refused(f"{where}: a clause has zh, en and sentences, each [[{code}.sentences]] with zh") from None
    return Clause(code=code, title=_words(said, where), sentences=sentences, named=named)


def _words(said: Mapping[str, Any], where: str) -> Words:
    try:
        return Words(zh=said["zh"], en=said["en"])
    except (KeyError, TypeError, ValueError):
        raise Refused(f'{where}: write its title as zh = "…" and en = "…"') from None


def cited_as(prefix: str, known: Mapping[str, Clause]) -> tuple[Clause, ...]:
    """Clauses of the document cited by ``prefix``; :class:`Refused` when no document is cited so."""
    prefixes = dict.fromkeys(code.partition("-")[0] for code in known)
    if prefix not in prefixes:
        raise Refused(f"no document is cited as {prefix!r}; {near(prefix, prefixes)}")
    return tuple(clause for clause in known.values() if clause.code.startswith(f"{prefix}-"))


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
