"""Prose that does nothing in the browser of whoever grades it, and still looks as it was meant.

formgrader and the feedback make a page of a student's Markdown with nbconvert, which lets HTML,
links and pictures through as they are. Whether a text is harmless is decided of that page and not
of the text: nbconvert renders it here as well, and what comes out must follow a strict grammar, in
which all browsers see the same: elements that are closed, attributes that are known, links to the
web, pictures that are in the notebook. What does not is mended; what is still not is shown as
typed. So nothing rests on the configuration of whoever shows the notebook.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from threadlab.grading.intake.drawings import MOST_BYTES, picture, taken_along
from threadlab.grading.intake.formulas import only_typesets, without_macros
from threadlab.grading.intake.svg import is_harmless_data

MOST_CHARACTERS = 50_000  # of a cell that are rendered
_MOST_MATHS = 100  # beginnings of formulas, which nbconvert takes long to search for ends
_MOST_BRACKETS = 1000  # in a line
_LINE_CHARACTERS = 900

_PLAIN = "b|i|em|strong|code|pre|br|sub|sup|p|ul|ol|li|details|summary|u|s|del|kbd|hr"
_SIMPLE = frozenset(
    f"{_PLAIN}|h1|h2|h3|h4|h5|h6|blockquote|table|thead|tbody|tr|th|td|dl|dt|dd|div|span|a|img|input"
    .split("|")
)  # fmt: skip
_EMPTY = frozenset({"br", "hr", "img", "input"})
_TAG = re.compile(
    r"<(?:(?P<end>/)(?P<closed>[a-zA-Z][a-zA-Z0-9]*)"
    r"|(?P<open>[a-zA-Z][a-zA-Z0-9]*)(?P<given>(?:\s+[a-z]+(?:=\"[^\"<>]*\")?)*)\s*(?P<slash>/?))>"
)
_GIVEN = re.compile(r"([a-z]+)(?:=\"([^\"]*)\")?")
_LINK = re.compile(
    r"https?://[\w.-]+(?::[0-9]{1,5})?(?:[/?#][^\s\\]*)?|mailto:[^\s\\<>]+|#[^\s]*", re.I
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/]+=*")
_DRAWING = "data:image/svg+xml;base64,"
_VALUES: dict[str, dict[str, re.Pattern[str]]] = {
    "a": {"href": _LINK, "title": re.compile(".*", re.S), "class": re.compile("anchor-link")},
    "img": {"src": _PICTURE, "alt": re.compile(".*", re.S), "title": re.compile(".*", re.S)},
    "input": {"class": re.compile("task-list-item-checkbox"), "type": re.compile("checkbox"),
              "disabled": re.compile(""), "checked": re.compile("")},
    "details": {"open": re.compile("")},
    "li": {"class": re.compile("task-list-item")},
    "ol": {"start": re.compile("[0-9]{1,9}")},
    "div": {"class": re.compile("highlight")},
    "span": {"class": re.compile("[a-z][a-z0-9]?[a-z0-9]?")},
    "code": {"class": re.compile(r"language-[\w.+#-]*")},
    "th": {"style": re.compile("text-align:(?:left|right|center)")},
    "td": {"style": re.compile("text-align:(?:left|right|center)")},
}  # fmt: skip
_FORMULAS = re.compile(r"\\\\[\[(]|\\begin\{")

# Where code, links and pictures stand in Markdown, roughly: what is missed here is found later. No
# search goes far, or a text of nothing but beginnings would take hours.
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`{1,20})(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`)",
    re.S | re.M,
)
_TEXT, _PLACE = r"\[([^\]\n]{0,300})\]", r"([^)\s>]{0,1000})(?:[\s>][^)\n]{0,300})?\)"
_IMAGE = re.compile(rf"!({_TEXT}\(\s*<?https?:)", re.I)
_MISSING = re.compile(rf"!{_TEXT}\(\s{{0,9}}<?(?!https?:|data:image/){_PLACE}", re.I)
_ELSEWHERE = re.compile(rf"(?<!!){_TEXT}\(\s{{0,9}}<?(?!https?://|mailto:|#){_PLACE}", re.I)
_DEFINED = re.compile(r"^( {0,3})\[([^\]\n]{1,300})\]:(?=\s{0,9}<?(?!https?://|mailto:))",
                      re.M | re.I)  # fmt: skip
_OPEN = re.compile(r"<(?=[a-zA-Z/!?])")
_KEPT = re.compile(rf"</?(?:{_PLAIN})\s*/?>", re.I)
_PARTS = frozenset({"notebook", "notebook-container", "statusmessage", "toc", "top"})


def harmless(
    text: str, pictures: Mapping[str, Any], reserved: Collection[str] = ()
) -> tuple[str, bool]:
    """The text as it may be stored, and whether it is the text that was typed.

    `pictures` are the cell's attachments. `reserved` are names that the page uses for parts of its
    own, which no heading may take.
    """
    if len(text) <= MOST_CHARACTERS:
        if is_harmless(text, pictures, reserved):
            return text, True
        mended = text if _slow(text) else _mended(text, pictures)
        if is_harmless(mended, pictures, reserved):
            return mended, False
    typed = as_typed(text)
    return (typed if is_harmless(typed, {}) else "…"), False


def is_harmless(text: str, pictures: Mapping[str, Any], reserved: Collection[str] = ()) -> bool:
    """Whether the page that nbconvert makes of the text follows the grammar."""
    if _slow(text):
        return False
    try:
        page = rendered(text, pictures)
    except Exception:  # a picture that is not there, thousands of nested lists
        return False
    return follows_grammar(page, reserved)


def _slow(text: str) -> bool:
    """Whether nbconvert would search in it for ever for the ends of what begins."""
    if max((line.count("[") for line in text.split("\n")), default=0) > _MOST_BRACKETS:
        return True
    return len(_FORMULAS.findall(_CODE.sub("", text))) > _MOST_MATHS


def rendered(text: str, pictures: Mapping[str, Any]) -> str:
    """What nbconvert makes of a Markdown cell for formgrader and for the feedback."""
    from nbconvert.filters import strip_files_prefix
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    renderer = IPythonRenderer(escape=False, attachments=dict(pictures))
    return str(strip_files_prefix(MarkdownWithMath(renderer=renderer).render(text)))


def follows_grammar(page: str, reserved: Collection[str] = ()) -> bool:
    """Whether a part of a page has nothing but simple elements, each of them closed."""
    opened: list[str] = []
    texts: list[str] = []
    place = 0
    in_code = 0
    while (begin := page.find("<", place)) >= 0:
        if not in_code:
            texts.append(html.unescape(page[place:begin]))
        tag = _TAG.match(page, begin)
        if tag is None:
            return False
        place = tag.end()
        name = (tag["closed"] or tag["open"]).lower()
        if name not in _SIMPLE:
            return False
        if tag["end"]:
            if name in _EMPTY or not opened or opened.pop() != name:
                return False
            in_code -= name in ("code", "pre")
            continue
        if not _attributes_are_known(name, tag["given"], reserved):
            return False
        if name not in _EMPTY:
            if tag["slash"]:  # which some take for an end and others don't
                return False
            opened.append(name)
            in_code += name in ("code", "pre")
    texts.append(html.unescape(page[place:]))
    return not opened and only_typesets(texts)


def _attributes_are_known(name: str, given: str, reserved: Collection[str]) -> bool:
    seen = set()
    for found in _GIVEN.finditer(given):
        attribute, value = found[1], html.unescape(found[2] or "")
        if attribute in seen:
            return False
        seen.add(attribute)
        if attribute == "id" and re.fullmatch("h[1-6]", name):
            plain = value.removesuffix("-comment").removesuffix("_extra_credit")
            if plain in reserved or value in _PARTS:
                return False
            continue
        pattern = _VALUES.get(name, {}).get(attribute)
        if pattern is None or not pattern.fullmatch(value):
            return False
        if value.startswith(_DRAWING) and not is_harmless_data(value.removeprefix(_DRAWING)):
            return False
    needed = {"img": {"src"}, "input": {"class", "type", "disabled"}}
    return needed.get(name, set()) <= seen


def _mended(text: str, pictures: Mapping[str, Any]) -> str:
    """The text with other people's pictures as links, and unknown elements as typed."""

    def image(found: re.Match[str]) -> str:
        alt, place = found[1], found[2]
        if place.startswith("attachment:") and place.partition(":")[2] in pictures:
            return found[0]
        return f"{alt} ({_quoted(place)})"

    def elsewhere(found: re.Match[str]) -> str:
        return f"{found[1]} ({_quoted(found[2])})"

    def mend(part: str) -> str:
        part = _MISSING.sub(image, _IMAGE.sub(_link, part))
        part = _DEFINED.sub(r"\1\\[\2]:", _ELSEWHERE.sub(elsewhere, part))
        part = _OPEN.sub(lambda found: "<" if _KEPT.match(part, found.start()) else "&lt;", part)
        return without_macros(part)

    return _outside_code(text, mend)


def _link(found: re.Match[str]) -> str:
    return str(found[1] if found[2] else f"[…]{found[1][2:]}")


def _quoted(place: str) -> str:
    return f"`{place}`" if place and "`" not in place else "…"


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts, place = [], 0
    for found in _CODE.finditer(text):
        parts += [change(text[place : found.start()]), found[0]]
        place = found.end()
    return "".join([*parts, change(text[place:])])


def as_typed(text: str) -> str:
    """A block that shows the text letter by letter; very long lines go on in another line."""
    lines = [line[place : place + _LINE_CHARACTERS] for line in text.split("\n")
             for place in range(0, max(1, len(line)), _LINE_CHARACTERS)]  # fmt: skip
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def with_drawings(
    text: str, pictures: Mapping[str, Any], read: Callable[[str], bytes | None]
) -> tuple[str, dict[str, Any]]:
    """The text and its attachments with the pictures that it shows by the names of files."""
    return taken_along(text, pictures, read, _outside_code)


def pasted(given: Any) -> tuple[dict[str, dict[str, str]], int]:
    """The pictures of a cell's attachments that are pictures, and how many were none."""
    kept: dict[str, dict[str, str]] = {}
    dropped = 0
    for name, bundle in given.items() if isinstance(given, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            made = _pasted(kind, data) if len(name) <= 200 and name not in kept else {}
            if made:
                kept[name] = made
            else:
                dropped += 1
    return kept, dropped


def _pasted(kind: str, data: Any) -> dict[str, str]:
    """A pasted picture of the kind that it says; empty if it is none."""
    if isinstance(data, list) and all(type(line) is str for line in data):
        data = "".join(data)  # as nbformat writes text, and a drawing is text to it
    if not isinstance(data, str) or len(data) > MOST_BYTES * 4 / 3 + 4:
        return {}
    if kind == "image/svg+xml" and data.lstrip().startswith("<"):
        found = picture(data.encode("utf-8", "replace"))
    else:
        try:
            found = picture(base64.b64decode("".join(data.split()), validate=True))
        except (binascii.Error, ValueError):
            return {}
    return found if kind in found else {}
