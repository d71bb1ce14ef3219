"""The shipped font knows what it lacks, and its subsets hold what was asked for."""

import io
import re

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter

from evaluation.errors import Refused
from evaluation.render import fonts
from evaluation.render.sfnt import Sfnt

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
    whole = TTFont(fonts.BOLD if weight == "bold" else fonts.REGULAR)
    part = TTFont(io.BytesIO(data), checkChecksums=2)
    assert set(part.reader.keys()) == {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
    assert all(part[table] for table in set(part.reader.keys()))
    assert set(part.getBestCmap()) == set(map(ord, TEXT))
    for char in TEXT:
        assert len({table.cmap[ord(char)] for table in part["cmap"].tables}) == 1
        assert part["hmtx"][part.getBestCmap()[ord(char)]][0] == whole["hmtx"][whole.getBestCmap()[ord(char)]][0]
        glyph = part["glyf"][part.getBestCmap()[ord(char)]]
        same = whole["glyf"][whole.getBestCmap()[ord(char)]]
        assert glyph.getCoordinates(part["glyf"])[0] == same.getCoordinates(whole["glyf"])[0]


def test_the_order_of_characters_does_not_change_the_bytes():
    first = fonts.subset_woff(TEXT)
    fonts._subset.cache_clear()
    assert fonts.subset_woff(reversed(TEXT + TEXT)) == first


def test_a_subset_as_a_plain_file_has_the_checksum_it_states():
    part = TTFont(io.BytesIO(fonts.subset_woff(TEXT)))
    writer = SFNTWriter(target := io.BytesIO(), len(part.reader.keys()))
    for tag in sorted(part.reader.keys()):
        writer[tag] = part.reader[tag]
    writer.close()
    assert TTFont(target)["head"].checkSumAdjustment == part["head"].checkSumAdjustment


def test_the_width_of_a_character_is_the_fonts_own():
    for weight, path in (("regular", fonts.REGULAR), ("bold", fonts.BOLD)):
        whole = TTFont(path)
        names, widths = whole.getBestCmap(), whole["hmtx"]
        assert {char: widths[names[ord(char)]][0] / 1000 for char in TEXT} == {char: fonts.measure(char, weight) for char in TEXT}


def test_a_font_with_composite_glyphs_is_refused():
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A", "Aacute"])
    builder.setupCharacterMap({65: "A", 193: "Aacute", 0x20BB7: "A"})
    plain, pen = TTGlyphPen(None), TTGlyphPen({"A": None})
    for point in ((0, 0), (500, 0), (250, 700)):
        (plain.lineTo if plain.points else plain.moveTo)(point)
    plain.closePath()
    pen.addComponent("A", (1, 0, 0, 1, 0, 90))
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": plain.glyph(), "Aacute": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (600, 0), "Aacute": (610, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Drawn"})
    builder.setupPost()
    builder.font.save(target := io.BytesIO())
    font = Sfnt(target.getvalue())
    part = TTFont(io.BytesIO(font.woff([65, 0x20BB7])), checkChecksums=2)
    assert set(part.getBestCmap()) == {65, 0x20BB7}
    assert part.getGlyphSet()[part.getBestCmap()[0x20BB7]].width == 600
    with pytest.raises(Refused, match="the font has composite glyphs; install the shipped font again"):
        font.woff([193])
