"""The modelled `_thread`: locks, threads and thread-local data over fibers.

What Python's own threading.py, queue.py and concurrent.futures build on top of these stays theirs
(library.py). Locks know whether the program or the library takes them: the program's are
scheduling points, the library's only where somebody must wait.
"""

from __future__ import annotations

import itertools
import sys
import types
from collections.abc import Callable
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC, TAKEN, TRIED
from threadlab.explorer.engine.modes import ACQUIRE, JOIN, NOTHING, READ, RELEASE, START
from threadlab.explorer.engine.waits import Waitable
from threadlab.explorer.engine.world import World
from threadlab.explorer.objects.kinds import MODELLED, is_library

LONGEST = 9223372036.0
MOST_THREADS = 4096  # at once, as on a small machine


def threads_of(world: World) -> dict[str, Any]:
    """Return the namespace of a modelled `_thread`, with `Thread` and what belongs to it."""
    log = world.log
    frame = sys._getframe

    class Lock(Waitable):
        """A lock that one thread has at a time; anybody may release it."""

        wants = ACQUIRE

        __slots__ = ("__weakref__", "busy", "internal", "owner")
        busy: bool
        owner: Fiber | None

        def __init__(self) -> None:
            self.busy = False
            self.owner = None
            self.internal = is_library(frame(1).f_globals)

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            visible = not is_library(frame(1).f_globals)
            return self.take(blocking, timeout, visible)

        def take(self, blocking: bool, timeout: float, visible: bool) -> bool:
            _check_timeout(blocking, timeout)
            if visible:
                world.n += 1
                if world.n >= world.stop:
                    world.pause(SYNC)
            site = SYNC if visible else ~SYNC
            if self.busy:
                if not blocking or timeout == 0:
                    log.append((site, self, READ, TRIED))
                    return False
                if visible:
                    log.append((SYNC, self, NOTHING, None))
                site = None  # type: ignore[assignment]
                deadline = world.now + timeout if timeout > 0 else None
                if not world.block(self, deadline):
                    world.timed_out(self)
                    return False
            self.busy = True
            self.owner = world.current
            if not blocking or timeout >= 0:  # it might have failed
                log.append((site, self, READ, TAKEN))
                site = ~SYNC
            log.append((site, self, ACQUIRE, None))
            return True

        def release(self) -> None:
            visible = not is_library(frame(1).f_globals)
            self.give(visible)

        def give(self, visible: bool) -> None:
            if visible:
                world.n += 1
                if world.n >= world.stop:
                    world.pause(SYNC)
            if not self.busy:
                raise RuntimeError("release unlocked lock")
            self.busy = False
            self.owner = None
            log.append((SYNC if visible else ~SYNC, self, RELEASE, None))

        def locked(self) -> bool:
            world.tick(SYNC)
            log.append((SYNC, self, READ, None))
            return self.busy

        def _is_owned(self) -> bool:
            return self.busy

        def __enter__(self) -> bool:
            return self.take(True, -1, not is_library(frame(1).f_globals))

        def __exit__(self, *_: object) -> None:
            self.give(not is_library(frame(1).f_globals))

        acquire_lock, release_lock, locked_lock = acquire, release, locked

        def _at_fork_reinit(self) -> None:
            self.busy = False

        def __repr__(self) -> str:
            state = "locked" if self.busy else "unlocked"
            return f"<{state} _thread.lock object at {world_id(self):#x}>"

    class RLock(Waitable):
        """A lock that its owner may take again."""

        wants = ACQUIRE

        __slots__ = ("__weakref__", "busy_", "count", "internal", "owner")
        owner: Fiber | None

        def __init__(self) -> None:
            self.busy_ = False
            self.owner = None
            self.count = 0
            self.internal = is_library(frame(1).f_globals)

        @property
        def busy(self) -> bool:
            return self.busy_

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            return self.take(blocking, timeout, not is_library(frame(1).f_globals))

        def take(self, blocking: bool, timeout: float, visible: bool) -> bool:
            _check_timeout(blocking, timeout)
            if self.owner is world.current:
                self.count += 1
                return True
            if visible:
                world.tick(SYNC)
            site = SYNC if visible else ~SYNC
            if self.busy_:
                if not blocking or timeout == 0:
                    log.append((site, self, READ, TRIED))
                    return False
                if visible:
                    log.append((SYNC, self, NOTHING, None))
                site = None  # type: ignore[assignment]
                deadline = world.now + timeout if timeout > 0 else None
                if not world.block(self, deadline):
                    world.timed_out(self)
                    return False
            self.busy_ = True
            self.owner = world.current
            self.count = 1
            if not blocking or timeout >= 0:  # it might have failed
                log.append((site, self, READ, TAKEN))
                site = ~SYNC
            log.append((site, self, ACQUIRE, None))
            return True

        def release(self) -> None:
            self.give(not is_library(frame(1).f_globals))

        def give(self, visible: bool) -> None:
            if self.owner is not world.current:
                if world.aborting:
                    raise GreenletExit
                raise RuntimeError("cannot release un-acquired lock")
            if self.count > 1:
                self.count -= 1
                return
            if visible:
                world.tick(SYNC)
            self.count = 0
            self.owner = None
            self.busy_ = False
            log.append((SYNC if visible else ~SYNC, self, RELEASE, None))

        def __enter__(self) -> bool:
            return self.take(True, -1, not is_library(frame(1).f_globals))

        def __exit__(self, *_: object) -> None:
            self.give(not is_library(frame(1).f_globals))

        def locked(self) -> bool:
            world.tick(SYNC)
            log.append((SYNC, self, READ, None))
            return self.busy_

        def _is_owned(self) -> bool:
            return self.owner is world.current

        def _release_save(self) -> tuple[int, Fiber | None]:
            count, owner = self.count, self.owner
            self.count = 1
            self.give(False)
            return count, owner

        def _acquire_restore(self, state: tuple[int, Fiber | None]) -> None:
            self.take(True, -1, False)
            self.count = state[0]

        def _recursion_count(self) -> int:
            return self.count if self.owner is world.current else 0

        def _at_fork_reinit(self) -> None:
            self.busy_, self.owner, self.count = False, None, 0

        def __repr__(self) -> str:
            state = "locked" if self.busy_ else "unlocked"
            return f"<{state} _thread.RLock object owner={self.owner and self.owner.index}>"

    def world_id(value: Any) -> int:
        return 0x1000 + 16 * world.footprints.label(value)

    class local:
        """Data that each thread has its own of."""

        __slots__ = ("__dict__", "_local")

        def __new__(cls, /, *arguments: Any, **named: Any) -> local:
            if (arguments or named) and cls.__init__ is object.__init__:
                raise TypeError("Initialization arguments are not supported")
            self = object.__new__(cls)
            state = (arguments, named, {world.current: object.__getattribute__(self, "__dict__")})
            object.__setattr__(self, "_local", state)
            return self

        def __getattribute__(self, name: str) -> Any:
            _enter_local(self)
            return object.__getattribute__(self, name)

        def __setattr__(self, name: str, value: Any) -> None:
            _enter_local(self)
            object.__setattr__(self, name, value)

        def __delattr__(self, name: str) -> None:
            _enter_local(self)
            object.__delattr__(self, name)

    def _enter_local(self: local) -> None:
        arguments, named, dicts = object.__getattribute__(self, "_local")
        fiber = world.current
        names = dicts.get(fiber)
        new = names is None
        if new:
            names = dicts[fiber] = {}
        object.__setattr__(self, "__dict__", names)
        if new:
            type(self).__init__(self, *arguments, **named)

    state = types.SimpleNamespace(counter=itertools.count(1), threads=itertools.count(1), hook=None)

    class Thread:
        """A thread of the program; its `run` is called in a fiber of its own."""

        __slots__ = ("__dict__", "__weakref__", "_fiber")  # a fiber is not among what `vars` shows
        _initialized = False

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
                name = f"Thread-{next(state.counter)}"
                if target is not None and hasattr(target, "__name__"):
                    name += f" ({target.__name__})"
            self._target = target
            self._name = str(name)
            self._args = args
            self._kwargs = {} if kwargs is None else kwargs
            self._daemonic = current_thread().daemon if daemon is None else bool(daemon)
            self._fiber: Fiber | None = None
            self._is_stopped = False
            self._number = next(state.threads)
            self._initialized = True

        def __hash__(self) -> int:  # so that a set of threads has the same order in each run
            return getattr(self, "_number", 0)

        def start(self) -> None:
            """Begin: from now on `run` may be going on beside everything else."""
            if not self._initialized:
                raise RuntimeError("thread.__init__() not called")
            if self._fiber is not None:
                raise RuntimeError("threads can only be started once")
            if not is_library(frame(1).f_globals):
                world.tick(SYNC)
                site = SYNC
            else:
                site = ~SYNC
            if len(world.live) >= MOST_THREADS:
                raise RuntimeError("can't start new thread")
            self._fiber = world.spawn(self._bootstrap, self._daemonic)
            self._fiber.thread = self
            log.append((site, self._fiber, START, None))

        def _bootstrap(self, fiber: Fiber) -> None:
            if world.aborting:
                return
            try:
                self.run()
            except SystemExit:
                pass
            except BaseException as error:
                if state.hook is not None and isinstance(error, Exception):
                    state.hook(error, self)
                world.caught(fiber, error)
            world.ended(fiber)

        def run(self) -> None:
            """Call the target."""
            try:
                if self._target is not None:
                    world.take(SYNC, self._target)(*self._args, **self._kwargs)
            finally:
                del self._target, self._args, self._kwargs

        def join(self, timeout: float | None = None) -> None:
            """Wait until the thread has ended, or `timeout` seconds."""
            if not self._initialized:
                raise RuntimeError("Thread.__init__() not called")
            fiber = self._fiber
            if fiber is None:
                raise RuntimeError("cannot join thread before it is started")
            if fiber is world.current:
                raise RuntimeError("cannot join current thread")
            visible = not is_library(frame(1).f_globals)
            if visible:
                world.tick(SYNC)
            site = SYNC if visible else ~SYNC
            if fiber.busy:
                if timeout is not None and timeout <= 0:
                    log.append((site, fiber, READ, None))
                    return
                if visible:
                    log.append((SYNC, fiber, NOTHING, None))
                if not world.block(fiber, None if timeout is None else world.now + timeout):
                    world.timed_out(fiber)
                    return
                site = None  # type: ignore[assignment]
            log.append((site, fiber, JOIN if timeout is None else READ, None))

        def is_alive(self) -> bool:
            """Whether the thread has begun and not ended."""
            if not self._initialized:
                raise RuntimeError("Thread.__init__() not called")
            if self._fiber is None:
                return False
            if not is_library(frame(1).f_globals):
                world.tick(SYNC)
                log.append((SYNC, self._fiber, READ, None))
            return self._fiber.busy

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
            if not self._initialized:
                raise RuntimeError("Thread.__init__() not called")
            if self._fiber is not None:
                raise RuntimeError("cannot set daemon status of active thread")
            self._daemonic = daemonic

        @property
        def ident(self) -> int | None:
            return None if self._fiber is None else 1000 + self._fiber.index

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
            fiber = getattr(self, "_fiber", None)
            status = "initial" if fiber is None else "started" if fiber.busy else "stopped"
            kind = " daemon" if self._daemonic else ""
            number = "" if fiber is None else f" {1000 + fiber.index}"
            return f"<{type(self).__name__}({self._name}, {status}{kind}{number})>"

    class _MainThread(Thread):
        def __init__(self) -> None:
            self._target, self._args, self._kwargs = None, (), {}
            self._name, self._daemonic, self._initialized = "MainThread", False, True
            self._fiber = None
            self._is_stopped = False

    def current_thread() -> Thread:
        fiber = world.current
        if fiber.thread is None:
            fiber.thread = _MainThread()
            fiber.thread._fiber = fiber
        return fiber.thread  # type: ignore[no-any-return]

    def main_thread() -> Thread:
        if world.fibers[0].thread is None:
            world.fibers[0].thread = _MainThread()
            world.fibers[0].thread._fiber = world.fibers[0]
        return world.fibers[0].thread  # type: ignore[no-any-return]

    def _look_at_threads() -> list[Fiber]:
        world.tick(SYNC)
        site = SYNC
        for fiber in world.fibers:
            log.append((site, fiber, READ, None))
            site = ~SYNC
        log.append((site, "threads", READ, None))
        return world.live

    def enumerate_() -> list[Thread]:
        main_thread()
        return [fiber.thread for fiber in _look_at_threads()]

    def active_count() -> int:
        return len(_look_at_threads())

    def get_ident() -> int:
        return 1000 + world.current.index

    def start_new_thread(function: Callable[..., Any], args: Any, kwargs: Any = None) -> int:
        thread = Thread(target=function, args=args, kwargs=kwargs, daemon=True)
        thread.start()
        return thread.ident or 0

    def reset() -> None:
        state.counter = itertools.count(1)
        state.threads = itertools.count(1)
        state.hook = None

    return {
        "Lock": Lock, "RLock": RLock, "Thread": Thread, "local": local, "_MainThread": _MainThread,
        "current_thread": current_thread, "currentThread": current_thread,
        "main_thread": main_thread, "enumerate": enumerate_, "active_count": active_count,
        "activeCount": active_count, "get_ident": get_ident, "get_native_id": get_ident,
        "start_new_thread": start_new_thread, "@reset": reset, "TIMEOUT_MAX": LONGEST,
        "stack_size": lambda size=0: 0, "ThreadError": RuntimeError,
    }  # fmt: skip


def _check_timeout(blocking: bool, timeout: float) -> None:
    if timeout == -1:
        return
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > LONGEST:
        raise OverflowError("timeout value is too large")


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
