"""Notebooks of many kinds of course, written as texts: tasks, tests, and what students answer.

    == name                 a task of two points
    -- given                a locked cell before it
    -- file name.csv        a file beside the notebook
    -- before               a test of no points between answer and test
    -- right                an answer, which gets its points …
    -- wrong 1 why          … one that gets none, or 1 here, and why stock nbgrader says otherwise
    -- odd 2 why            one that is right (2) or wrong (0) in another way
    -- test

`@sha1:text` stands for the hash of a text, so that a test need not show its answer. What lies in a
folder needs the package that the folder is called after, or what `NEEDED` says of its name.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from support.differential.own import Pair

HERE = Path(__file__).parent
ANSWERS = ("right", "wrong", "odd")
NEEDED = {"plotting": "matplotlib"}  # by notebook
CONNECTED = ("one-table-for-all",)  # notebooks whose tasks build on each other
_KEYED: dict[str, Callable[[bytes], Any]] = {
    **{name: getattr(hashlib, name) for name in ("md5", "sha1", "sha256")},
    "hmac": lambda text: hmac.new(b"key", text, hashlib.sha256),
}


def topics() -> dict[str, dict[str, Pair]]:
    """The notebooks for which everything is installed here, each with its pairs."""
    return {
        path.stem: read(path.read_text("utf-8"))
        for path in sorted(HERE.rglob("*.txt"))
        if all(map(find_spec, _needed(path)))
    }


def lacking() -> dict[str, list[str]]:
    """The notebooks that are left out here, and the packages that they need."""
    every = {path.stem: _needed(path) for path in sorted(HERE.rglob("*.txt"))}
    return {name: needed for name, needed in every.items() if not all(map(find_spec, needed))}


def _needed(path: Path) -> list[str]:
    folder = [path.parent.name] if path.parent != HERE else []
    return folder + ([NEEDED[path.stem]] if path.stem in NEEDED else [])


def expected(pair: Pair, who: str) -> float:
    """What ours gives for an answer; where there is none that is odd, the right one stands."""
    if who == "odd" and not pair.odd:
        who = "right"
    return pair.ours.get(who, 0.0 if who == "wrong" else 2.0)


def reasons(pair: Pair) -> dict[str, str]:
    """Why stock nbgrader says otherwise, by who has answered."""
    found = {who: why for who, why in pair.why.items() if why}
    if "right" in found and not pair.odd:
        found["odd"] = found["right"]
    return found


def read(text: str) -> dict[str, Pair]:
    """The pairs of a text."""
    found = {}
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        found[name] = _pair(rest)
    return found


def _pair(text: str) -> Pair:
    parts: dict[str, str] = {}
    ours: dict[str, float] = {}
    why: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for part in re.split(r"^-- ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        kind, _, said = heading.partition(" ")
        if kind == "file":
            files[said] = body.rstrip("\n").encode() + b"\n"
            continue
        parts[kind] = re.sub(r"@(\w+):([^']*)", _hashed, body.strip("\n"))
        points, _, reason = said.partition(" ")
        if points:
            ours[kind] = float(points)
        if reason:
            why[kind] = reason
    return Pair(**parts, files=files, ours=ours, why=why)


def _hashed(found: re.Match[str]) -> str:
    kind, text = found.groups()
    return _KEYED[kind](text.encode()).hexdigest() if kind in _KEYED else found[0]
