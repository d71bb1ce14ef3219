"""The HTML reports in a real browser, wide and as narrow as a telephone: nothing runs over, nothing is asked for."""

from __future__ import annotations

import os

import chrome
import pytest
import real_reports as real

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("EVALUATION_NO_BROWSER")), reason="EVALUATION_NO_BROWSER is set"),
]
PLACES = [("hubei-2007", "420200", "zh"), ("guizhou-2010", "522600", "en")]
WIDTHS = (1200, 400)

# Elements that reach past the window and do not stand in something that scrolls by itself.
TOO_WIDE = """(() => {
  const limit = document.documentElement.clientWidth + 1, found = [];
  const scrolls = e => { for (; e && e !== document.body; e = e.parentElement) {
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)) return true; } return false; };
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (box.width && box.right > limit && !scrolls(e) && !e.closest('.skip') && !e.closest('details:not([open])'))
      found.push(e.tagName + '.' + e.getAttribute('class') + ' ' + Math.round(box.right));
  }
  return found;
})()"""


@pytest.fixture(scope="module")
def tab():
    if not chrome.program():
        pytest.fail("no chromium on the path; install it or set EVALUATION_NO_BROWSER=1 to leave these tests out")
    with chrome.browser() as tab:
        yield tab


@pytest.fixture(scope="module", params=PLACES, ids="-".join)
def file(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(real.html(*request.param), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_not_wider_than_the_window(tab, file, width):
    tab.show(file, width)
    assert tab.value("document.documentElement.scrollWidth") <= width
    assert tab.value(TOO_WIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_cut_off_can_be_scrolled_to(tab, file, width):
    """A wide table scrolls in a frame of its own; nothing is hidden without a scroll bar."""
    tab.show(file, width)
    hidden = tab.value("""[...document.querySelectorAll('main *')].filter(e =>
        e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).overflowX === 'hidden'
        && !(e instanceof SVGElement)).map(e => e.tagName + '.' + e.className)""")
    assert hidden == []


def test_the_page_asks_for_nothing_and_breaks_no_policy(tab, file):
    tab.show(file, 1200)
    asked = [e["params"]["request"]["url"] for e in tab.events if e.get("method") == "Network.requestWillBeSent"]
    outside = [u for u in asked if not u.startswith(("data:", "file:"))]
    assert (outside, [u for u in asked if u.startswith("file:")]) == ([], [file.resolve().as_uri()])
    complaints = [e["params"]["entry"]["text"] for e in tab.events if e.get("method") == "Log.entryAdded"]
    assert complaints == []


def test_its_own_font_is_the_one_that_is_used(tab, file):
    tab.show(file, 1200)
    loaded = tab.value("""document.fonts.ready.then(f => [...f].map(x => x.family.replaceAll('"', '') + x.weight + x.status))""")
    assert sorted(loaded) == ["Noto Sans SC400loaded", "Noto Sans SC700loaded"]
    tab.ask("DOM.enable")
    tab.ask("CSS.enable")
    root = tab.ask("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "main p", "main td", "main th"):
        node = tab.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        used = tab.ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
        assert all(f["isCustomFont"] for f in used), (selector, used)


@pytest.mark.parametrize("width", WIDTHS)
def test_drawings_are_drawn_and_keep_within_a_wide_page(tab, file, width):
    """On a narrow one they keep a size that can be read, in a frame that scrolls."""
    tab.show(file, width)
    boxes = tab.value(
        "[...document.querySelectorAll('main figure svg')].map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
    )
    assert boxes
    assert all(300 < w <= max(width, 700) and h > 40 for w, h in boxes)
    picture = tab.picture(full=False)
    assert picture.startswith(b"\x89PNG") and len(picture) > 10_000, "the window is not blank"


def test_labels_in_drawings_do_not_cover_each_other(tab, file):
    tab.show(file, 1200)
    pairs = tab.value("""[...document.querySelectorAll('main figure')].flatMap(figure => {
      const texts = [...figure.querySelectorAll('svg text')].filter(t => t.textContent.trim())
        .map(t => [t.textContent.trim(), t.getBoundingClientRect()]);
      const found = [];
      texts.forEach(([a, p], i) => texts.slice(i + 1).forEach(([b, q]) => {
        const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
        const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
        if (wide > 2 && high > 0.45 * Math.min(p.height, q.height)) found.push([figure.id, a, b]);
      }));
      return found;
    })""")
    assert pairs == []


def test_the_page_can_be_read_without_a_mouse(tab, file):
    """The first stop of the Tab key is the link past the contents, and it can be seen."""
    tab.show(file, 1200)
    for kind in ("rawKeyDown", "keyUp"):
        tab.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert tab.value("document.activeElement.className") == "skip"
    box = tab.value("(b => [b.left, b.top, b.width])(document.activeElement.getBoundingClientRect())")
    assert box[0] >= 0 and box[1] >= 0 and box[2] > 20


def test_printed_pages_are_a4_and_nothing_is_lost(tab, file):
    tab.show(file, 1200)
    tab.ask("Emulation.setEmulatedMedia", media="print")
    try:
        assert tab.value("getComputedStyle(document.querySelector('nav')).display") in ("none", "block")
        assert tab.value("document.querySelector('main').innerText.length") > 3000
        assert tab.ask("Page.printToPDF", preferCSSPageSize=True)["data"]
    finally:
        tab.ask("Emulation.setEmulatedMedia", media="")
