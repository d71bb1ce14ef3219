"""What is advised about delivered files: none is ever touched. What differs is declared in the study, or asked for; what only has
another form is saved as a copy."""

from __future__ import annotations

import json
import re

from evaluation.errors import fit_for_message

_WHY = {
    "missing": "where the figure is not known",
    "suppressed": "where it is kept back",
    "not_applicable": "where there can be none (a zero is a figure)",
}
_LIKELY = {
    "suppressed": re.compile(
        r"保密|涉密|不公开|机密|[<＜≤] ?[0-9]+|少于[0-9]+|\[?\(?[cCsS]\)?\]?|confidential|suppressed|secret", re.I
    ),
    "not_applicable": re.compile(r"/|／|\\|无|没有|不涉及|无此项|无关|\[z\]|z|none|na|not applicable", re.I),
    "missing": re.compile(r"缺|缺失|未报|未填|未统计|不详|待补|待报|空|\?|？|\.\.|:|\[?x\]?|m|missing|unknown|n\.a\.?", re.I),
}
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
ALIKE = "If it is that one, write the name as it is here into the column 'also' of regions.csv"


def is_withheld(text: str) -> bool:
    """Whether ``text`` says that a figure is kept back, as ``<5`` does."""
    return _LIKELY["suppressed"].fullmatch(text) is not None


def declare_mark(text: str) -> str:
    """What to declare where ``text`` stands for no figure: the kinds of nothing, that first which it most often is, and when each
    is right."""
    if len(text) > _LONGEST:
        return f"{NOTE}; else ask who delivers it for the figure"
    likely = next((kind for kind, said in _LIKELY.items() if said.fullmatch(text)), "")
    first, *others = sorted(_WHY, key=lambda kind: kind != likely)
    mark = json.dumps(fit_for_message(text), ensure_ascii=False)
    rest = ", ".join(f"'{kind}' {_WHY[kind]}" for kind in others)
    return f"Ask for the figure, or declare for the table in study.yml 'marks: {{{first}: [{mark}]}}' {_WHY[first]}, {rest}"
