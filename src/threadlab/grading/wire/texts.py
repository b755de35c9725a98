"""Texts that somebody else has chosen, as they may be printed: names of files, ids of students."""

from __future__ import annotations

import unicodedata

_SIGNS = frozenset(" _.@+-'(),&#~")  # of an id, besides letters and digits
# Marks and letters that show nothing: with one of them an id looks like somebody else's.
_UNSEEN = frozenset(map(chr, (
    0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
)))  # fmt: skip
_MOST_CHARACTERS = 100
_FORMULAS = ("=", "+", "-", "@")  # as a spreadsheet begins them


def printable(text: str) -> str:
    """The text with nothing that a terminal or a page obeys: what can't be seen is spelled out.

    An escape code, a new line, a change of the writing's direction come as `\\x1b` and the like.
    """
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def is_student_id(text: str) -> bool:
    """Whether a text can be a student's id: it begins with a letter or digit and stays on a line.

    Within, it may have spaces and a few signs, besides letters and digits of any writing. No path
    leads out of its folder then, and no table takes it for a formula.
    """
    kinds = [unicodedata.category(sign)[0] for sign in text]
    known = all(kind in "LMN" or sign in _SIGNS for sign, kind in zip(text, kinds, strict=True))
    known = known and not _UNSEEN.intersection(text) and not text.endswith(" ")
    return known and kinds[:1] in (["L"], ["N"]) and len(text) <= _MOST_CHARACTERS


def number(value: float) -> str:
    """A number as it is read, to three digits: 0.15, 12, or 10,000,000 for a file of nothing."""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def cell(text: str) -> str:
    """The text as a cell of a table that nobody's spreadsheet calculates."""
    shown = printable(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULAS) else shown
