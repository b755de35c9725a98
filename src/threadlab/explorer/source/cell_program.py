"""The program that a cell is, together with those definitions of earlier cells that it uses."""

from __future__ import annotations

from collections.abc import Sequence

from threadlab.explorer.source import cells
from threadlab.explorer.source.functions import adopted
from threadlab.explorer.source.needed import loaded
from threadlab.explorer.source.text import Part, Text, entry_of


def text_of_cell(body: str, run: Sequence[str], *, exact: bool = False) -> Text:
    """The program of the cell `body`, which is the last of the cells `run` without its magic.

    `run` has the cells as they were typed, in the order of execution. In an `exact` program, a
    check, comparisons are exact.
    """
    shell, source = cells.shell(), source_of(body)
    file = cells.file_of(len(run) - 1, source)
    parts, missing = cells.parts_for(loaded(source), but=body, run=run)
    own = Part(source, file, exact=exact)
    entry = entry_of(source, None)
    text = Text((*parts, own), entry, "program" if entry else "__main__")
    live = shell.user_ns if shell is not None else {}
    return adopted(text, {name: live[name] for name in missing if name in live})


def source_of(body: str) -> str:
    """The text of the cell `body` without its magic, as it is explored."""
    shell = cells.shell()
    # the magic's own line comes first
    return "\n" + (body if shell is None else cells.compiled(shell, body))
