"""Threads, and what a program can ask about all of them. Each runs in a fiber of its own."""

from __future__ import annotations

import collections
import functools
import itertools
import sys
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ, START
from threadlab.explorer.engine.waits import ThreadHandle, attach, attached, waitable_of
from threadlab.explorer.model.base import Models, Primitive, called_by_library, hidden

MOST_THREADS = 4096  # at once, as on a small machine
_FIRST_IDENTIFIER = 1000


def _fiber_of(thread: Any) -> Any:
    """The fiber that a thread runs in; None before it is started."""
    return waitable_of(thread)


class Named(ThreadHandle):
    """What a thread says of itself, which is the same in every world."""

    __slots__ = ("__dict__", "__weakref__")
    _initialized = False
    _name: str
    _daemonic: bool

    def _check(self) -> None:
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")

    @property
    def name(self) -> str:
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def daemon(self) -> bool:
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic: bool) -> None:
        self._check()
        if _fiber_of(self) is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    @property
    def ident(self) -> int | None:
        fiber = _fiber_of(self)
        return None if fiber is None else _FIRST_IDENTIFIER + fiber.index

    native_id = ident

    def isDaemon(self) -> bool:
        return self._daemonic

    def setDaemon(self, daemonic: bool) -> None:
        self.daemon = daemonic

    def getName(self) -> str:
        return self._name

    def setName(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        fiber = _fiber_of(self)
        status = "initial" if fiber is None else "started" if fiber.busy else "stopped"
        kind = " daemon" if self._daemonic else ""
        number = "" if fiber is None else f" {_FIRST_IDENTIFIER + fiber.index}"
        return f"<{type(self).__name__}({self._name}, {status}{kind}{number})>"


def thread_of(models: Models) -> dict[str, Any]:
    """Return `Thread`, and the functions that know of all threads."""
    world, take = models.world, models.take
    log = world.log
    counters = {"names": itertools.count(1), "threads": itertools.count(1)}
    models.at_reset.append(
        lambda: counters.update(names=itertools.count(1), threads=itertools.count(1))
    )

    class Thread(Named):
        """A thread of the program; its `run` is called in a fiber of its own."""

        __slots__ = ("_number",)

        def __init__(
            self,
            group: None = None,
            target: Callable[..., Any] | None = None,
            name: str | None = None,
            args: Any = (),
            kwargs: Any = None,
            *,
            daemon: bool | None = None,
            context: Any = None,
        ):
            assert group is None, "group argument must be None for now"
            if name is None:
                name = f"Thread-{next(counters['names'])}"
                if target is not None and hasattr(target, "__name__"):
                    name += f" ({target.__name__})"
            self._target = target
            self._name = str(name)
            self._args = args
            self._kwargs = {} if kwargs is None else kwargs
            self._daemonic = current_thread().daemon if daemon is None else bool(daemon)
            self._is_stopped = False
            set_number(self, next(counters["threads"]))
            attach(self, None)  # its fiber, once it is started
            self._initialized = True

        def __hash__(self) -> int:  # so that a set of threads has the same order in each run
            try:
                return int(number_of(self))
            except AttributeError:
                return 0

        def start(self) -> None:
            """Begin: from now on `run` may be going on beside everything else."""
            if not self._initialized:
                raise RuntimeError("thread.__init__() not called")
            if attached(self) is not None:
                raise RuntimeError("threads can only be started once")
            site = models.begin()
            if len(world.live) >= MOST_THREADS:
                raise RuntimeError("can't start new thread")
            fiber = world.spawn(self._bootstrap, self._daemonic)
            attach(self, fiber)
            fiber.thread = self
            log.append((site, fiber, START, None))

        def _bootstrap(self, fiber: Fiber) -> None:
            if world.aborting:
                return
            try:
                self.run()
            except SystemExit:
                pass
            except BaseException as error:
                world.caught(fiber, error)
            world.ended(fiber)

        def run(self) -> None:
            """Call the target."""
            try:
                if self._target is not None:
                    take(SYNC, self._target)(*self._args, **self._kwargs)
            finally:
                del self._target, self._args, self._kwargs

        def join(self, timeout: float | None = None) -> None:
            """Wait until the thread has ended, or `timeout` seconds."""
            self._check()
            fiber = attached(self)
            if fiber is None:
                raise RuntimeError("cannot join thread before it is started")
            if fiber is world.current:
                raise RuntimeError("cannot join current thread")
            site: int | None = models.begin()
            if fiber.busy:
                if not models.wait(fiber, fiber, site, timeout, tried=None):
                    return
                site = None
            models.seen(fiber, site, timeout)

        def is_alive(self) -> bool:
            """Whether the thread has begun and not ended."""
            self._check()
            fiber = attached(self)
            if fiber is None:
                return False
            if not called_by_library():
                world.tick(SYNC)
                log.append((SYNC, fiber, READ, None))
            return bool(fiber.busy)

    number_of, set_number = hidden(Thread, "_number")

    main_thread = _main_thread_of(Thread)

    def thread_in(fiber: Fiber) -> Thread:
        if fiber.thread is None:
            fiber.thread = main_thread(fiber)
        return fiber.thread  # type: ignore[no-any-return]

    def current_thread() -> Thread:
        return thread_in(world.current)

    return {"Thread": Thread, "_MainThread": main_thread, "current_thread": current_thread,
            "currentThread": current_thread, **_functions(models, Thread, thread_in)}  # fmt: skip


def _main_thread_of(thread_class: Any) -> Any:
    """Return the class of the main thread, which has begun without a start."""

    class _MainThread(thread_class):
        def __init__(self, fiber: Fiber) -> None:
            self._target, self._args = None, ()
            self._kwargs: dict[str, Any] = {}
            self._name, self._daemonic, self._initialized = "MainThread", False, True
            self._is_stopped = False
            attach(self, fiber)

    return _MainThread


def _functions(
    models: Models, thread_class: Any, thread_in: Callable[[Fiber], Any]
) -> dict[str, Any]:
    world = models.world

    def look() -> list[Fiber]:
        """Look at all threads, which is one operation."""
        world.tick(SYNC)
        site = SYNC
        for fiber in world.fibers:
            world.log.append((site, fiber, READ, None))
            site = ~SYNC
        world.log.append((site, "threads", READ, None))
        return world.live

    def main_thread() -> Any:
        return thread_in(world.fibers[0])

    def enumerate() -> list[Any]:
        main_thread()
        return [fiber.thread for fiber in look()]

    def active_count() -> int:
        return len(look())

    def get_ident() -> int:
        return _FIRST_IDENTIFIER + world.current.index

    def start_new_thread(function: Callable[..., Any], args: Any, kwargs: Any = None) -> int:
        thread = thread_class(target=function, args=args, kwargs=kwargs, daemon=True)
        thread.start()
        return thread.ident or 0

    return {
        "main_thread": main_thread, "enumerate": enumerate, "active_count": active_count,
        "activeCount": active_count, "get_ident": get_ident, "get_native_id": get_ident,
        "start_new_thread": start_new_thread, "stack_size": lambda size=0: 0,
    }  # fmt: skip


def _adapt(models: Models, module: types.ModuleType) -> None:
    """What the classes of threading.py expect around them, and hooks that nobody calls."""
    world = models.world
    vars(module).update(
        _allocate_lock=models.names["Lock"],
        _time=models.module("time").monotonic,
        _deque=collections.deque,
        _islice=itertools.islice,
        _sys=sys,
        functools=functools,
        _register_atexit=lambda function, *arguments: world.at_end.append(
            functools.partial(function, *arguments)
        ),
        __excepthook__=None,
        excepthook=None,
        settrace=_nothing,
        setprofile=_nothing,
        _shutdown=_nothing,
    )


def _nothing(*_: Any) -> None:
    """Stands for what has no effect on a simulated thread."""


THREAD = Primitive("threading", thread_of, adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
