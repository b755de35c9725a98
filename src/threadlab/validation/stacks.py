"""Where a kernel was, as it has written it down (watched.py), in the cells of its notebook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_THREAD = re.compile(r"^(?:Current thread|Thread) 0x", re.M)
_FRAME = re.compile(r'^  File "(.*)", line (\d+) in ', re.M)
_CHECKED = re.compile(r"<cell (\d+)>$")

Place = tuple[int, int]  # the index of a cell, and a line in it


def places(stack: str, cells: Sequence[Any], now: int) -> list[Place]:
    """The places in `cells`, innermost first, of the thread that runs the cell `now`.

    `stack` is what faulthandler writes of all threads, of which the main thread comes last.
    """
    files = _files(cells)
    numbers = {cell.get("execution_count"): place for place, cell in enumerate(cells)
               if cell.get("execution_count")}  # fmt: skip
    for thread in reversed(_THREAD.split(stack)):
        found = []
        for file, line in _FRAME.findall(thread):
            place = files.get(Path(file).name)
            if checked := _CHECKED.match(file):  # of a check the kernel's number, or this cell's
                place = numbers.get(int(checked[1]), now)
            if place is not None:
                found.append((place, int(line)))
        if found:
            return found
    return []


def _files(cells: Sequence[Any]) -> Mapping[str, int]:
    """What ipykernel calls the files of the cells, whose folder is the kernel's own."""
    from ipykernel.compiler import get_file_name

    return {
        Path(get_file_name(cell.source)).name: place  # type: ignore[no-untyped-call]
        for place, cell in enumerate(cells)
        if cell.cell_type == "code"
    }
