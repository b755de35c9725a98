"""What programs look at: library objects and modules, and what changes them. Data for observers.py.

A subject is something that two threads share, under the name `made`. What can be looked at is not
listed: it is all that `dir()` shows of the real one. Only what changes it has to be known.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Subject:
    """What is shared: how it is `made`, after what `before`, and the statements that change it.

    `arguments` are those of methods that can't do with any, by name. A change in `waits` may wait
    for another thread. `more` are looks that are no attribute.
    """

    name: str
    make: str
    changes: tuple[str, ...]
    before: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    more: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


LOCKS = (
    Subject(
        "Lock", "threading.Lock()", ("made.acquire()", "made.acquire(); made.release()"),
    ),
    Subject(
        "Lock that is held", "threading.Lock()", ("made.release()",), before="made.acquire()",
    ),
    Subject("RLock", "threading.RLock()", ("made.acquire()", "made.acquire(); made.release()")),
)  # fmt: skip
EVENTS = (
    Subject("Event", "threading.Event()", ("made.set()", "made.set(); made.clear()")),
    Subject("Event that is set", "threading.Event()", ("made.clear()",), before="made.set()"),
    *(
        Subject(
            name, f"threading.{name}(1)", ("made.acquire()", "made.acquire(); made.release()"),
        )
        for name in ("Semaphore", "BoundedSemaphore")
    ),
    Subject(
        "Semaphore without permits", "threading.Semaphore(0)",
        ("made.release()", "made.release(2)"),
    ),
)  # fmt: skip
CONDITIONS = (
    Subject(
        "Condition", "threading.Condition()",
        ("made.acquire()", "made.acquire(); made.notify(); made.release()"),
        waits=("with made:\n        made.wait(1)",),
    ),
    Subject(
        "Condition with a waiter", "threading.Condition()",
        ("with made:\n        made.notify()", "with made:\n        made.notify_all()"),
        before="threading.Thread(target=waiting, args=(made,), daemon=True).start()",
    ),
    Subject(
        "Barrier", "threading.Barrier(2)", ("made.abort()", "made.abort(); made.reset()"),
        waits=("made.wait()", "made.wait(1)"),
    ),
    Subject("Barrier of one", "threading.Barrier(1)", ("made.wait()",)),
    Subject("broken Barrier", "threading.Barrier(2)", ("made.reset()",), before="made.abort()"),
)  # fmt: skip
THREADS = (
    Subject(
        "Thread", "threading.Thread(target=anything)",
        ("made.start()", "made.start(); made.join()", "made.name = 'other'",
         "made.setName('other')", "made.daemon = True", "made.setDaemon(True)"),
    ),
    Subject(
        "Thread that runs", "threading.Thread(target=anything, name='first')",
        ("made.join()", "made.name = 'other'", "made.setName('other')"), before="made.start()",
    ),
    Subject(
        "Timer", "threading.Timer(1, anything)",
        ("made.start()", "made.cancel()", "made.start(); made.cancel()", "made.interval = 2",
         "made.function = len"),
    ),
    Subject("local", "threading.local()", ("made.x = 1", "made.__dict__.update(x=1)")),
)  # fmt: skip
_QUEUE = (
    "made.put(1)", "made.put(1); made.get()", "made.put(1); made.get(); made.task_done()",
    "made.put_nowait(2)", "made.queue.append(1)", "made.maxsize = 1", "made.unfinished_tasks = 1",
)  # fmt: skip
QUEUES = (
    *(
        Subject(name, f"queue.{name}(2)", _QUEUE + (
            ("made.shutdown()",) if sys.version_info >= (3, 13) else ()))
        for name in ("Queue", "LifoQueue", "PriorityQueue")
    ),
    Subject(
        "Queue with an item", "queue.Queue(1)",
        ("made.get()", "made.get_nowait()", "made.task_done()", "made.queue.clear()",
         "with made.mutex:\n        made.queue.clear()"),
        before="made.put(1)",
    ),
    Subject("SimpleQueue", "queue.SimpleQueue()", ("made.put(1)", "made.put(1); made.get()")),
)  # fmt: skip
FUTURES = (
    Subject(
        "Future", "futures.Future()",
        ("made.set_result(1)", "made.set_exception(ValueError())", "made.cancel()",
         "made.set_running_or_notify_cancel()", "made.add_done_callback(anything)"),
        arguments={"set_exception": "ValueError()", "result": "0", "exception": "0"},
    ),
    Subject(
        "ThreadPoolExecutor", "futures.ThreadPoolExecutor(1)",
        ("made.submit(anything)", "made.submit(anything).result()", "made.shutdown()",
         "list(made.map(anything, [1]))"),
        arguments={"map": "anything, [1]", "submit": "anything"},
        more=("made._work_queue.qsize()", "len(made._threads)",
              "made.submit(anything).done()"),
    ),
)  # fmt: skip
OBJECTS = LOCKS + EVENTS + CONDITIONS + THREADS + QUEUES + FUTURES
