"""What an output shows as HTML, made anew of tables, simple text and pictures.

A page takes HTML of an output as it is, so nothing of it is handed on: what is known is written
again, without names, styles, links or forms, and everything else is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from threadlab.grading.intake.formulas import only_typesets
from threadlab.grading.intake.svg import as_data, harmless_svg

MOST_CHARACTERS = 256 * 2**10
_MOST_LEVELS = 100
_ELEMENTS_TEXT = """
    table thead tbody tfoot tr th td caption div p span b i em strong u s code pre kbd sub sup small
    ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote br hr
"""
_ELEMENTS = frozenset(_ELEMENTS_TEXT.split())
_EMPTY = frozenset({"br", "hr"})
# Of these nothing is shown, or it is something else than text.
_SKIPPED_TEXT = """
    script style template iframe object noscript title math textarea select xmp head noembed
    noframes svg plaintext audio video
"""
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/]+=*")
_DRAWN = re.compile(r"<svg\b.*?</svg\s*>", re.S | re.I)
_PLACE = "\ufdd0{}\ufdd1"  # of a drawing among the text; no character that anybody writes
_PLACES = re.compile("\ufdd0([0-9]{1,4})\ufdd1")


def harmless_html(text: str) -> str:
    """HTML that shows what the text shows of tables, text and pictures; "" if that is nothing."""
    if len(text) > MOST_CHARACTERS:
        return ""
    drawings: list[str] = []

    def drawn(found: re.Match[str]) -> str:
        drawing = harmless_svg(found[0])
        if not drawing:  # of which no place is left, so that the texts beside it are one
            return ""
        drawings.append(drawing)
        return _PLACE.format(len(drawings) - 1)

    plain = _PLACES.sub("", text)
    page = _Page()
    try:
        page.feed(_DRAWN.sub(drawn, plain))
        page.close()
    except (AssertionError, ValueError):  # what html.parser says of odd beginnings
        return ""
    made, texts = page.made()
    if not only_typesets(texts):
        return ""

    def put(found: re.Match[str]) -> str:
        drawing = drawings[int(found[1])] if int(found[1]) < len(drawings) else ""
        return f'<img src="data:image/svg+xml;base64,{as_data(drawing)}" alt="">' if drawing else ""

    shown = _PLACES.sub(put, made)
    return shown if re.sub(r"<(?!img)[^>]*>|\s", "", shown) else ""


class _Page(HTMLParser):
    """Writes what is known of a page again, each element closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._texts: list[str] = []
        self._last: str | None = None  # the part that was a text, if that was the last
        self._open: list[str] = []
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED or self._skipped:
            if tag in _SKIPPED:
                self._skipped.append(tag)
            return
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "img" and _PICTURE.fullmatch(given.get("src", "")):
            alt = escape(given.get("alt", "")[:300])
            self._parts.append(f'<img src="{given["src"]}" alt="{alt}">')
        elif tag in _EMPTY:
            self._parts.append(f"<{tag}>")
        elif tag in _ELEMENTS and len(self._open) < _MOST_LEVELS:
            self._parts.append(f"<{tag}{_attributes(tag, given)}>")
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag in self._skipped:
                del self._skipped[self._skipped.index(tag) :]
            return
        if tag in self._open:
            while self._open:
                last = self._open.pop()
                self._parts.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            if not {"code", "pre"} & set(self._open):
                # what stood between two texts may have been left out, and then they are one
                if self._texts and self._parts and self._parts[-1] is self._last:
                    self._texts[-1] += data
                else:
                    self._texts.append(data)
            self._last = escape(data)
            self._parts.append(self._last)

    def made(self) -> tuple[str, list[str]]:
        """The page and its texts, all elements closed."""
        ends = [f"</{tag}>" for tag in reversed(self._open)]
        return "".join([*self._parts, *ends]), self._texts


def _attributes(tag: str, given: dict[str, str]) -> str:
    kept = ""
    if tag in ("th", "td"):
        for name in ("colspan", "rowspan"):
            if re.fullmatch(r"[1-9][0-9]{0,2}", given.get(name, "")):
                kept += f' {name}="{given[name]}"'
        if found := re.search(r"text-align:\s*(left|right|center)", given.get("style", "")):
            kept += f' style="text-align:{found[1]}"'
    if tag == "table":
        kept = ' class="dataframe"'
    return kept


KEPT: dict[str, Callable[[str], str]] = {
    "text/html": harmless_html,
    "text/latex": lambda text: text if len(text) <= 20_000 and only_typesets([text]) else "",
    "image/svg+xml": harmless_svg,
}
