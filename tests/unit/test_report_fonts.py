"""The shipped font knows what it lacks, and its subsets hold what was asked for."""

import io
import re

import pytest
from fontTools.ttLib import TTFont

from evaluation.errors import Refused
from evaluation.report import fonts

TEXT = "武汉市2007年：36.2%、≥—…é"


def test_characters_the_font_lacks_are_named():
    assert fonts.supports(TEXT + "\n") == set()
    assert fonts.supports("达标✔ 未达标✗ 𠮷") == set("✔✗𠮷")
    with pytest.raises(Refused, match=re.escape("region: the report font Noto Sans SC has no ✗ (U+2717)")):
        fonts.require("✗", "region")


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_subset_draws_its_characters_like_the_whole_font(weight):
    data = fonts.subset_woff(TEXT, weight)
    assert data[:4] == b"wOFF"
    assert len(data) < 20_000
    whole = fonts._font(fonts.BOLD if weight == "bold" else fonts.REGULAR)
    part = TTFont(io.BytesIO(data))
    assert set(part.getBestCmap()) == set(map(ord, TEXT))
    for char in TEXT:
        assert part["hmtx"][part.getBestCmap()[ord(char)]][0] == whole["hmtx"][whole.getBestCmap()[ord(char)]][0]
        glyph = part["glyf"][part.getBestCmap()[ord(char)]]
        same = whole["glyf"][whole.getBestCmap()[ord(char)]]
        assert glyph.getCoordinates(part["glyf"])[0] == same.getCoordinates(whole["glyf"])[0]


def test_the_order_of_characters_does_not_change_the_bytes():
    first = fonts.subset_woff(TEXT)
    fonts._subset.cache_clear()
    assert fonts.subset_woff(reversed(TEXT + TEXT)) == first
