"""Threads. Each runs in a fiber of its own."""

from __future__ import annotations

import collections
import contextvars
import functools
import inspect
import itertools
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC, Attribute
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import PUT, READ, START, WRITE
from threadlab.explorer.engine.waits import ThreadHandle, attach, attached, waitable_of
from threadlab.explorer.model.base import Models, Primitive, hidden
from threadlab.explorer.model.threads import FIRST_IDENTIFIER, THREADS, functions

_OPTIONS = frozenset(inspect.signature(threading.Thread.__init__).parameters)  # context: 3.14
_NAME, _DAEMON, _WORK = (Attribute(name) for name in ("name", "daemon", "_target"))


class Inner:
    """What a thread is made of: no part of its namespace, in which the program may put anything.

    The work, `target` with `args` and `kwargs`, is gone once it has been done, as in CPython.
    """

    __slots__ = ("args", "context", "daemonic", "kwargs", "name", "number", "target")
    target: Callable[..., Any] | None
    args: Any
    kwargs: Any
    context: Any

    def __init__(self, name: str, daemonic: Any, number: int = 0):
        self.name, self.daemonic, self.number = name, daemonic, number
        self.context = None


class _Base(ThreadHandle):
    __slots__ = ("__dict__", "__weakref__", "_inner")


inner_of, _set_inner = hidden(_Base, "_inner")


def _fiber_of(thread: Any) -> Any:
    """The fiber that a thread runs in; None before it is started."""
    return waitable_of(thread)


def name_of(thread: Any) -> str:
    """A thread's name, "" if it has none, for those who tell of it."""
    try:
        return str(inner_of(thread).name)
    except AttributeError:
        return ""


def work_of(thread: Any) -> Inner:
    """What a thread has to do.

    Raises `AttributeError` for one that has not been made as threads are.
    """
    return inner_of(thread)  # type: ignore[no-any-return]


def _initialized(thread: Any, called: str = "Thread") -> Inner:
    try:
        return inner_of(thread)  # type: ignore[no-any-return]
    except AttributeError:
        raise RuntimeError(f"{called}.__init__() not called") from None


def _context_of(options: dict[str, Any]) -> Any:
    """The context in which a thread is to run, None for a new one. Raises as this Python does."""
    for option in options.keys() - _OPTIONS:
        text = f"Thread.__init__() got an unexpected keyword argument {option!r}"
        raise TypeError(text)
    return options.get("context")


def _inherited() -> contextvars.Context | None:
    """The context of who starts a thread, if this Python hands it on."""
    inherits = getattr(sys.flags, "thread_inherit_context", False)
    return contextvars.copy_context() if inherits else None


def _said(thread: Any) -> Inner:
    try:
        return inner_of(thread)  # type: ignore[no-any-return]
    except AttributeError:
        raise AssertionError("Thread.__init__() not called") from None


def _work(name: str, looks: Callable[..., None], changes: Callable[..., None]) -> property:
    """A part of the work as an attribute."""

    def get(self: Any) -> Any:
        looks(self, _WORK)
        try:
            return getattr(inner_of(self), name)
        except AttributeError:
            text = f"{type(self).__name__!r} object has no attribute '_{name}'"
            raise AttributeError(text, name=f"_{name}", obj=self) from None

    def set_(self: Any, value: Any) -> None:
        changes(self, _WORK)
        setattr(inner_of(self), name, value)

    return property(get, set_)


def thread_of(models: Models) -> dict[str, Any]:
    """Return `Thread`, and the functions that know of all threads."""
    world, call, take = models.world, models.call, models.take
    log = world.log
    counters = {"names": itertools.count(1), "threads": itertools.count(1)}
    models.at_reset.append(
        lambda: counters.update(names=itertools.count(1), threads=itertools.count(1))
    )
    Asked = _asked(models)

    class Thread(Asked):  # type: ignore[misc, valid-type]
        """A thread of the program; its `run` is called in a fiber of its own."""

        def __init__(
            self,
            group: None = None,
            target: Callable[..., Any] | None = None,
            name: str | None = None,
            args: Any = (),
            kwargs: Any = None,
            *,
            daemon: bool | None = None,
            **options: Any,
        ):
            assert group is None, "group argument must be None for now"
            if name is None:
                name = f"Thread-{next(counters['names'])}"
                if target is not None and hasattr(target, "__name__"):
                    name += f" ({target.__name__})"
            if daemon is None:
                daemon = inner_of(thread_in(world.current)).daemonic
            inner = Inner(str(name), daemon, next(counters["threads"]))
            inner.target, inner.args = target, args
            inner.kwargs = {} if kwargs is None else kwargs
            inner.context = _context_of(options)
            _set_inner(self, inner)
            attach(self, None)  # its fiber, once it is started

        def __hash__(self) -> int:  # so that a set of threads has the same order in each run
            try:
                return int(inner_of(self).number)
            except AttributeError:
                return 0

        def start(self) -> None:
            """Begin: from now on `run` may be going on beside everything else."""
            inner = _initialized(self, "thread")
            site = models.begin()
            if attached(self) is not None:
                log.append((site, self, READ, "start"))
                raise RuntimeError("threads can only be started once")
            inner.context = _inherited() if inner.context is None else inner.context
            fiber = world.spawn(self._bootstrap, bool(inner.daemonic))
            attach(self, fiber)
            fiber.thread = self
            log.append((site, fiber, START, None))
            log.append((~SYNC, self, WRITE, None))
            log.append((~SYNC, THREADS, PUT, None))

        def _bootstrap(self, fiber: Fiber) -> None:
            if world.aborting:
                return
            try:
                context = inner_of(self).context
                self.run() if context is None else context.run(self.run)
            except SystemExit:
                pass
            except BaseException as error:
                models.names["@died"](self, fiber, error)
            world.ended(fiber)

        def run(self) -> None:
            """Call the target."""
            if world.current.thread is not self:  # called, and not started
                models.looks(self, "run")
                models.looks_besides(self, _WORK)
            inner = inner_of(self)
            try:
                if inner.target is not None:
                    target = take(SYNC, inner.target)
                    if type(target) is type:  # of C code, say, which goes through what it gets
                        target = functools.partial(call, SYNC, target)
                    target(*inner.args, **inner.kwargs)
            finally:
                if not world.aborting:
                    log.append((~SYNC, self, WRITE, _WORK))
                del inner.target, inner.args, inner.kwargs

        def join(self, timeout: float | None = None) -> None:
            """Wait until the thread has ended, or `timeout` seconds."""
            _initialized(self)
            if world.current.thread is self:
                raise RuntimeError("cannot join current thread")
            site: int | None = models.begin()
            fiber = attached(self)
            if fiber is None:
                log.append((site, self, READ, "join"))
                raise RuntimeError("cannot join thread before it is started")
            if fiber.busy:
                if not models.wait(fiber, fiber, site, timeout, tried=None):
                    return
                site = None
            models.seen(fiber, site, timeout)

    main_thread = _main_thread_of(Thread)

    def thread_in(fiber: Fiber) -> Thread:
        if fiber.thread is None:
            fiber.thread = main_thread(fiber)
        return fiber.thread  # type: ignore[no-any-return]

    def current_thread() -> Thread:
        world.note_identity()
        return thread_in(world.current)

    return {"Thread": Thread, "_MainThread": main_thread, "current_thread": current_thread,
            "currentThread": current_thread, **functions(models, Thread, thread_in)}  # fmt: skip


def _main_thread_of(thread_class: Any) -> Any:
    """Return the class of the main thread, which has begun without a start."""

    class _MainThread(thread_class):
        def __init__(self, fiber: Fiber) -> None:
            inner = Inner("MainThread", False)
            inner.target, inner.args, inner.kwargs = None, (), {}
            _set_inner(self, inner)
            attach(self, fiber)

    return _MainThread


def _asked(models: Models) -> Any:
    """What a thread says of itself: the base of `Thread`."""
    looks = models.looks

    def changes(thread: Any, what: Any, site: int = ~SYNC) -> None:
        """Log that an attribute is set, as a part of the operation that has begun or by itself."""
        if site == SYNC:
            models.world.tick(SYNC)
        models.world.log.append((site, thread, WRITE, what))
        models.looks_besides(thread)  # whether it has been started

    def make_daemon(thread: Any, daemonic: Any, site: int = ~SYNC) -> None:
        inner = _initialized(thread)
        if site == SYNC:
            models.world.tick(SYNC)
        started = _fiber_of(thread) is not None
        models.world.log.append((site, thread, READ if started else WRITE, _DAEMON))
        models.looks_besides(thread)
        if started:
            raise RuntimeError("cannot set daemon status of active thread")
        inner.daemonic = daemonic

    class Asked(_Base):
        @property
        def name(self) -> str:
            looks(self, _NAME)
            return str(_said(self).name)

        @name.setter
        def name(self, name: str) -> None:
            changes(self, _NAME)
            _said(self).name = str(name)

        @property
        def daemon(self) -> Any:
            looks(self, _DAEMON)
            return _said(self).daemonic

        @daemon.setter
        def daemon(self, daemonic: Any) -> None:
            make_daemon(self, daemonic)

        @property
        def ident(self) -> int | None:
            looks(self)
            fiber = _fiber_of(self)
            return None if fiber is None else FIRST_IDENTIFIER + fiber.index

        native_id, _name, _daemonic = ident, name, daemon
        _target = _work("target", looks, changes)
        _args = _work("args", looks, changes)
        _kwargs = _work("kwargs", looks, changes)

        def is_alive(self) -> bool:
            """Whether the thread has begun and not ended."""
            _initialized(self)
            looks(self)
            fiber = _fiber_of(self)
            models.looks_besides(fiber)
            return fiber is not None and bool(fiber.busy)

        def isDaemon(self) -> Any:
            return self.daemon

        def setDaemon(self, daemonic: Any) -> None:
            make_daemon(self, daemonic, SYNC)

        def getName(self) -> str:
            return self.name

        def setName(self, name: str) -> None:
            changes(self, _NAME, SYNC)
            _said(self).name = str(name)

        def __repr__(self) -> str:
            looks(self)
            inner, fiber = _said(self), _fiber_of(self)
            for thing, what in ((self, _NAME), (self, _DAEMON), (fiber, None)):
                models.looks_besides(thing, what)
            status = "initial" if fiber is None else "started" if fiber.busy else "stopped"
            kind = " daemon" if inner.daemonic else ""
            number = "" if fiber is None else f" {FIRST_IDENTIFIER + fiber.index}"
            return f"<{type(self).__name__}({inner.name}, {status}{kind}{number})>"

    return Asked


def _adapt(models: Models, module: types.ModuleType) -> None:
    """What the classes of threading.py expect around them."""
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
        _shutdown=_nothing,
    )


def _nothing(*_: Any) -> None:
    """Stands for what has no effect on a simulated thread."""


THREAD = Primitive("threading", thread_of, adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
