"""The event loop of a notebook: one for all of its cells, as a kernel has one.

A cell may make a task that a later cell, or a test, waits for. In a kernel the loop runs while a
cell does, so that asyncio.run() fails there; here it goes on as in a script.
"""

from __future__ import annotations

import asyncio
import contextlib
from asyncio import events
from collections.abc import Coroutine, Iterator
from typing import Any

_loops: list[asyncio.AbstractEventLoop] = []


def loop() -> asyncio.AbstractEventLoop:
    """The notebook's loop."""
    if not _loops or _loops[0].is_closed():
        begun = bool(_loops)
        _loops[:] = [asyncio.new_event_loop()]
        if not begun:
            _let_others_run()
    return _loops[0]


def close() -> None:
    """End the notebook's loop: its descriptors are of one process only."""
    for known in _loops:
        known.close()
    asyncio.set_event_loop(None)


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Wait for a coroutine of a cell, in the notebook's loop."""
    events._set_running_loop(None)
    return loop().run_until_complete(coroutine)


@contextlib.contextmanager
def open_to_tasks() -> Iterator[None]:
    """Let what runs here make tasks, which run when a cell waits, and for a moment at its end."""
    asyncio.set_event_loop(loop())
    events._set_running_loop(loop())
    try:
        yield
    finally:
        events._set_running_loop(None)
        if asyncio.all_tasks(loop()):
            run(asyncio.sleep(0))


def _let_others_run() -> None:
    """Have the notebook's loop make way for others, as it does not really run between awaits."""
    running = events._get_running_loop

    def running_loop() -> asyncio.AbstractEventLoop | None:
        found = running()
        return None if found in _loops and not found.is_running() else found

    events._get_running_loop = running_loop
