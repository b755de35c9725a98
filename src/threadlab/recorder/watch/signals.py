"""Conditions, barriers, events and semaphores while something is recorded."""

from __future__ import annotations

import threading
from typing import Any

from threadlab.recorder.watch.base import Function, Watch


def watch_signals(watch: Watch) -> None:
    """Watch conditions, barriers, events and semaphores."""
    for name in ("wait", "wait_for"):
        watch.wrap(threading.Condition, name, lambda real: _waits(watch, real, gives_back=True))
    watch.wrap(threading.Barrier, "wait", lambda real: _waits(watch, real))
    watch.wrap(threading.Event, "wait", lambda real: _waits(watch, real, threading.Event.is_set))
    for owner, name, operation in (
        (threading.Condition, "notify", "notify"),
        (threading.Condition, "notify_all", "notify"),
        (threading.Condition, "__enter__", "acquire"),
        (threading.Condition, "__exit__", "release"),
        (threading.Event, "set", "set"),
        (threading.Event, "clear", "clear"),
        (threading.Semaphore, "release", "release"),
        (threading.Semaphore, "__exit__", "release"),
        (threading.BoundedSemaphore, "release", "release"),
    ):
        watch.wrap(owner, name, lambda real, operation=operation: _does(watch, real, operation))  # type: ignore[misc]
    for name in ("acquire", "__enter__"):
        watch.wrap(threading.Semaphore, name, lambda real: _acquires(watch, real))


def _does(watch: Watch, real: Function, operation: str) -> Function:
    def call(thing: Any, *arguments: Any, **named: Any) -> Any:
        if operation == "acquire":
            result = real(thing, *arguments, **named)
            watch.note(operation, thing)
            return result
        watch.note(operation, thing)
        return real(thing, *arguments, **named)

    return call


def _waits(
    watch: Watch, real: Function, is_open: Function | None = None, *, gives_back: bool = False
) -> Function:
    """A call that waits, unless `is_open`; a condition `gives_back` its lock meanwhile."""

    def call(thing: Any, *arguments: Any, **named: Any) -> Any:
        if is_open is not None and is_open(thing):
            return real(thing, *arguments, **named)
        if gives_back:
            watch.note("release", thing)
        watch.note("wait", thing)
        try:
            return real(thing, *arguments, **named)
        finally:
            watch.note("acquire" if gives_back else "wake", thing)

    return call


def _acquires(watch: Watch, real: Function) -> Function:
    def call(thing: Any, *arguments: Any, **named: Any) -> Any:
        if real(thing, blocking=False):
            watch.note("acquire", thing)
            return True
        if (arguments and not arguments[0]) or not named.get("blocking", True):
            return False
        watch.note("wait", thing)
        taken = False
        try:
            taken = real(thing, *arguments, **named)
        finally:
            watch.note("acquire" if taken else "wake", thing)
        return taken

    return call
