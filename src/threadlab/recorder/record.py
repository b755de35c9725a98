"""`record()`: what real threads do while a block runs, with nothing left behind afterwards."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.recorder.places import places
from threadlab.recorder.recording import Note, Recording, events_of
from threadlab.recorder.watch import Watch
from threadlab.words import say

MOST = 200_000  # operations that are noted

_running = threading.Lock()


class Recorder(Recording):
    """A recording under way: empty until its block has ended, and then what has happened."""

    def __init__(self) -> None:
        super().__init__((), 0.0)

    def _fill(self, events: tuple[Any, ...], elapsed: float, lost: int) -> None:
        for name, value in (("events", events), ("elapsed", elapsed), ("lost", lost)):
            object.__setattr__(self, name, value)


@contextmanager
def record(namespace: MutableMapping[str, Any] | None = None) -> Iterator[Recorder]:
    """Record what threads do while the block runs: starts, locks, waits, sleeps, prints, joins.

        with tl.record() as recording:
            ...
        recording

    Drawn are the thread that records, as `main`, those that it starts, and theirs; of threads that
    were there before, what they do by the program's own code. Real threads run, as fast as they do;
    taking a lock and giving it back costs 2 µs more, and 7 µs if threads fight for it
    (`benchmarks/record.py`, CPython 3.11, two cores).
    `namespace` is where the program's variables are, by default the globals of the caller: locks
    that are found there are watched too. Afterwards everything is as it was.

    Raises `ThreadlabError` if something is being recorded already.
    """
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__") == "contextlib" and frame.f_back is not None:
        frame = frame.f_back
    names = frame.f_globals if namespace is None else namespace
    if not _running.acquire(blocking=False):
        raise ThreadlabError(say("record.nested"))
    recorder = Recorder()
    notes: list[Note] = []
    known = {thread.ident: thread.name for thread in threading.enumerate() if thread.ident}
    known[threading.get_ident()] = "main"  # whoever records: in a kernel it may be another thread
    watch = Watch(notes, MOST, names, set(known.values()))
    try:
        watch.begin()
        begin = perf_counter()
        try:
            yield recorder
        finally:
            elapsed = perf_counter() - begin
            watch.end()
            labels = _labels(watch, names, frame.f_locals)
            watch.restore()
            noted = [note for note in notes if note[0] <= begin + elapsed]
            lost = max(len(noted) - MOST, 0) + watch.lost
            recorder._fill(events_of(noted[:MOST], begin, known, labels), elapsed, lost)
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
