"""The paper of an official document in a word processor: page, styles, running lines and properties (GB/T 9704)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

WIDTH: Final = Mm(156)
RED: Final = RGBColor(0xC8, 0x10, 0x2E)
_GREY, _BROWN = RGBColor(0x59, 0x59, 0x59), RGBColor(0x9C, 0x44, 0x09)
_LATIN = "Times New Roman"
_SONG, _HEI, _KAI, _TITLE = "仿宋", "黑体", "楷体", "方正小标宋简体"
_LINE = {"zh": Pt(28.5), "en": Pt(20)}
SIZES: Final = {"zh": Pt(16), "en": Pt(12)}
_BEFORE_SEAL = 4  # letters between the date and the edge
_OWN = ("Letterhead", "Document Number", "Addressee", "Annex List", "Annex Mark", "Signature", "Imprint", "Note", "Table Text")


class WordSheet:
    """Of one ``file`` in one language."""

    def __init__(self, file: Document, language: str) -> None:
        self.file, self.language = file, language

    def lay_out(self) -> None:
        """Page and styles."""
        page = self.file.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
        page.header_distance, page.footer_distance = Mm(15), Mm(25)
        self.file.settings.odd_and_even_pages_header_footer = True
        normal, size = self._style("Normal"), SIZES[self.language]
        self._set(normal, _SONG, size)
        normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        normal.paragraph_format.line_spacing = _LINE[self.language]
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.widow_control = True
        for name in _OWN:
            self._style(name).base_style = normal
        body = self._style("Body Text")
        self._set(body, _SONG, size)
        body.paragraph_format.space_after = Pt(0 if self.language == "zh" else 8)
        if self.language == "zh":
            body.paragraph_format.first_line_indent = 2 * size
            body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for level, face in enumerate((_HEI, _KAI, _SONG), 1):
            head = self._style(f"Heading {level}")
            self._set(head, face, size, bold=level == 3 or self.language == "en")
            head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(6), Pt(0)
            head.paragraph_format.keep_with_next = True
            head.paragraph_format.first_line_indent = body.paragraph_format.first_line_indent
        self._lay_out_own(size)

    def _lay_out_own(self, size: Pt) -> None:
        centre = WD_ALIGN_PARAGRAPH.CENTER
        issuer = self._style("Letterhead")
        self._set(issuer, _TITLE, Pt(30), bold=True, colour=RED)
        issuer.paragraph_format.alignment, issuer.paragraph_format.line_spacing = centre, Pt(44)
        number = self._style("Document Number")
        number.paragraph_format.alignment, number.paragraph_format.space_before = centre, Pt(16)
        number.paragraph_format.space_after = Pt(26)
        title = self._style("Title")
        self._set(title, _TITLE, Pt(22), bold=self.language == "en")
        title.paragraph_format.alignment, title.paragraph_format.line_spacing = centre, Pt(34)
        title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(26)
        rule(title, ())
        self._style("Annex List").paragraph_format.left_indent = 2 * size
        self._style("Annex List").paragraph_format.keep_together = True
        mark = self._style("Annex Mark")
        self._set(mark, _HEI, size)
        mark.paragraph_format.page_break_before = True
        signed = self._style("Signature")
        signed.paragraph_format.alignment, signed.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, _BEFORE_SEAL * size
        signed.paragraph_format.keep_with_next = signed.paragraph_format.keep_together = True
        for name, points in (("Imprint", 14), ("Note", 10.5), ("Table Text", 10.5), ("Caption", 12), ("Header", 9), ("Footer", 14)):
            style = self._style(name)
            self._set(style, _HEI if name == "Caption" else _SONG, Pt(points))
            style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            style.paragraph_format.first_line_indent = Pt(0)
        for name in ("Table Text", "Imprint"):
            about = self._style(name).paragraph_format
            about.space_before = about.space_after = Pt(2)
        caption = self._style("Caption")
        caption.paragraph_format.keep_with_next, caption.paragraph_format.space_before = True, Pt(8)
        caption.paragraph_format.space_after = Pt(4)

    def run_along(self, text: str, synthetic: str) -> None:
        """``text`` and that data are ``synthetic`` over each page, and its number under it: right on odd pages, left on even."""
        page = self.file.sections[0]
        for over in (page.header, page.even_page_header):
            self._head(over, text, synthetic)
        for under, side in ((page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            line = _first(under, self._style("Footer"))
            line.alignment = side
            line.add_run("— ")
            _page_number(line.add_run())
            line.add_run(" —")

    def _head(self, over: _Header, text: str, synthetic: str) -> None:
        line = _first(over, self._style("Header"))
        line.add_run(text).font.color.rgb = _GREY
        if synthetic:
            said = line.add_run(f"　{synthetic}" if self.language == "zh" else f"  {synthetic}")
            said.bold, said.font.color.rgb = True, _BROWN
        rule(line, ("bottom",), "BFBFBF", 4)

    def describe(self, title: str, about: dict[str, Any]) -> None:
        """Title, author and what the file is about; its day where the document has one."""
        made = self.file.core_properties
        made.title, made.author, made.comments = title, about["author"], about["synthetic"] or about["subject"]
        made.keywords = ", ".join(about[name] for name in ("region", "region_code", "period", "study", "key", "status"))
        made.language = {"zh": "zh-CN", "en": "en-GB"}[self.language]
        made.last_modified_by, made.category = about["author"], about["status"]
        if about["dated"]:
            made.created = made.modified = datetime.datetime.fromisoformat(about["dated"])
        else:
            root = made._element
            for name in ("dcterms:created", "dcterms:modified"):
                root.remove(root.find(qn(name)))
        rels = self.file.part.package.rels
        for key in [k for k, r in rels.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del rels[key]

    def _style(self, name: str) -> ParagraphStyle:
        styles = self.file.styles
        found = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(found, ParagraphStyle)
        return found

    def _set(self, style: ParagraphStyle, face: str, size: Pt, *, bold: bool = False, colour: RGBColor | None = None) -> None:
        font = style.font
        font.name, font.size, font.bold, font.italic = _LATIN, size, bold, False
        font.color.rgb = colour or RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in [n for n in fonts.attrib if n.endswith("Theme")]:
            del fonts.attrib[name]
        for script, of in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", face)):
            fonts.set(qn(f"w:{script}"), of)


def _first(part: _Header | _Footer, style: ParagraphStyle) -> Paragraph:
    part.is_linked_to_previous = False
    line = part.paragraphs[0]
    line.style = style
    return line


def _page_number(run: Run) -> None:
    """The field of the page's number."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        if kind == "text":
            run.add_text(text)
            continue
        made = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            made.text = text
        else:
            made.set(qn("w:fldCharType"), kind)
        run._r.append(made)


def rule(of: Paragraph | ParagraphStyle, sides: Sequence[str], colour: str = "", eighths: int = 0) -> None:
    """Lines along ``sides``; none takes away those that a style came with."""
    properties = (of._p if isinstance(of, Paragraph) else of.element).get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if not sides:
        return
    borders = OxmlElement("w:pBdr")
    for side in sides:
        made = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
            made.set(qn(f"w:{name}"), value)
        borders.append(made)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
