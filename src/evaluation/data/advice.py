"""What is advised about delivered files: none is ever touched. What differs is declared in the study, or asked for; what only has
another form is saved as a copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from evaluation.errors import fit_for_message

_WHY = {
    "missing": "where the figure is not known",
    "suppressed": "where it is kept back",
    "not_applicable": "where there can be none (a zero is a figure)",
}
_FINE = "where it is less than the last digit that is printed"
_LIKELY = {
    "below_precision": re.compile(r"\[?low\]?|0\*|negligible|微量", re.I),
    "suppressed": re.compile(
        r"保密|涉密|不公开|机密|[<＜≤] ?[0-9]+|少于[0-9]+|\[?\(?[cCsS]\)?\]?|confidential|suppressed|secret", re.I
    ),
    "not_applicable": re.compile(r"/|／|\\|无|没有|不涉及|无此项|无关|\[z\]|z|none|na|not applicable", re.I),
    "missing": re.compile(r"缺|缺失|未报|未填|未统计|不详|待补|待报|空|\?|？|\.\.|:|\[?x\]?|m|missing|unknown|n\.a\.?", re.I),
}
ADVISED = "for the table in study.yml 'marks: {"
_LONGEST = 12  # characters of a mark


def ask_for(what: str) -> str:
    return f"Ask who delivers it for {what}, and keep this one"


def copy_as(form: str) -> str:
    return f"Save a copy as {form} beside the one delivered, which is kept, and declare that in study.yml"


NOTE = "If it is a note below the table, say how notes begin in study.yml: 'stop: …'"
UNKNOWN = (
    "If it is a region of the study, write this name into the column 'also' of regions.csv; if it is a total or a note below the "
    "table, declare it in study.yml ('total', 'stop'); else leave out such rows by 'rows: {unlisted: ignored}' there"
)
_TOTAL = re.compile(
    r"(?i).*[合总小共][计計]|总数|全(?:国|省|市|区|县|部|体).*|"
    r"(?:.*\b)?(?:sub-?|grand )?totals?\b.*|all\b.*|overall|sum\b.*|whole\b.*"
)
_LIKE = 0.75  # a total written otherwise, and not another word
ALIKE = "If it is that one, write the name as it is here into the column 'also' of regions.csv"


def declare_total(text: str, total: str | None, column: str) -> str:
    """What to declare where ``text``, no region's name, stands in ``column`` and says that a row is a total, or nearly says what
    study.yml calls the ``total`` of the table; empty where it does neither."""
    said = json.dumps(fit_for_message(text.strip()), ensure_ascii=False)
    out = f"'rows: {{ignore: {{{column}: [{said}]}}}}' there leaves such rows out"
    if total is not None and SequenceMatcher(None, text.strip().casefold(), total.casefold()).ratio() >= _LIKE:
        return (
            f"Did you mean the total '{total}'? 'total' takes one label, as the table writes it: where these are the totals, "
            f"write 'total: {said}' in study.yml; where both are, {out}"
        )
    if not _TOTAL.fullmatch(text.strip()):
        return ""
    if total is None:
        return f"If it is the total of other rows, write 'total: {said}' for the table in study.yml, to compare them; else {out}"
    return (
        f"'total' of the table is '{total}', and takes one label: where these are the totals, write 'total: {said}' in study.yml; "
        f"where both are, {out}"
    )


def is_withheld(text: str) -> bool:
    """Whether ``text`` says that a figure is kept back, as ``<5`` does."""
    return _LIKELY["suppressed"].fullmatch(text) is not None


def likely_mark(text: str) -> str:
    """The kind of nothing that sources mostly write so; empty where they do not."""
    return next((kind for kind, said in _LIKELY.items() if said.fullmatch(text)), "")


def declare_mark(text: str) -> str:
    """What to declare where ``text`` stands for no figure: the kinds of nothing, that first which it most often is, and when each
    is right."""
    if len(text) > _LONGEST:
        return f"{NOTE}; else ask who delivers it for the figure"
    likely = likely_mark(text)
    why = _WHY | ({likely: _FINE} if likely == "below_precision" else {})
    first, *others = sorted(why, key=lambda kind: kind != likely)
    mark = json.dumps(fit_for_message(text), ensure_ascii=False)
    rest = ", ".join(f"'{kind}' {why[kind]}" for kind in others)
    return f"Ask for the figure, or declare for the table in study.yml 'marks: {{{first}: [{mark}]}}' {why[first]}, {rest}"


def declare_marks(texts: Iterable[str], declared: Mapping[Any, Sequence[str]]) -> str:
    """The line that declares all of ``texts`` beside what is ``declared``, each as what it mostly stands for."""
    kinds: dict[str, list[str]] = {kind: list(said) for kind, said in declared.items()}
    for text in texts:
        kinds.setdefault(likely_mark(text) or "missing", []).append(text)
    said = (f"{kind}: {json.dumps([fit_for_message(t) for t in found], ensure_ascii=False)}" for kind, found in kinds.items())
    return f"marks: {{{', '.join(said)}}}"
