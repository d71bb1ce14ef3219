"""Study files are read by libyaml where nothing in them is unusual: it must never read what PyYAML's own reader does not."""

from __future__ import annotations

import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from evaluation.study import strict_yaml

SAMPLE = """\
title: {zh: 小样, en: "Small: sample"}   # what it is
period: "2007"
tables:
  employment:
    title_rows: 2
    ignore: [地区, 'it''s', -x]
    columns:
      新就业（人）: {quantity: new_employed, unit: 人}
why:
  - first line
    second line
  - |
    kept
     as is
  - >-
    folded
    text
last:
"""
ODD = [
    "\n",
    "\n  ",
    "\r\n",
    "\r",
    ": ",
    ":",
    " #",
    "- ",
    "? ",
    "---\n",
    "...\n",
    "<<: ",
    "!!str ",
    "!x ",
    "&a ",
    "*a ",
    "''",
    '""',
    "%YAML 1.1\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "|\n",
    ">\n",
    "\\",
    "\t",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x07",
    "\xa0",
    "title: 1\n",
    "0",
    "~",
    "人",
    "=",
    "@",
    "`",
]
changes = st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.sampled_from(ODD), st.sampled_from([0, 0, 1, 4])), max_size=2)


@settings(max_examples=600, deadline=None)
@given(changes, st.sampled_from([0, 0, 3, 6, 9]))
def test_the_two_readers_agree(changes, start):
    text = "\n".join(SAMPLE.split("\n")[start:])
    for at, odd, lost in changes:
        at = at % (len(text) + 1)
        text = text[:at] + odd + text[at + lost :]
    try:
        read = strict_yaml._usual(text)
    except strict_yaml._Unusual:
        event("left to PyYAML")
        return
    event("read by libyaml")
    assert read == yaml.load(text, Loader=strict_yaml._Loader)


def test_a_plain_file_is_read_by_libyaml():
    assert yaml.__with_libyaml__
    assert strict_yaml._usual(SAMPLE) == yaml.load(SAMPLE, Loader=strict_yaml._Loader)
