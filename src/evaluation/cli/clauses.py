"""``evaluation clauses``: what the policy documents say, and what answers it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from evaluation.cli.output import say
from evaluation.errors import EXIT_DONE, Refused

if TYPE_CHECKING:
    from evaluation.catalogue.clauses import Clause

_KINDS = {"rules": "rules", "documents": "documents", "events": "dates", "checks": "assessor"}


@click.command(short_help="List what answers each clause of the policy documents.")
@click.argument("study", required=False)
@click.option("--missing", is_flag=True, help="Only what is not built; nothing when all is.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every sentence.")
def clauses(study: str | None, missing: bool, as_json: bool) -> int:
    """List each clause of both documents, or of STUDY's document, with the indicators, rules, documents, dates and
    checks that answer it. With STUDY, indicators that the study does not compute are listed apart.
    """
    from evaluation import project
    from evaluation.catalogue.catalogue import catalogue_in, catalogue_of
    from evaluation.catalogue.clauses import cited_as, summary
    from evaluation.study.load import load

    root, computed = project.root(), None
    if study is None:
        found = tuple(catalogue_in(root).clauses.values())
    else:
        asked = load(study, root)
        if asked.file.policy is None:
            raise Refused(f"study {study!r} names no policy document; add 'policy' to its study.yml, or leave STUDY out")
        found = cited_as(asked.file.policy.prefix, catalogue_of(asked, root).clauses)
        computed = set(asked.file.indicators)
    if as_json:
        say(json.dumps([_plain(c) for c in found], ensure_ascii=False, sort_keys=True, indent=1))
    elif missing:
        for clause in found:
            for part in clause.missing:
                say(f"{clause.code}  {part.kind[:-1]} {part.code}: {part.title.en}: {part.missing}")
    else:
        for clause in found:
            say("\n".join(_lines(clause, computed)))
        say(summary(found))
    return EXIT_DONE


def _lines(clause: Clause, computed: set[str] | None) -> Iterator[str]:
    yield f"{clause.code} {clause.title.en} · {clause.title.zh}"
    mine = [c for c in clause.indicators if computed is None or c in computed]
    if mine:
        yield f"  indicators  {', '.join(mine)}"
    if len(mine) < len(clause.indicators):
        yield f"  not in this study  {', '.join(c for c in clause.indicators if c not in mine)}"
    for kind, label in _KINDS.items():
        codes = [part.code + (" (not built)" if part.missing else "") for part in clause.parts(kind)]
        if codes:
            yield f"  {label}  {', '.join(codes)}"
    if not clause.indicators and not any(clause.parts(kind) for kind in _KINDS):
        yield f"  {clause.sentences[0].reason}"


def _plain(clause: Clause) -> dict[str, Any]:
    return {
        "clause": clause.code,
        "title": {"zh": clause.title.zh, "en": clause.title.en},
        "sentences": [{"zh": s.zh, "indicators": s.indicators, "uses": s.uses, "reason": s.reason} for s in clause.sentences],
        "missing": {part.code: part.missing for part in clause.missing},
    }
