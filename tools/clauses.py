"""Write ``docs/clauses.md`` from the clauses: ``make docs``. A test compares the file with :func:`document`."""

from collections.abc import Iterator
from pathlib import Path

from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.clauses import KINDS, Clause, Sentence, summary

PATH = Path(__file__).resolve().parents[1] / "docs" / "clauses.md"
HEAD = """\
# Clauses and what answers them

Made by `make docs` from `clauses.toml` and `parts.toml` of the packs in `src/evaluation/packs/`; do not edit.
`evaluation clauses` prints the same, `evaluation clauses --missing` what is not built, and a study's name after it only
that study's document.

HB is the document of Hubei of 2007 (鄂劳社发[2007]17号), GZ that of Guizhou of 6 August 2010. Number 0 is the preamble with
the targets. Each sentence names what answers it: indicators of the [catalogue](indicators.md), rules, documents, dates of
the calendar, checks that an assessor judges (定性), or the reason why nothing does. **Not built** is said where it holds.
"""
LABELS = {"rules": "Rule", "documents": "Document", "events": "Date", "checks": "Assessor"}


def document() -> str:
    found = tuple(catalogue().clauses.values())
    lines = [HEAD, f"{summary(found)}.\n"]
    for clause in found:
        lines += _clause(clause)
    lines += ["## Parts\n", *_parts()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _clause(clause: Clause) -> Iterator[str]:
    yield f"## {clause.code} {clause.title.en} · {clause.title.zh}\n"
    yield "| sentence | answered by |"
    yield "|---|---|"
    for sentence in clause.sentences:
        yield f"| {sentence.zh} | {'<br>'.join(_answers(sentence))} |"
    yield ""
    duties = [d for d in catalogue().duties.values() if clause.code in d.clauses]
    if duties:
        yield "Judged without a line being set: " + "; ".join(f"{d.title.en} (`{d.code}`)" for d in duties) + ".\n"


def _answers(sentence: Sentence) -> Iterator[str]:
    if sentence.indicators:
        yield ", ".join(f"`{code}`" for code in sentence.indicators)
    for part in (catalogue().parts[code] for code in sentence.uses):
        yield f"{LABELS[part.kind]}: {part.title.en}" + (" (**not built**)" if part.missing else "")
    if sentence.reason:
        yield f"*{sentence.reason}*"


def _parts() -> Iterator[str]:
    for kind in KINDS:
        yield f"### {kind.capitalize()}\n"
        yield "| code | English | 中文 | where |"
        yield "|---|---|---|---|"
        for part in catalogue().parts.values():
            if part.kind == kind:
                where = f"`{part.at}`" if part.at else f"**not built**: {part.missing}" if part.missing else "`rubric.csv`"
                yield f"| `{part.code}` | {part.title.en} | {part.title.zh} | {where} |"
        yield ""


if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
    print(f"wrote {PATH.relative_to(PATH.parents[1])}")
