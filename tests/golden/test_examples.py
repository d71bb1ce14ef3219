"""The sample report in docs/examples is what the code makes now; ``make examples`` writes it anew.

Compared is everything but what compiled libraries may draw differently on another machine (coordinates inside drawings,
bytes of the embedded font) and the content key, which changes with every line of code.
"""

import re

import examples
import pypdfium2
import real_reports as real


def plain(html: str) -> str:
    """The page without its key, the font's bytes and the drawings' coordinates; their texts stay."""
    key = re.search(r"<code>([0-9a-f]{12})</code>", html)[1]
    html = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,", html.replace(key, "KEY"))
    return re.sub(r"<svg.*?</svg>", lambda drawing: re.sub(r"<[^>]*>", "|", drawing[0]), html, flags=re.DOTALL)


def pages(pdf: bytes) -> list[str]:
    """Text of every page, without blanks and without the key."""
    document = pypdfium2.PdfDocument(pdf)
    texts = ["".join(document[n].get_textpage().get_text_bounded().split()) for n in range(len(document))]
    key = re.search("[0-9a-f]{12}", texts[0])[0]
    return [text.replace(key, "KEY") for text in texts]


def test_the_sample_html_is_current():
    committed = examples.EXAMPLES["html"].read_text(encoding="utf-8")
    assert plain(committed) == plain(real.html(examples.STUDY, examples.REGION)), "run `make examples`"


def test_the_sample_pdf_is_current():
    committed = examples.EXAMPLES["pdf"].read_bytes()
    assert pages(committed) == pages(real.pdf(examples.STUDY, examples.REGION)), "run `make examples`"


def test_a_changed_word_is_seen():
    page = examples.EXAMPLES["html"].read_text(encoding="utf-8")
    assert plain(page) != plain(page.replace("武汉市", "武汉", 1))
    drawn = re.search(r"<svg.*?<text[^>]*>([^<]+)</text>", page, re.DOTALL)[1]
    assert plain(page) != plain(page.replace(f">{drawn}</text>", ">x</text>", 1))
