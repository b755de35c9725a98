"""All primitives: a new one is a file of this folder and its place here.

Those of one module are built in this order, and each finds what has been made before it.
"""

from __future__ import annotations

import functools

from threadlab.explorer.model.barrier import BARRIER
from threadlab.explorer.model.base import Primitive
from threadlab.explorer.model.caches import DATACLASSES, FUNCTOOLS
from threadlab.explorer.model.clock import DATETIME, TIME
from threadlab.explorer.model.condition import CONDITION
from threadlab.explorer.model.disassembly import DIS
from threadlab.explorer.model.event import EVENT
from threadlab.explorer.model.excepthook import EXCEPTHOOK
from threadlab.explorer.model.identifiers import SECRETS, UUID
from threadlab.explorer.model.imports import (
    ASYNCIO,
    IMPORTLIB,
    METADATA,
    PLATFORM,
    SYSCONFIG,
    URLLIB,
    UTIL,
)
from threadlab.explorer.model.local import LOCAL
from threadlab.explorer.model.lock import LOCKS
from threadlab.explorer.model.logging import CONFIG, HANDLERS, LOGGING
from threadlab.explorer.model.paths import PATHS
from threadlab.explorer.model.pickles import PICKLE
from threadlab.explorer.model.pool import CONCURRENT, FUTURE, FUTURES, POOL
from threadlab.explorer.model.process import (
    ARGPARSE,
    ATEXIT,
    COLORS,
    GC,
    HAS_COLORS,
    SIGNAL,
    TEST_SIGNALS,
    TIMEIT,
)
from threadlab.explorer.model.queue import QUEUES
from threadlab.explorer.model.random import RANDOM
from threadlab.explorer.model.scheduler import SCHED
from threadlab.explorer.model.semaphore import SEMAPHORES
from threadlab.explorer.model.thread import THREAD
from threadlab.explorer.model.threadpool import DUMMY, MULTIPROCESSING, THREAD_POOL
from threadlab.explorer.model.timer import TIMER
from threadlab.explorer.model.warnings import WARNINGS

PRIMITIVES = (
    LOCKS,
    EXCEPTHOOK,
    THREAD,
    LOCAL,
    EVENT,
    SEMAPHORES,
    CONDITION,
    BARRIER,
    TIMER,
    QUEUES,
    FUTURE,
    POOL,
    FUTURES,
    CONCURRENT,
    MULTIPROCESSING,
    THREAD_POOL,
    DUMMY,
    TIME,
    DATETIME,
    RANDOM,
    WARNINGS,
    LOGGING,
    HANDLERS,
    CONFIG,
    SCHED,
    UUID,
    SECRETS,
    SIGNAL,
    ATEXIT,
    GC,
    TIMEIT,
    ARGPARSE,
    TEST_SIGNALS,
    *([COLORS] if HAS_COLORS else []),
    FUNCTOOLS,
    DATACLASSES,
    IMPORTLIB,
    UTIL,
    METADATA,
    ASYNCIO,
    URLLIB,
    PLATFORM,
    SYSCONFIG,
    PATHS,
    DIS,
    PICKLE,
)


@functools.cache
def of_module(name: str) -> list[Primitive]:
    """The primitives that a module has."""
    return [primitive for primitive in PRIMITIVES if primitive.module == name]


def of_live(cls: type) -> tuple[Primitive, str] | None:
    """The primitive of which live objects of `cls` are, and its name in its module.

    >>> import threading
    >>> of_live(threading.BoundedSemaphore)[1]
    'BoundedSemaphore'
    """
    for base in cls.__mro__:
        for primitive in PRIMITIVES:
            if base in primitive.live:
                return primitive, primitive.live[base]
    return None


MODULES = {primitive.module: primitive.lasting for primitive in PRIMITIVES}
