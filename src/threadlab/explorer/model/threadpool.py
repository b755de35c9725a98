"""`multiprocessing.pool.ThreadPool` and `multiprocessing.dummy`: threads behind names of processes.

A pool of threads is one of concurrent.futures here, with the methods that it has there: each piece
of work is a task, none of several pieces. Real processes can't be explored.
"""

from __future__ import annotations

import multiprocessing
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import Missing
from threadlab.explorer.model.operations import stepwise

_CORES = 4
_MAIN = types.SimpleNamespace(name="MainProcess", daemon=False, exitcode=None)
_Call = tuple[Any, tuple[Any, ...], dict[str, Any]]
_WORDS = ("Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier")


class _Job:
    """Calls whose results are told together: `outcome` has them, once who wanted to be is told."""

    def __init__(self, outcome: Any, size: int, alone: bool, callback: Any, error_callback: Any):
        self.outcome, self.left, self.alone = outcome, size, alone
        self.callback, self.error_callback = callback, error_callback
        self.values: list[Any] = [None] * size
        self.error: BaseException | None = None


class Result:
    """What is to come of one task, or of a list of them, by `futures`."""

    futures: Any

    def __init__(self, tasks: list[Any], *, alone: bool):
        self._tasks, self._alone = tasks, alone

    def get(self, timeout: float | None = None) -> Any:
        """Wait for the result, or for the exception, and give it on."""
        try:
            found = [task.result(timeout) for task in self._tasks]
        except self.futures.TimeoutError:
            raise multiprocessing.TimeoutError from None
        return found[0] if self._alone else found

    def wait(self, timeout: float | None = None) -> None:
        """Wait until all is done."""
        self.futures.wait(self._tasks, timeout)

    def ready(self) -> bool:
        """Whether all is done."""
        return all(task.done() for task in self._tasks)

    def successful(self) -> bool:
        """Whether none has failed."""
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return not any(task.exception() for task in self._tasks)


class Pool:
    """A pool of threads, which are those of `futures`."""

    futures: Any
    result_class: Any
    queue: Any
    thread: Any
    call: Callable[..., Any]  # calls what may not be the program's own, with its points

    def __init__(self, processes: int | None = None, initializer: Any = None, initargs: Any = ()):
        if processes is not None and processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._threads = self.futures.ThreadPoolExecutor(
            processes or _CORES, initializer=initializer, initargs=initargs
        )
        self._open = True
        self._results: Any = None
        self._teller: Any = None

    def apply(self, func: Callable[..., Any], args: Any = (), kwds: Any = None) -> Any:
        """Call a function in the pool, and wait for it."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(
        self,
        func: Callable[..., Any],
        args: Any = (),
        kwds: Any = None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> Any:
        """Call a function in the pool."""
        return self._hand([(func, tuple(args), dict(kwds or {}))], callback, error_callback)

    def map(self, func: Any, iterable: Iterable[Any], chunksize: int | None = None) -> Any:
        """Call a function for each item, and wait for the results."""
        return self.map_async(func, iterable).get()

    def map_async(
        self,
        func: Any,
        iterable: Iterable[Any],
        chunksize: int | None = None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> Any:
        """Call a function for each item."""
        calls: list[_Call] = [(func, (item,), {}) for item in stepwise(self.call, iterable)]
        return self._hand(calls, callback, error_callback, alone=False)

    def starmap(self, func: Any, iterable: Iterable[Any], chunksize: int | None = None) -> Any:
        """As `map`, with several arguments in each item."""
        return self.starmap_async(func, iterable).get()

    def starmap_async(
        self,
        func: Any,
        iterable: Iterable[Any],
        chunksize: int | None = None,
        callback: Any = None,
        error_callback: Any = None,
    ) -> Any:
        """As `map_async`, with several arguments in each item."""
        calls: list[_Call] = [(func, tuple(items), {}) for items in stepwise(self.call, iterable)]
        return self._hand(calls, callback, error_callback, alone=False)

    def imap(self, func: Any, iterable: Iterable[Any], chunksize: int | None = 1) -> Iterator[Any]:
        """As `map`; each result is given out as soon as it is its turn."""
        tasks = self.map_async(func, iterable)._tasks
        return (task.result() for task in tasks)

    def imap_unordered(
        self, func: Any, iterable: Iterable[Any], chunksize: int | None = 1
    ) -> Iterator[Any]:
        """As `map`; each result is given out as soon as there is one."""
        tasks = self.map_async(func, iterable)._tasks
        return (task.result() for task in self.futures.as_completed(tasks))

    def close(self) -> None:
        """Take no more work."""
        self._open = False

    def terminate(self) -> None:
        """Take no more work, and forget what has not begun."""
        self._open = False
        self._threads.shutdown(wait=False, cancel_futures=True)

    def join(self) -> None:
        """Wait until all threads have ended; the pool has to be closed by then."""
        if self._open:
            raise ValueError("Pool is still running")
        self._threads.shutdown(wait=True)
        if self._teller is not None:
            self._results.put(None)
            self._teller.join()

    def __enter__(self) -> Pool:
        self._check()
        return self

    def __exit__(self, *_: object) -> None:
        self.terminate()

    def _check(self) -> None:
        if not self._open:
            raise ValueError("Pool not running")

    def _hand(
        self, calls: list[_Call], callback: Any, error_callback: Any, *, alone: bool = True
    ) -> Any:
        self._check()
        if callback is None and error_callback is None:
            tasks = [self._threads.submit(func, *args, **named) for func, args, named in calls]
            return self.result_class(tasks, alone=alone)
        job = _Job(self.futures.Future(), len(calls), alone, callback, error_callback)
        if not calls:
            job.outcome.set_result([])
        for place, call in enumerate(calls):
            self._threads.submit(self._work, self._line(), job, place, call)
        return self.result_class([job.outcome], alone=True)

    def _line(self) -> Any:
        """Where results stand in line for the one thread that calls back, as in multiprocessing."""
        if self._results is None:
            self._results = self.queue()
            self._teller = self.thread(target=self._tell, name="Thread (_handle_results)")
            self._teller.daemon = True
            self._teller.start()
        return self._results

    def _work(self, line: Any, job: _Job, place: int, call: _Call) -> None:
        func, args, named = call
        try:
            value, error = self.call(SYNC, func, *args, **named), None
        except Exception as found:
            value, error = None, found
        line.put((job, place, value, error))

    def _tell(self) -> None:
        """Call back, and only then give out the result."""
        while (item := self._results.get()) is not None:
            job, place, value, error = item
            job.values[place] = value
            job.error = job.error or error
            job.left -= 1
            if job.left:
                continue
            found = job.values[0] if job.alone else job.values
            if job.error is not None:
                if job.error_callback is not None:
                    self.call(SYNC, job.error_callback, job.error)
                job.outcome.set_exception(job.error)
            else:
                if job.callback is not None:
                    self.call(SYNC, job.callback, found)
                job.outcome.set_result(found)


def _pool(models: Models) -> dict[str, Any]:
    """The names of `multiprocessing.pool`."""
    futures = models.module("concurrent.futures")
    result = type("AsyncResult", (Result,), {"futures": futures})
    pool = type(
        "ThreadPool",
        (Pool,),
        {
            "futures": futures,
            "result_class": result,
            "queue": models.module("queue").SimpleQueue,
            "thread": models.module("threading").Thread,
            "call": staticmethod(models.call),
        },
    )
    processes = Missing("multiprocessing.Pool", models.world)
    return {"ThreadPool": pool, "AsyncResult": result, "Pool": processes}


def _dummy(models: Models) -> dict[str, Any]:
    """The names of `multiprocessing.dummy`."""
    threading = models.module("threading")
    make = models.module("multiprocessing.pool").ThreadPool

    class Process(threading.Thread):  # type: ignore[name-defined]
        """A thread that is called a process."""

        def __init__(
            self, group: None = None, target: Any = None, name: Any = None, args: Any = (),
            kwargs: Any = None,
        ):  # fmt: skip
            super().__init__(group, target, name, args, kwargs)

        @property
        def exitcode(self) -> int | None:
            """0 once it has ended."""
            return None if self.ident is None or self.is_alive() else 0

    queues = models.module("queue").Queue
    return {
        **{name: getattr(threading, name) for name in _WORDS},
        "Pool": lambda processes=None, initializer=None, initargs=(): make(
            processes, initializer, initargs
        ),
        "Process": Process,
        "Queue": queues,
        "JoinableQueue": queues,
        "current_process": threading.current_thread,
        "cpu_count": lambda: _CORES,
        "list": list,
        "dict": dict,
        "TimeoutError": multiprocessing.TimeoutError,
        "__path__": [],
    }


def _package(models: Models) -> dict[str, Any]:
    """The names of `multiprocessing` itself: of processes there are none."""

    def find(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"multiprocessing.{name}", models.world)

    errors = ("ProcessError", "TimeoutError", "AuthenticationError", "BufferTooShort")
    return {
        **{name: getattr(multiprocessing, name) for name in errors},
        "cpu_count": lambda: _CORES,
        "current_process": lambda: _MAIN,
        "__path__": [],
        "__getattr__": find,
    }


MULTIPROCESSING = Primitive("multiprocessing", _package, lasting=False)
THREAD_POOL = Primitive("multiprocessing.pool", _pool, lasting=False)
DUMMY = Primitive("multiprocessing.dummy", _dummy, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
