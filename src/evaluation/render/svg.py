"""Charts as SVG: what a drawing may hold, its characters, and its ids made unique on a page.

A drawing is rebuilt from an allow-list of elements and attributes, so what reaches a page can neither run nor load
anything. Raises ``ValueError`` naming what is not allowed.
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from html import escape

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ELEMENTS = _names(
    "svg g defs use path rect circle ellipse line polyline polygon text tspan title desc clipPath "
    "linearGradient radialGradient stop pattern image"
)
_DROPPED = frozenset(("metadata", "title", "desc"))  # matplotlib's own; the page gives the drawing its name
_ATTRIBUTES = _names(
    "id class style transform viewBox width height version preserveAspectRatio x y x1 x2 y1 y2 cx cy r rx ry dx dy d "
    "points offset clip-path clip-rule fill fill-opacity fill-rule stroke stroke-width stroke-opacity "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity stop-color "
    "stop-opacity font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing "
    "clipPathUnits gradientUnits gradientTransform patternUnits patternTransform spreadMethod href "
    "aria-hidden"
)
_STYLE_EVERYWHERE = re.compile(r"\s*\*\s*\{([^{}]*)\}\s*")
_UNSAFE_STYLE = re.compile(r"\\|@|<|/\*|expression|url\((?!#[A-Za-z][\w.-]*\))", re.I)
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.A)
_PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+", re.A)
_PROLOG = re.compile(r"\A\ufeff?\s*(?:<\?xml[^>]*\?>)?\s*(?:<!DOCTYPE[^>\[]*>)?\s*", re.I)
_CHECKED: set[str] = set()  # rebuilt drawings: each comes again when it is put into a section and read back
_MOST_CHECKED = 64
_URL = re.compile(r"url\(#([^)]*)\)")


def _local(tag: str, path: str) -> str:
    if not isinstance(tag, str):
        raise ValueError(f"{path}: a processing instruction is not allowed in a drawing")
    namespace, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return name if namespace in (SVG, "") else f"{namespace}:{name}"


@lru_cache(maxsize=4096)  # the same few styles stand in most elements
def _attribute(element: str, name: str, value: str) -> tuple[str, str] | None:
    """Name and cleaned value of an attribute as it is written, None for one to leave out; ValueError, without the path
    of the drawing, for one that is not allowed."""
    name = name.removeprefix(f"{{{XLINK}}}")
    if name == "type" and element in ("style", "svg"):
        return None
    if name.startswith("{http://www.w3.org/XML/1998/namespace}"):
        return None
    if name not in _ATTRIBUTES:
        raise ValueError(f"attribute {name!r} of <{element}> is not allowed in a drawing")
    if name == "href":
        inside = value.startswith("#") and _ID.fullmatch(value[1:])
        if not inside and not (element == "image" and _PICTURE.fullmatch(value)):
            raise ValueError(f"<{element}> refers to {value[:60]!r}; a drawing may refer only to itself")
    elif name == "id":
        if not _ID.fullmatch(value):
            raise ValueError(f"id {value!r} is not allowed in a drawing")
    elif _UNSAFE_STYLE.search(value):
        raise ValueError(f"{name}={value[:60]!r} is not allowed in a drawing")
    return name, " ".join(value.split())


def _attributes(element: str, node: ET.Element, path: str) -> dict[str, str]:
    try:
        found = [_attribute(element, name, value) for name, value in node.attrib.items()]
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return dict(filter(None, found))


def _write(node: ET.Element, path: str, parent: str, out: list[str]) -> None:
    name = _local(node.tag, path)
    if name in _DROPPED:
        return
    if name not in _ELEMENTS or (name == "svg") != (not parent):
        raise ValueError(f"{path}: element <{name}> is not allowed in a drawing")
    attributes = _attributes(name, node, path)
    children = []
    for child in node:
        if _local(child.tag, path) == "style":
            everywhere = _STYLE_EVERYWHERE.fullmatch(child.text or "")
            if not everywhere or _UNSAFE_STYLE.search(everywhere[1]):
                raise ValueError(f"{path}: a style sheet is not allowed in a drawing; use style attributes")
            # '*{...}' inlined in a page would restyle the page: the properties are inherited, so a group carries them.
            attributes["style"] = "; ".join(filter(None, (everywhere[1].strip(), attributes.get("style"))))
        else:
            children.append(child)
    if name == "svg":
        attributes = {"xmlns": SVG, "xmlns:xlink": XLINK, **attributes}
    said = (f' {"xlink:href" if key == "href" else key}="{escape(value)}"' for key, value in attributes.items())
    out.append(f"<{name}{''.join(said)}>")
    in_text = name in ("text", "tspan")
    if in_text:
        out.append(escape(node.text or "", quote=False))
    elif (node.text or "").strip():
        raise ValueError(f"{path}: text outside <text> in a drawing")
    for child in children:
        _write(child, path, name, out)
        if in_text:
            out.append(escape(child.tail or "", quote=False))
    out.append(f"</{name}>")


def _spell(tree: ET.Element, path: str) -> str:
    out: list[str] = []
    _write(tree, path, "", out)
    return "".join(out)


def check(svg: str, path: str = "svg") -> str:
    """The drawing rebuilt from allowed parts only, without prolog, comments and metadata; stable when repeated."""
    if svg in _CHECKED:
        return svg
    found = _rebuilt(svg, path)
    if len(_CHECKED) >= _MOST_CHECKED:
        _CHECKED.clear()
    _CHECKED.add(found)
    return found


def _rebuilt(svg: str, path: str) -> str:
    body = _PROLOG.sub("", svg, count=1)
    if re.search(r"<!(?!--)", body) or "<?" in body:
        raise ValueError(f"{path}: declarations are not allowed in a drawing")
    try:
        tree = ET.fromstring(_hoist(body))
    except ET.ParseError as error:
        raise ValueError(f"{path}: not a well-formed SVG drawing ({error})") from error
    if _local(tree.tag, path) != "svg":
        raise ValueError(f"{path}: expected an <svg> drawing, got <{_local(tree.tag, path)}>")
    return _spell(tree, path)


def _hoist(body: str) -> str:
    """matplotlib puts its one style sheet into <defs>, from where nothing is inherited: move it to the top."""
    found = re.search(r"<defs>\s*(<style[^>]*>[^<]*</style>)\s*</defs>", body)
    if not found:
        return body
    start = re.search(r"<svg\b[^>]*>", body)
    if not start or start.end() > found.start():
        return body
    return body[: start.end()] + found[1] + body[start.end() : found.start()] + body[found.end() :]


@lru_cache(maxsize=64)
def characters(svg: str) -> str:
    """All text a drawing shows."""
    return "".join("".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{{{SVG}}}text"))


def inline(svg: str, label: str) -> str:
    """A checked drawing to stand inside a page: named for screen readers, ids unlike those of any other drawing."""
    name = f'<svg role="img" aria-label="{escape(label)}"'
    if ' id="' not in svg:
        return name + svg.removeprefix("<svg")
    prefix = f"c{hashlib.sha256(svg.encode()).hexdigest()[:8]}-"
    tree = ET.fromstring(svg)
    for node in tree.iter():
        for key, value in node.attrib.items():
            if key == "id":
                node.set(key, prefix + value)
            elif key == f"{{{XLINK}}}href" and value.startswith("#"):
                node.set(key, f"#{prefix}{value[1:]}")
            elif "url(#" in value:
                node.set(key, _URL.sub(lambda found: f"url(#{prefix}{found[1]})", value))
    body = _spell(tree, "svg")
    return name + body.removeprefix("<svg")
