"""What is watched while something is recorded: put in place, and everything put back."""

from __future__ import annotations

import builtins
import os
import queue
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, MutableMapping
from functools import cache, wraps
from threading import get_ident
from time import perf_counter
from typing import Any

from threadlab.recorder.places import places
from threadlab.recorder.processes import watch_processes
from threadlab.recorder.proxies import factory, lock_class
from threadlab.recorder.recording import Note, free_name

_LOCKS = {type(threading.Lock()): "lock", type(threading.RLock()): "rlock"}
_INSTALLED = tuple(
    sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib")
)
_SHOWN = (int, float, str, bool, bytes, type(None))

Function = Callable[..., Any]


def inside(depth: int) -> bool:
    """Whether the code `depth` frames up from here is of the library or of an installed package.

    Their own locks and signals, those of the notebook's kernel too, are no part of the program.
    """
    names = sys._getframe(depth).f_globals
    return _is_installed(names.get("__file__") or "", names.get("__name__", ""))


@cache
def _is_installed(file: str, module: str) -> bool:
    return module != "__main__" and file.startswith(_INSTALLED)


class Watch:
    """Notes into `notes` what threads do from `begin` to `end`; `restore` puts all back.

    `names` is the program's namespace, `taken` the threads' names that are there already, `labels`
    what the program called the locks that it had before, {id: name}.
    """

    def __init__(
        self, notes: list[Note], most: int, names: MutableMapping[str, Any], taken: set[str]
    ):
        self.notes = notes
        self.most = most
        self.names = names
        self.taken = taken
        self.lost = 0
        self.labels: dict[int, str] = {}
        self._on: list[bool] = []
        self._own = {get_ident()}  # threads of the program, by identity
        self._starting: set[int] = set()  # those to come, by the id of their Thread
        self._naming = threading.Lock()
        self._lanes: dict[int, tuple[threading.Thread, str]] = {}
        self._undo: list[Callable[[], None]] = []
        self._lock = lock_class(notes, most, self._on)

    def note(
        self,
        operation: str,
        thing: Any = "",
        value: str = "",
        moment: float | None = None,
        who: int | None = None,
    ) -> None:
        """Note what the current thread, or `who`, does now or did at `moment`."""
        if not self._on:
            return
        if len(self.notes) < self.most:
            moment = perf_counter() if moment is None else moment
            self.notes.append(
                (moment, get_ident() if who is None else who, operation, thing, value)
            )
        else:
            self.lost += 1

    def watched(self) -> bool:
        """Whether the caller's caller belongs to the program, and not to a library or the kernel.

        What the program's own threads do is the program's, whichever code they do it by.
        """
        return get_ident() in self._own or not inside(3)

    # --- in place and back

    def begin(self) -> None:
        """Put everything in place."""
        try:
            self._watch_threads()
            self._watch_signals()
            self._watch_queues()
            watch_processes(self)
            swaps = self._watch_functions()
            for label, value, put in list(places(self.names)):
                kind = _LOCKS.get(type(value))
                if kind is not None:
                    proxy = self._lock(value, kind)
                    self.labels[id(proxy)] = label
                    self._swap(value, proxy, put)
                elif (new := swaps.get(id(value))) is not None:
                    self._swap(value, new, put)
        except BaseException:
            self.restore()
            raise
        self._on.append(True)

    def end(self) -> None:
        """Note nothing more."""
        self._on.clear()

    def restore(self) -> None:
        """Put everything back, and real locks where the program has made watched ones."""
        self._on.clear()
        while self._undo:
            self._undo.pop()()
        for _, value, put in list(places(self.names)):
            if type(value) is self._lock:
                put(value.real)

    def _swap(self, old: Any, new: Any, put: Callable[[Any], None]) -> None:
        put(new)
        self._undo.append(lambda: put(old))

    def replace(self, owner: Any, name: str, new: Any) -> Any:
        """Put `new` in the place of an attribute for the time of the recording; return the old."""
        old = owner.__dict__[name]
        setattr(owner, name, new)
        self._undo.append(lambda: setattr(owner, name, old))
        return old

    def wrap(self, owner: type, name: str, make: Callable[[Function], Function]) -> None:
        """Wrap a method of the library; calls from within the library go to the real one."""
        real = owner.__dict__.get(name)
        if real is None:
            return
        watched = make(real)

        @wraps(real)
        def method(*arguments: Any, **named: Any) -> Any:
            if not self._on or inside(2):
                return real(*arguments, **named)
            return watched(*arguments, **named)

        self.replace(owner, name, method)

    # --- what is watched

    def lane(self, thread: threading.Thread) -> str:
        """What a thread is called in the picture: its name, the first time with that name."""
        with self._naming:
            if id(thread) not in self._lanes:  # kept, so that no other one gets its identity
                self._lanes[id(thread)] = (thread, free_name(thread.name, self.taken))
            return self._lanes[id(thread)][1]

    def _watch_threads(self) -> None:
        thread_class: Any = threading.Thread
        start, join = thread_class.start, thread_class.join
        inner = thread_class._bootstrap_inner

        def watched_start(thread: threading.Thread) -> None:
            fresh = thread._initialized and not thread._started.is_set()  # type: ignore[attr-defined]
            if fresh and self.watched():
                self._starting.add(id(thread))
                self.note("start", self.lane(thread))
            start(thread)

        def watched_inner(thread: threading.Thread) -> None:
            if id(thread) not in self._starting:
                inner(thread)
                return
            self._starting.discard(id(thread))
            self._own.add(get_ident())
            self.note("begin thread", self.lane(thread))
            try:
                inner(thread)
            finally:
                self.note("exit")
                self._own.discard(get_ident())

        def watched_join(thread: threading.Thread, timeout: float | None = None) -> None:
            started = thread._started.is_set()  # type: ignore[attr-defined]
            if not started or not self._on or not self.watched():
                join(thread, timeout)
                return
            if thread.is_alive():
                self.note("wait", self.lane(thread))
            join(thread, timeout)
            self.note("wake" if thread.is_alive() else "join", self.lane(thread))

        self.replace(thread_class, "start", wraps(start)(watched_start))
        self.replace(thread_class, "_bootstrap_inner", wraps(inner)(watched_inner))
        self.replace(thread_class, "join", wraps(join)(watched_join))

    def _watch_signals(self) -> None:
        for name in ("wait", "wait_for"):
            self.wrap(threading.Condition, name, lambda real: self._waits(real, gives_back=True))
        self.wrap(threading.Barrier, "wait", self._waits)
        self.wrap(threading.Event, "wait", lambda real: self._waits(real, threading.Event.is_set))
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
            self.wrap(owner, name, lambda real, operation=operation: self._does(real, operation))  # type: ignore[misc]
        for name in ("acquire", "__enter__"):
            self.wrap(threading.Semaphore, name, self._acquires)

    def _does(self, real: Function, operation: str) -> Function:
        def call(thing: Any, *arguments: Any, **named: Any) -> Any:
            if operation == "acquire":
                result = real(thing, *arguments, **named)
                self.note(operation, thing)
                return result
            self.note(operation, thing)
            return real(thing, *arguments, **named)

        return call

    def _waits(
        self, real: Function, is_open: Function | None = None, *, gives_back: bool = False
    ) -> Function:
        """A call that waits, unless `is_open`; a condition `gives_back` its lock meanwhile."""

        def call(thing: Any, *arguments: Any, **named: Any) -> Any:
            if is_open is not None and is_open(thing):
                return real(thing, *arguments, **named)
            if gives_back:
                self.note("release", thing)
            self.note("wait", thing)
            try:
                return real(thing, *arguments, **named)
            finally:
                self.note("acquire" if gives_back else "wake", thing)

        return call

    def _acquires(self, real: Function) -> Function:
        def call(thing: Any, *arguments: Any, **named: Any) -> Any:
            if real(thing, blocking=False):
                self.note("acquire", thing)
                return True
            if (arguments and not arguments[0]) or not named.get("blocking", True):
                return False
            self.note("wait", thing)
            taken = False
            try:
                taken = real(thing, *arguments, **named)
            finally:
                self.note("acquire" if taken else "wake", thing)
            return taken

        return call

    def _watch_queues(self) -> None:
        def put(real: Function) -> Function:
            def call(line: Any, item: Any, *arguments: Any, **named: Any) -> None:
                moment = perf_counter()  # whoever gets the item may be sooner with the note of it
                try:
                    real(line, item, block=False)
                except queue.Full:
                    self.note("wait", line)
                    try:
                        real(line, item, *arguments, **named)
                    except queue.Full:
                        self.note("wake", line)
                        raise
                    moment = perf_counter()
                self.note("put", line, _text(item), moment)

            return call

        def get(real: Function) -> Function:
            def call(line: Any, *arguments: Any, **named: Any) -> Any:
                try:
                    item = real(line, block=False)
                except queue.Empty:
                    self.note("wait", line)
                    try:
                        item = real(line, *arguments, **named)
                    except queue.Empty:
                        self.note("wake", line)
                        raise
                self.note("get", line, _text(item))
                return item

            return call

        self.wrap(queue.Queue, "put", put)
        self.wrap(queue.Queue, "get", get)

    def _watch_functions(self) -> dict[int, Any]:
        """Watch functions by their names; return what stands for which, {id of the real: new}."""
        sleep, show = time.sleep, builtins.print

        def watched_sleep(seconds: float, /) -> None:
            if not self.watched():
                sleep(seconds)
                return
            self.note("sleep")
            try:
                sleep(seconds)
            finally:
                self.note("wake")

        def watched_print(*values: Any, **options: Any) -> None:
            if options.get("file") in (None, sys.stdout) and self.watched():
                self.note("print", "", (options.get("sep") or " ").join(map(str, values))[:80])
            show(*values, **options)

        swaps: dict[int, Any] = {}
        for owner, name, new in (
            (time, "sleep", watched_sleep),
            (builtins, "print", watched_print),
            (threading, "Lock", factory(threading.Lock, "lock", self._lock, inside)),
            (threading, "RLock", factory(threading.RLock, "rlock", self._lock, inside)),
        ):
            old = self.replace(owner, name, new)
            swaps[id(old)] = new
        return swaps


def _text(item: Any) -> str:
    """A short text of plain values; other objects are not asked."""
    return repr(item)[:40] if type(item) in _SHOWN else ""
