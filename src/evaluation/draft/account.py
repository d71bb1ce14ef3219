"""The account of a fund that a table gives: columns of money under one head are its sources, or its items of spending."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluation.data.header import yaml_entry
from evaluation.draft.columns import TOTAL
from evaluation.draft.figures import DraftedColumn
from evaluation.study.counted import MONEY

_HEADS = {
    "paid_in": re.compile(r"(?i)来源|到位|拨付|筹集|收入|sources?|received|paid in|released|income"),
    "spending": re.compile(r"(?i)支出|使用|支付|去向|spen[dt]|expenditure|outlay|paid out|uses?\b"),
}


def find_account(entries: Sequence[DraftedColumn], language: str) -> list[str]:
    """Lines of catalogue.yml: the groups of the account, and the account; none where no head is over several columns of money of
    the study's own."""
    heads: dict[str, list[DraftedColumn]] = {}
    for entry in entries:
        own = entry.own is not None and entry.own.counts == MONEY and entry.own.kind == "flow"
        if own and entry.head and not TOTAL.match(_last(entry)):
            heads.setdefault(entry.head, []).append(entry)
    found = {
        role: (head, members)
        for head, members in heads.items()
        for role, said in _HEADS.items()
        if said.search(head) and len(members) > 1
    }
    if not found:
        return []
    lines = ["groups:"]
    for role, (head, members) in found.items():
        codes = ", ".join(m.quantity for m in members)
        lines.append(f"  {role}: {{title: {{{language}: {yaml_entry(head)}}}, of: [{codes}]}}   # what stands under one head")
    said = ", ".join(f"{role}: {role}" for role in found)
    if "paid_in" in found:
        levels = ", ".join(f"{m.quantity}: {{{language}: {yaml_entry(_last(m))}}}" for m in found["paid_in"][1])
        said += f", levels: {{{levels}}}"
    return [*lines, f"fund: {{{said}}}   # a guess: say too what was carried over and what is left"]


def _last(entry: DraftedColumn) -> str:
    """What a column is called below its head."""
    return entry.own.title.removeprefix(entry.head).strip() if entry.own else ""
