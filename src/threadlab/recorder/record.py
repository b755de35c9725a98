"""`record()`: what real threads do while a block runs, with nothing left behind afterwards."""

from __future__ import annotations

import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from time import perf_counter
from types import FrameType
from typing import Any, TypeVar

from threadlab.errors import ThreadlabError
from threadlab.recorder.places import places
from threadlab.recorder.recording import Note, Recording, events_of
from threadlab.recorder.watch import begin as begin_watching
from threadlab.recorder.watch.base import Watch
from threadlab.words import say

MOST_OPERATIONS = 200_000  # that are noted

Filled = TypeVar("Filled", bound=Recording)

_running = threading.Lock()


@contextmanager
def record(
    recording: Filled, frame: FrameType, namespace: MutableMapping[str, Any] | None = None
) -> Iterator[Filled]:
    """Fill `recording` with what threads do while the block runs; then all is as it was.

    `frame` is that of the program that records: its local variables and its globals, or those of
    `namespace`, are searched for locks and for the names of what the threads use.

    Raises `ThreadlabError` if something is being recorded already.
    """
    names = frame.f_globals if namespace is None else namespace
    if not _running.acquire(blocking=False):
        raise ThreadlabError(say("record.nested"))
    notes: list[Note] = []
    known = {thread.ident: thread.name for thread in threading.enumerate() if thread.ident}
    known[threading.get_ident()] = "main"  # whoever records: in a kernel it may be another thread
    watch = Watch(notes, MOST_OPERATIONS, names, set(known.values()))
    try:
        begin_watching(watch)
        begin = perf_counter()
        try:
            yield recording
        finally:
            elapsed = perf_counter() - begin
            watch.end()
            labels = _labels(watch, names, frame.f_locals)
            watch.restore()
            noted = [note for note in notes if note[0] <= begin + elapsed]
            lost = max(len(noted) - MOST_OPERATIONS, 0) + watch.lost
            recording.fill(events_of(noted[:MOST_OPERATIONS], begin, known, labels), elapsed, lost)
    finally:
        _running.release()


def _labels(
    watch: Watch, names: MutableMapping[str, Any], local: MutableMapping[str, Any]
) -> dict[int, str]:
    """What the program calls the objects that were noted, {id: name}."""
    labels = dict(watch.labels)
    for label, value, _ in places(names):
        labels.setdefault(id(value), label)
    if local is not names:
        for name, value in local.items():
            labels.setdefault(id(value), name)
    return labels
