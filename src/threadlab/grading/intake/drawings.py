"""Pictures that prose shows by the name of a file: taken along into the cell, as if pasted.

A page finds no file beside a student's notebook, and the server of formgrader would hand out
whatever has that name. So a drawing that was handed in with the notebook, or stands in the text as
a whole, becomes an attachment of its cell.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from threadlab.grading.intake.svg import as_data, harmless_svg

MOST_BYTES = 2 * 2**20  # of one picture
_MOST_TEXT = 8 * 2**20  # of a text that has pictures in it
_BEGINNINGS = {"image/png": (b"\x89PNG\r\n\x1a\n",), "image/jpeg": (b"\xff\xd8\xff",),
               "image/gif": (b"GIF87a", b"GIF89a")}  # fmt: skip
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|svg\+xml)(?:;charset=[\w-]{1,20})?;base64,"
                   r"([A-Za-z0-9+/=\s]+)", re.I)  # fmt: skip
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,300})\]\(\s{0,9}(?:<(?P<quoted>[^<>\n]{1,1000})>"
    r"|(?P<data>data:image/[\w+.;=-]{1,60},[A-Za-z0-9+/=]+)|(?P<place>[^\s)<>]{1,1000}))"
    r"(?P<title>\s{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,9}\)"
)
_ELEMENT = re.compile(r"<img\b(?P<given>[^<>]*?)/?>", re.I)
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_PLAIN = re.compile(r"[\w.-]+")
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]{0,300})\"|'([^']{0,300})')", re.I)


def kind_of(data: bytes) -> str:
    """The kind of a picture by its beginning; "" if it is none."""
    return next((kind for kind, begins in _BEGINNINGS.items() if data.startswith(begins)), "")


def picture(data: bytes) -> dict[str, str]:
    """A picture as an attachment has it; empty if it is none, or too large."""
    if len(data) > MOST_BYTES:
        return {}
    if kind := kind_of(data):
        return {kind: base64.b64encode(data).decode()}
    if drawing := harmless_svg(data.decode("utf-8", "replace")):
        return {"image/svg+xml": as_data(drawing)}
    return {}


def taken_along(
    text: str, pictures: Mapping[str, Any], read: Callable[[str], bytes | None],
    outside_code: Callable[[str, Callable[[str], str]], str],
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The text with its pictures by name, and the cell's attachments with them.

    `read` gives the bytes of a file beside the notebook; what is none, stays as it stands.
    """
    if len(text) > _MOST_TEXT or ("![" not in text and "<img" not in text.lower()):
        return text, dict(pictures)
    found = dict(pictures)
    names: dict[str, str] = {}

    def name_of(place: str) -> str:
        """The name of an attachment for what stands at a place; "" if there is no picture."""
        if place not in names:
            names[place] = _attached(place, found, read)
        return names[place]

    def image(match: re.Match[str]) -> str:
        place = match["quoted"] or match["data"] or match["place"]
        name = name_of(place)
        return f"![{match['alt']}](attachment:{name}{match['title'] or ''})" if name else match[0]

    def element(match: re.Match[str]) -> str:
        source = _SOURCE.search(match["given"])
        name = name_of(unescape(next(filter(None, source.groups()), ""))) if source else ""
        alt = _ALT.search(match["given"])
        words = unescape(next(filter(None, alt.groups()), "")) if alt else ""
        words = re.sub(r"[\[\]\\\n]", " ", words)
        return f"![{words}](attachment:{name})" if name else match[0]

    changed = outside_code(text, lambda part: _ELEMENT.sub(element, _IMAGE.sub(image, part)))
    # one that has got another name is there once
    return changed, {name: made for name, made in found.items()
                     if _PLAIN.fullmatch(name) or f"attachment:{name}" in changed}  # fmt: skip


def _attached(place: str, found: dict[str, Any], read: Callable[[str], bytes | None]) -> str:
    if place.startswith("attachment:"):
        name = place.partition(":")[2]
        if name in found and _PLAIN.fullmatch(name):
            return name
        whole = unquote(name)
        return _new(found[whole], found) if whole in found else ""
    if inline := _DATA.fullmatch(place):
        try:
            made = picture(base64.b64decode("".join(inline[1].split()), validate=True))
        except (binascii.Error, ValueError):
            return ""
        return _new(made, found) if made else ""
    path = posixpath.normpath(unquote(place.removeprefix("files/")))
    if ":" in path or "\\" in path or path.startswith(("/", "..")):
        return ""
    data = read(path)
    made = picture(data) if data is not None else {}
    return _new(made, found) if made else ""


def _new(made: Any, found: dict[str, Any]) -> str:
    """Put a picture among the attachments, under a name that every reader of Markdown takes."""
    number, ending = 1, _ENDINGS.get(next(iter(made)), "png")
    while (name := f"picture-{number}.{ending}") in found:
        if found[name] == made:
            return name
        number += 1
    found[name] = made
    return name
