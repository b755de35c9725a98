"""Drawings in SVG, made anew of what draws: no script, no style sheet, nothing from elsewhere.

A page shows them as pictures, where a browser runs and fetches nothing by itself. But whoever opens
such a picture in a window of its own has left that, so nothing of the kind is in it.
"""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree

MOST_CHARACTERS = 2 * 2**20
_MOST_ELEMENTS = 50_000
_MOST_LEVELS = 60
_SVG, _LINKED = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_ELEMENTS_TEXT = """
    svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol marker
    linearGradient radialGradient stop clipPath mask pattern title desc image switch
"""
_ELEMENTS = frozenset(_ELEMENTS_TEXT.split())
_ATTRIBUTE = re.compile(r"(?!on)[a-zA-Z][a-zA-Z0-9-]*")
_OWN_PART = re.compile(r"#[\w.:-]+")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/\s]+=*")
_OF_ITS_OWN = re.compile(r"url\(\s*[\"']?#[\w.:-]+[\"']?\s*\)")
_CALLS = re.compile(r"url|image|import|expression|javascript|behavior|binding|\\|@|/\*", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]*>")
# Names are as in the files that programs write; ElementTree would number them.
ElementTree.register_namespace("", _SVG[1:-1])
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def harmless_svg(text: str) -> str:
    """The drawing with what only draws; "" if it is none."""
    if len(text) > MOST_CHARACTERS:
        return ""
    plain = _DOCTYPE.sub("", text, count=1)
    if "<!DOCTYPE" in plain or "<!ENTITY" in plain:
        return ""
    try:
        root = ElementTree.fromstring(plain.lstrip("\ufeff \r\n\t"))
    except (ElementTree.ParseError, ValueError, RecursionError):
        return ""
    if root.tag == "svg":  # a page's own, which needs no name of its kind
        for element in root.iter():
            if isinstance(element.tag, str) and not element.tag.startswith("{"):
                element.tag = _SVG + element.tag
    if root.tag != f"{_SVG}svg":
        return ""
    count = [0]
    kept = _kept(root, 0, count)
    return "" if kept is None else ElementTree.tostring(kept, encoding="unicode")


def as_data(drawing: str) -> str:
    """A harmless drawing as base 64."""
    return base64.b64encode(drawing.encode("utf-8", "replace")).decode()


def is_harmless_data(data: str) -> bool:
    """Whether base 64 is a drawing in which nothing is left to take out."""
    try:
        text = base64.b64decode(data, validate=True).decode("utf-8")
    except ValueError:
        return False
    return text != "" and harmless_svg(text) == text


def _kept(element: ElementTree.Element, level: int, count: list[int]) -> ElementTree.Element | None:
    """The element with what is known; None if it is not, or if there are too many."""
    count[0] += 1
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if name == "a":
        name = "g"  # what a link shows without where it leads
    if name not in _ELEMENTS or level > _MOST_LEVELS or count[0] > _MOST_ELEMENTS:
        return None
    kept = ElementTree.Element(_SVG + name)
    for attribute, value in element.attrib.items():
        linked = attribute in ("href", _LINKED)
        if linked and name in ("use", "textPath", "linearGradient", "radialGradient", "pattern"):
            good = bool(_OWN_PART.fullmatch(value))
        elif linked:
            good = name == "image" and bool(_PICTURE.fullmatch(value))
        else:
            good = bool(_ATTRIBUTE.fullmatch(attribute)) and _loads_nothing(value)
        if good:
            kept.set(attribute, value)
    kept.text, kept.tail = element.text, element.tail
    for child in element:
        if (found := _kept(child, level + 1, count)) is not None:
            kept.append(found)
    return kept


def _loads_nothing(value: str) -> bool:
    return not _CALLS.search(_OF_ITS_OWN.sub("", value))
