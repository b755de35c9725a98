"""The command `threadlab validate`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from threadlab.validation.execution import SECONDS
from threadlab.validation.notebook import validate
from threadlab.validation.terminal import lines_of
from threadlab.words import say

_NARROW, _WIDE = 60, 110


def main(path: Path, *, seconds: int | None, as_json: bool) -> int:
    """Validate the notebook at `path` and print how it stands; return 0 if nothing is to be done.

    As JSON, each line is an object: {"number", "count"} before a cell, the checklist at last.
    """
    live = sys.stderr.isatty()

    def progress(number: int, count: int) -> None:
        if as_json:
            print(json.dumps({"number": number, "count": count}), flush=True)
        elif live:
            said = say("validate.running", number=number, count=count)
            print(f"\r\x1b[K{said}", end="", file=sys.stderr, flush=True)

    found = validate(path, progress=progress, seconds=SECONDS if seconds is None else seconds)
    if as_json:
        print(json.dumps(found.as_data()), flush=True)
    else:
        if live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        width = min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)
        color = sys.stdout.isatty()
        print("\n".join(lines_of(found, width=width, color=color)))
    good = all(task.state in ("passed", "read", "hidden") for task in found.tasks)
    return 0 if good and not found.unreadable and not found.notes else 1
