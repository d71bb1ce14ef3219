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
    from evaluation.catalogue.clauses import clauses as known
    from evaluation.catalogue.clauses import of, summary

    found = tuple(known().values())
    computed: set[str] | None = None
    if study is not None:
        policy, computed = _study(study)
        found = of(policy)
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


def _study(name: str) -> tuple[str, set[str]]:
    """Prefix of the study's document and the indicators it computes."""
    from evaluation import project
    from evaluation.study.load import load

    study = load(name, project.root())
    if study.file.policy is None:
        raise Refused(f"study {name!r} names no policy document; add 'policy' to its study.yml, or leave STUDY out")
    return study.file.policy.prefix, set(study.file.indicators)


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
