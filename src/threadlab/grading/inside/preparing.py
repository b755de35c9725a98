"""A process that reads and rewrites the cells of checks, and runs nothing of them.

What comes of it goes by way of the judge to the rooms in which a check and its false twin are
explored: so both are read once, and what two checks have in common is, too.
"""

from __future__ import annotations

import base64
import gc
import resource
from contextlib import suppress
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source.cell_program import source_of, text_of_cell
from threadlab.explorer.source.rewritten import prepared
from threadlab.grading.wire.channel import Channel

_MOST_SECONDS = 30  # of work for all checks of a notebook; then each room does it for itself


def serve(judge: Channel) -> None:
    """Prepare what the judge sends until it ends."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    gc.disable()  # no tree is part of itself
    while True:
        judge.send({"programs": programs(judge.receive())})


def programs(order: dict[str, Any]) -> list[str]:
    """The check `order["body"]` after the cells `order["cells"]`, and its twin `order["other"]`.

    Nothing if they have to be read where they are explored: what is wrong is said there.
    """
    try:
        run = [*order["cells"], f"%%check {order['line']}\n{order['body']}"]
        text = text_of_cell(order["body"], run, exact=True)
        both = prepared(text, source_of(order["other"]))
        return [base64.b64encode(each).decode() for each in both]
    except (ThreadlabError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
