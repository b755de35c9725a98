"""What is watched while something is recorded, a module for each kind of thing."""

from __future__ import annotations

import threading

from threadlab.recorder.places import places
from threadlab.recorder.processes import watch_processes
from threadlab.recorder.watch.base import Watch
from threadlab.recorder.watch.functions import watch_functions
from threadlab.recorder.watch.queues import watch_queues
from threadlab.recorder.watch.signals import watch_signals
from threadlab.recorder.watch.threads import watch_threads

_LOCKS = {type(threading.Lock()): "lock", type(threading.RLock()): "rlock"}


def begin(watch: Watch) -> None:
    """Put everything in place; where that fails, nothing stays."""
    try:
        watch_threads(watch)
        watch_signals(watch)
        watch_queues(watch)
        watch_processes(watch)
        swaps = watch_functions(watch)
        for label, value, put in list(places(watch.names)):
            kind = _LOCKS.get(type(value))
            if kind is not None:
                proxy = watch.lock(value, kind)
                watch.labels[id(proxy)] = label
                watch.swap(value, proxy, put)
            elif (new := swaps.get(id(value))) is not None:
                watch.swap(value, new, put)
    except BaseException:
        watch.restore()
        raise
    watch.on.append(True)
