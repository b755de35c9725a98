"""Threads while something is recorded: started, begun, ended, joined."""

from __future__ import annotations

import threading
from functools import wraps
from threading import get_ident
from typing import Any

from threadlab.recorder.watch.base import Watch


def watch_threads(watch: Watch) -> None:
    """Watch `Thread.start` and `join`, and where each thread begins and ends."""
    starting: set[int] = set()  # those to come, by the id of their Thread
    thread_class: Any = threading.Thread
    start, join = thread_class.start, thread_class.join
    inner = thread_class._bootstrap_inner

    def watched_start(thread: threading.Thread) -> None:
        fresh = thread._initialized and not thread._started.is_set()  # type: ignore[attr-defined]
        if fresh and watch.watched():
            starting.add(id(thread))
            watch.note("start", watch.lane(thread))
        start(thread)

    def watched_inner(thread: threading.Thread) -> None:
        if id(thread) not in starting:
            inner(thread)
            return
        starting.discard(id(thread))
        watch.own.add(get_ident())
        watch.note("begin thread", watch.lane(thread))
        try:
            inner(thread)
        finally:
            watch.note("exit")
            watch.own.discard(get_ident())

    def watched_join(thread: threading.Thread, timeout: float | None = None) -> None:
        started = thread._started.is_set()  # type: ignore[attr-defined]
        if not started or not watch.on or not watch.watched():
            join(thread, timeout)
            return
        if thread.is_alive():
            watch.note("wait", watch.lane(thread))
        join(thread, timeout)
        watch.note("wake" if thread.is_alive() else "join", watch.lane(thread))

    watch.replace(thread_class, "start", wraps(start)(watched_start))
    watch.replace(thread_class, "_bootstrap_inner", wraps(inner)(watched_inner))
    watch.replace(thread_class, "join", wraps(join)(watched_join))
