"""`record_tasks()`: what the tasks of an event loop do, and where each of them waits."""

from __future__ import annotations

import asyncio
import os
import re
import sysconfig
from collections.abc import Coroutine, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.recorder.record import Filled
from threadlab.recorder.recording import free_name
from threadlab.words import say

_LIBRARY = sysconfig.get_path("stdlib") + os.sep
_current: ContextVar[_Notes | None] = ContextVar("record_tasks", default=None)


class _Notes:
    """The events of the tasks that were made while something was recorded."""

    def __init__(self) -> None:
        self.begin = perf_counter()
        self.events: list[Event] = []
        self.taken: set[str] = set()
        self.on = True

    def add(self, task: str, operation: Any, thing: str = "") -> None:
        """Note what the task of that name does now."""
        if self.on:
            moment = perf_counter() - self.begin
            number = len(self.events) + 1
            self.events.append(Event(moment, task, operation, thing, step=number))


class _Noted(Coroutine[Any, Any, Any]):
    """A coroutine that notes when it goes on, and what it awaits then."""

    def __init__(self, real: Coroutine[Any, Any, Any], notes: _Notes):
        self._real, self._notes = real, notes
        self._name = ""  # until its first step

    def send(self, value: Any) -> Any:
        """Go on until the next wait."""
        return self._step(self._real.send, value)

    def throw(self, *error: Any) -> Any:
        """Go on with an error, such as that of being cancelled."""
        return self._step(self._real.throw, *error)

    def close(self) -> None:
        """End it where it is."""
        self._real.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._real.__await__()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)  # what asyncio's own messages say of a coroutine

    def _step(self, go_on: Any, *values: Any) -> Any:
        if not self._name:
            self._name = free_name(self._lane(), self._notes.taken)
            self._notes.add(self._name, "start")
        else:
            self._notes.add(self._name, "wake")
        try:
            awaited = go_on(*values)
        except BaseException:
            self._notes.add(self._name, "exit")
            raise
        thing = _awaited(self._real)
        self._notes.add(self._name, "sleep" if thing == "sleep" else "wait", thing)
        return awaited

    def _lane(self) -> str:
        """The name that the program gave the task, else that of its coroutine."""
        task = asyncio.current_task()
        name = task.get_name() if task is not None else ""
        if name and not re.fullmatch(r"Task-\d+|None", name):
            return name
        return getattr(self._real, "__name__", type(self._real).__name__)


def _awaited(coroutine: Any) -> str:
    """What the program awaits: the library's function, such as "Event.wait", or what kind it is.

    A future or task is awaited by an iterator of its own, whose name nobody knows.
    """
    while (code := getattr(coroutine, "cr_code", None)) is not None:
        if code.co_filename.startswith(_LIBRARY):
            name: str = code.co_qualname
            return name
        coroutine = coroutine.cr_await
    kind = type(coroutine).__name__
    return "Future" if kind == "FutureIter" else kind


@contextmanager
def record_tasks(recording: Filled) -> Iterator[Filled]:
    """Fill `recording` with the tasks that begin in the block.

    A lane is a task, by its name or that of its coroutine; it runs from the end of one `await` to
    the next. Coroutines that are awaited without a task belong to whoever awaits them.

    Raises `ThreadlabError` where no event loop runs or something is being recorded already.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        raise ThreadlabError(say("record.no_loop")) from None
    if _current.get() is not None:
        raise ThreadlabError(say("record.nested"))
    notes = _Notes()
    before = loop.get_task_factory()
    loop.set_task_factory(_factory(before))
    token = _current.set(notes)
    try:
        yield recording
    finally:
        _current.reset(token)
        loop.set_task_factory(before)
        notes.on = False
        recording.fill(tuple(notes.events), perf_counter() - notes.begin)


def _factory(before: Any) -> Any:
    """Make tasks as before; those made by the recorded block note what they do."""

    def make(loop: Any, coroutine: Any, **options: Any) -> Any:
        notes = _current.get()
        wanted = coroutine
        if notes is not None and notes.on and not _internal(coroutine):
            wanted = _Noted(coroutine, notes)
        if before is not None:
            return before(loop, wanted, **options)
        return asyncio.Task(wanted, loop=loop, **options)

    return make


def _internal(coroutine: Any) -> bool:
    """Whether a coroutine is one of asyncio's own, such as the one that takes a server's calls."""
    code = getattr(coroutine, "cr_code", None)
    return code is not None and code.co_filename.startswith(_LIBRARY) and code.co_name[0] == "_"
