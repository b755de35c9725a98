"""What was copied along into a cell from a chat, a web page or a printed text: in a sentence."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Sequence

from threadlab.words import say

_TYPED = dict.fromkeys("“”„«»″", '"') | dict.fromkeys("‘’‚′´", "'")
_TYPED |= dict.fromkeys("‐‑‒–—−", "-") | {"…": "...", "×": "*", "·": "*", "÷": "/", "、": ","}
_TYPED |= {"≤": "<=", "≥": ">=", "≠": "!=", "→": "->"}
_BLANK = ("Zs", "Cf", "Zl", "Zp")  # kinds of characters that are not seen
_PROSE = re.compile(r"\s*[^\W\d]+,?(?: [\w’'-]+[,;:]?){2,} ?[^\W\d]*[.:!?…]?\s*$")
_NUMBERED = re.compile(r"\s*\d+[.:|]?\s+(?=[^\s\d=+*/,)\]-])")
_MARKED = re.compile(r"[+>|] ?")
_OF_PROSE = ("invalid syntax", "invalid character", "unterminated string")
_SHELL = re.compile(r"\s*(pip3?|conda|uv) install\b")


def copied_along(lines: Sequence[str], number: int, message: str) -> str:
    """Why Python can't read a cell of `lines`, if something was copied along; "" if not.

    `number` is that of the line, from 1, which Python names with its `message`.
    """
    line = lines[number - 1]
    full = [one for one in lines if one.strip()]
    if any(one.lstrip().startswith(("```", "~~~")) for one in lines):
        return say("copied.fence")
    if len(full) > 2 and all(_NUMBERED.match(one) for one in full if not one.startswith(" ")) and (
        _NUMBERED.match(full[0])
    ):  # fmt: skip
        return say("copied.numbers")
    if len(full) > 2 and (mark := _MARKED.match(full[0])) and all(
        one.startswith(mark[0][0]) for one in full
    ):  # fmt: skip
        return say("copied.mark", mark=mark[0][0])
    if _SHELL.match(line):
        return say("copied.shell", line=line.strip())
    if "indent" in message or "tabs" in message:
        return _tabs(full)
    if message.startswith(_OF_PROSE) and _is_prose(line):
        return say("copied.prose")
    return _character(line, lines) if message.startswith("invalid ") else ""


def _tabs(lines: Sequence[str]) -> str:
    """That some lines begin with a tab and others with blanks, which nobody sees."""
    begins = {line[: len(line) - len(line.lstrip(" \t"))] for line in lines}
    tabs = any("\t" in begin for begin in begins)
    return say("copied.tabs") if tabs and any(" " in begin for begin in begins) else ""


def _is_prose(line: str) -> bool:
    first, *rest = line.split() or [""]
    is_statement = keyword.iskeyword(first) or keyword.issoftkeyword(first)
    return bool(rest and not is_statement and _PROSE.match(line))


def _character(line: str, lines: Sequence[str]) -> str:
    """The first character of a line, outside of its texts, that no keyboard gives for a program."""
    for character in re.sub(r"""("|')(?:\\.|(?!\1).)*\1""", "", line):
        if character.isascii():
            continue
        count = sum(one.count(character) for one in lines)
        code = f"U+{ord(character):04X}"
        if unicodedata.category(character) in _BLANK:
            return say("copied.unseen", count=count, code=code)
        typed = _TYPED.get(character) or unicodedata.normalize("NFKC", character)
        if typed.isascii() and typed.strip():
            return say("copied.typed", count=count, character=character, typed=typed)
    return ""
