"""A run told in the reader's own source lines: who did what, where control moved, how it ended.

`selected.py` says which events are told, `rows.py` makes lines of them, `folded.py` makes fewer
lines of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from threadlab.events import Event
from threadlab.story.folded import folded
from threadlab.story.rows import Row, did, listed, rows_of, told
from threadlab.story.selected import selected
from threadlab.words import say

__all__ = ["Row", "cell_of", "did", "rows", "tell"]

_MOST = 60  # lines of a story; some of a longer one are left out, more of its beginning
_SOURCE = 44  # characters of a source line
_FEW = 3  # threads that have a line each for their names
_THREAD = re.compile(r"(Thread-)\d+( \(.+\))?")


def tell(events: Sequence[Event], names: Mapping[str, str], ending: Sequence[str]) -> str:
    """Tell the run in lines, with `names` of threads by their labels, and how it ended."""
    lines = _lines(folded(rows_of(selected(events))))
    if len(lines) > _MOST:
        first, last = _MOST // 3, _MOST - _MOST // 3 - 1
        more = say("story.left_out", count=len(lines) - first - last)
        lines = [*lines[:first], f"  … {more} …", *lines[-last:]]
    return "\n".join([*_who(names), *lines, *ending])


def rows(events: Sequence[Event]) -> list[Row]:
    """The rows of a story, each with its `words`, for who sets them otherwise than in lines."""
    found = folded(rows_of(selected(events)))
    return [replace(row, words=row.words or told(row.events)) for row in found]


def _lines(rows: Sequence[Row]) -> list[str]:
    width = max((len(row.thread) for row in rows), default=4)
    room = min(max((len(row.source) for row in rows), default=0), _SOURCE)
    several = len({row.file for row in rows if row.file}) > 1
    places = [_where(row, several) for row in rows]
    place = max(map(len, places), default=0)
    lines = []
    for row, where in zip(rows, places, strict=True):
        if not row.thread:
            lines.append(f"  … {row.words} …")
            continue
        source = row.source if len(row.source) <= room else row.source[: room - 1] + "…"
        words = row.words or told(row.events)
        line = f"  {row.thread:<{width}}  {where:<{place}}  {source:<{room}}  {words}"
        lines.append(line.rstrip())
    return lines


def _who(names: Mapping[str, str]) -> Iterator[str]:
    """Which thread is called what, a line for each; one for many that do the same."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for label, name in names.items():
        if label != "main" and name != label:
            usual = _THREAD.fullmatch(name)
            key = (usual[1], usual[2] or "") if usual else (name,)
            alike.setdefault(key, []).append(label)
    many = {label: found for found in alike.values() if len(found) > _FEW for label in found}
    for label, name in names.items():
        found = many.get(label)
        if found is None and label != "main" and name != label:
            yield f"  {label} = {name}"
        elif found is not None and found[0] == label:
            first, last = (_THREAD.fullmatch(names[found[i]]) for i in (0, -1))
            whole = name if first is None else f"{first[0].removesuffix(first[2] or '')} …"
            if last is not None:
                whole = f"{whole} {last[0]}"
            yield f"  {listed(found)} = {whole}"


def _where(row: Row, several: bool) -> str:
    """The line or lines, with the number of its cell, or the name of its file, if need be."""
    if not row.line:
        return ""
    file = _file(row.file) if several else ""
    if row.last > row.line:
        return file + say("story.lines", first=row.line, last=row.last)
    return file + say("story.line", line=f"{row.line:<3}")


def _file(file: str) -> str:
    if file.startswith("<"):
        return f"{cell_of(file):<5}"
    name = re.split(r"[\\/]", file)[-1]
    return " " * 5 if re.match(r"\d+\.py$", name) else f"{name} "  # a cell as the kernel calls it


def cell_of(file: str) -> str:
    """The cell that a file stands for, "[7] "; empty for other files."""
    cell = re.match(r"<cell (\d+)>$", file)
    return f"[{cell[1]}] " if cell else ""
