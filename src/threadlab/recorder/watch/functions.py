"""Functions that a program calls by their names while something is recorded: sleep, print, Lock."""

from __future__ import annotations

import builtins
import sys
import threading
import time
from typing import Any

from threadlab.recorder.proxies import factory
from threadlab.recorder.watch.base import Watch, inside


def watch_functions(watch: Watch) -> dict[int, Any]:
    """Watch functions by their names; return what stands for which, {id of the real: new}."""
    sleep, show = time.sleep, builtins.print

    def watched_sleep(seconds: float, /) -> None:
        if not watch.watched():
            sleep(seconds)
            return
        watch.note("sleep")
        try:
            sleep(seconds)
        finally:
            watch.note("wake")

    def watched_print(*values: Any, **options: Any) -> None:
        if options.get("file") in (None, sys.stdout) and watch.watched():
            watch.note("print", "", (options.get("sep") or " ").join(map(str, values))[:80])
        show(*values, **options)

    swaps: dict[int, Any] = {}
    for owner, name, new in (
        (time, "sleep", watched_sleep),
        (builtins, "print", watched_print),
        (threading, "Lock", factory(threading.Lock, "lock", watch.lock, inside)),
        (threading, "RLock", factory(threading.RLock, "rlock", watch.lock, inside)),
    ):
        old = watch.replace(owner, name, new)
        swaps[id(old)] = new
    return swaps
