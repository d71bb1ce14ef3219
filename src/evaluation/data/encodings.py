"""Whether what was read as GB18030 may be text in another encoding: nearly all bytes can be read so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evaluation.data.advice import ask_for
from evaluation.data.findings import Finding
from evaluation.study.model import Table

_LETTERS_BEHIND = re.compile(rb"[\x80-\xff](?:([A-Za-z])|.)", re.DOTALL)
_OF_NAMES = ("header_unknown", "header_missing", "region_unknown", "period")
_OTHERS = "Windows-1252, EUC-KR, Shift-JIS, Big5"


def is_western(content: bytes) -> bool:
    """Whether in ``content``, which is no UTF-8, most bytes beyond ASCII have a Latin letter behind them, as ``é`` in ``Québec``
    has where one byte is one character; of characters of GB18030 a fourth has at most, and of those in use hardly any."""
    behind = _LETTERS_BEHIND.findall(content)
    letters = sum(map(bool, behind))
    return letters > len(behind) - letters


def doubt(found: Iterable[Finding], encoding: str, table: Table) -> Sequence[Finding]:
    """``found`` of a file in ``encoding``: where nothing proves that GB18030 is the right one, what is said of names that are not
    known begins with that."""
    found = list(found)
    unread = {f.column for f in found if f.code == "header_missing"}
    is_proved = any(not name.isascii() and name not in unread for name in table.declared)
    if encoding != "gb18030" or is_proved:
        return found
    first = (
        f"The file is no UTF-8 and was read as GB18030: if it does not say so there it is in another encoding ({_OTHERS}), and "
        f"nothing of it is to be declared. {ask_for('it as CSV UTF-8')}. Else: "
    )
    return [replace(f, fix=first + f.fix) if f.code in _OF_NAMES and _is_wide(f) else f for f in found]


def _is_wide(finding: Finding) -> bool:
    return not (finding.message + finding.fix + (finding.value or "")).isascii()
