"""Texts that somebody else has chosen, as they may be printed: names of files, ids of students."""

from __future__ import annotations

import re

_ID = re.compile(r"[^\W_][\w.@+ -]{0,99}")


def printable(text: str) -> str:
    """The text with nothing that a terminal or a page obeys: what can't be seen is spelled out.

    An escape code, a new line, a change of the writing's direction come as `\\x1b` and the like.
    """
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def is_student_id(text: str) -> bool:
    """Whether a text can be a student's id: it begins with a letter or digit and stays on a line.

    Besides letters and digits of any writing it may have spaces and the signs `_ . @ + -`. No path
    leads out of its folder then, and no table takes it for a formula.
    """
    return bool(_ID.fullmatch(text)) and text.isprintable() and text == text.strip()
