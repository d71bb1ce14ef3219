"""Wrong entries, each with the whole of what is told: file, line, path, what was got, the nearest name and what to write."""

from __future__ import annotations

import re
from pathlib import Path

import own_study
import pytest

from evaluation.catalogue.catalogue import catalogue
from evaluation.catalogue.compile import compile_entries
from evaluation.catalogue.known_packs import shipped_packs
from evaluation.catalogue.pack import choose
from evaluation.catalogue.sources import Source
from evaluation.errors import Refused

FILE = Path(__file__).with_name("wrong_entries.txt")
PACKS = tuple(source for pack in choose(None, shipped_packs(), "") for source in pack.sources)
ENTRIES = own_study.ENTRIES + own_study.DUTIES
_OF_A_PACK = re.compile(r"(packs/[a-z0-9_/]+\.yml):\d+")


def cases():
    """What stands in the entries, what is written instead, and what is told; a pack's line is N."""
    for block in FILE.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        old, new = (next(line[2:] for line in lines if line.startswith(sign)).replace("\\n", "\n") for sign in ("- ", "+ "))
        yield old, new, "\n".join(line[2:] for line in lines if line.startswith("= "))


def told(text):
    with pytest.raises(Refused) as refused:
        compile_entries((*PACKS, Source("params/works/catalogue.yml", "", text)))
    return _OF_A_PACK.sub(r"\1:N", str(refused.value))


@pytest.mark.parametrize(("old", "new", "said"), [pytest.param(*case, id=str(n)) for n, case in enumerate(cases())])
def test_a_wrong_entry_is_told_whole(old, new, said):
    assert old in ENTRIES
    assert told(ENTRIES.replace(old, new, 1)) == said


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines():
    text = own_study.ENTRIES.replace("numerator: wages\n", "numerator: wage\n").replace("direction: higher", "direction: up")
    lines = [int(re.match(r"params/works/catalogue\.yml:(\d+): ", line)[1]) for line in told(text).splitlines()]
    assert len(lines) == 3 and lines == sorted(lines)


def test_no_message_lists_the_catalogue():
    said = told(own_study.ENTRIES.replace("numerator: wages\n", "numerator: zzzzqqqq\n"))
    assert said.endswith("'zzzzqqqq' is no quantity or group; none is called like it. Search: evaluation indicators zzzzqqqq")
    assert len(catalogue().quantities) > 200
