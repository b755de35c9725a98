"""Answers to a check of threads with what looks like a lock: false ones, and true ones beside."""

from __future__ import annotations

from textwrap import indent

_OFFICE = """
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, lru_cache
from queue import Queue, SimpleQueue
from threading import *
{before}
class Office:
    def __init__(self, seats):
        self.left, self.sold = seats, []
{made}
    def sell(self):
        left = self.left
        if left > 0:
            self.left = left - 1
            self.sold.append(left)
    def buy(self):
{buy}
"""
_WITH = "with self.lock:\n    self.sell()"


def _office(made: str, buy: str, before: str = "") -> str:
    eight = " " * 8
    return _OFFICE.format(before=before, made=indent(made, eight), buy=indent(buy, eight))


def _counted(made: str, count: str, less: str) -> str:
    """An office that counts its seats in something of the library, which begins again."""
    return _office(made, f"n = {count}\nif n > 0:\n    {less}\n    self.sold.append(n)")


_PULSED = "self.ready.wait({})\nself.ready.clear()\nself.sell()\nself.ready.set()"
_READY = "self.ready = Event()\nself.ready.set()"
# A first thread takes what is there, and so may a second one before the first has said so.
FALSE_LOCKS = {
    "an event that is cleared": _office(_READY, _PULSED.format("")),
    "an event that is cleared, with a timeout": _office(_READY, _PULSED.format("5")),
    "an event that is cleared by another thread": _office(
        f"{_READY}\nself.pool = ThreadPoolExecutor(2)",
        "self.ready.wait()\nself.pool.submit(self.ready.clear).result()\nself.sell()\n"
        "self.pool.submit(self.ready.set).result()",
    ),
    "an event that is looked at": _office(
        _READY, "while not self.ready.is_set():\n    pass\n" + _PULSED.format("")
    ),
    "events handed on": _office(
        "self.last = Event()\nself.last.set()",
        "mine = Event()\nearlier, self.last = self.last, mine\nearlier.wait()\nself.sell()\n"
        "mine.set()",
    ),
    "a future handed on": _office(
        "self.done = Future()\nself.done.set_result(1)",
        "self.done.result()\nself.done = Future()\nself.sell()\nself.done.set_result(1)",
    ),
    "a queue that is joined": _office(
        "self.queue = Queue()",
        "self.queue.join()\nself.queue.put(1)\nself.sell()\nself.queue.get()\n"
        "self.queue.task_done()",
    ),
    "a thread that is joined too late": _office(
        "self.last = None",
        "if self.last is not None:\n    self.last.join()\n"
        "self.last = current_thread()\nself.sell()",
    ),
    "a condition whose flag is nobody's": _office(
        "self.condition, self.free = Condition(), True",
        "with self.condition:\n    while not self.free:\n        self.condition.wait()\n"
        "self.free = False\nself.sell()\nself.free = True\n"
        "with self.condition:\n    self.condition.notify_all()",
    ),
    "a lock that begins again": _office("self.lock = Lock()", f"self.lock.__init__()\n{_WITH}"),
    "a semaphore that begins again": _office(
        "self.lock = Semaphore(1)", f"self.lock.__init__()\n{_WITH}"
    ),
    "a semaphore that begins again by its class": _office(
        "self.lock = Semaphore(1)", f"Semaphore.__init__(self.lock, 1)\n{_WITH}"
    ),
    "a semaphore that begins again by a method": _office(
        "self.lock = Again(1)", f"self.lock.again()\n{_WITH}",
        "class Again(Semaphore):\n    def again(self):\n        super().__init__(1)",
    ),
    "an event that begins again": _office(
        _READY, "self.ready.wait()\nself.ready.__init__()\nself.sell()\nself.ready.set()"
    ),
    "the permits of a semaphore that begins again": _counted(
        "self.count = Semaphore(seats)", "self.count._value", "self.count.__init__(n - 1)"
    ),
    "events that begin again": _counted(
        "self.seats = [Event() for _ in range(seats)]\nfor seat in self.seats:\n    seat.set()",
        "sum(seat.is_set() for seat in self.seats)", "self.seats[n - 1].__init__()",
    ),
    "the parties of a barrier that begins again": _counted(
        "self.count = Barrier(seats + 1)", "self.count.parties - 1", "self.count.__init__(n)"
    ),
    "the name of a thread that begins again": _counted(
        "self.count = Thread(name=str(seats))", "int(self.count.name)",
        "self.count.__init__(name=str(n - 1))",
    ),
    "the interval of a timer that begins again": _counted(
        "self.count = Timer(seats, print)", "self.count.interval",
        "self.count.__init__(n - 1, print)",
    ),
    "the workers of a pool that begins again": _counted(
        "self.count = ThreadPoolExecutor(seats + 1)", "self.count._max_workers - 1",
        "self.count.__init__(n)",
    ),
    "a future that begins again": _counted(
        "self.count = Future()\nself.count.set_result(seats)", "self.count.result()",
        "self.count.__init__(); self.count.set_result(n - 1)",
    ),
    "a queue that begins again": _office(
        "self.queue = Queue()",
        "self.queue.__init__()\nself.queue.put(1)\nself.queue.get()\nself.sell()",
    ),
    "a lock that is made when it is wanted": _office(
        "self.lock = None", f"if self.lock is None:\n    self.lock = Lock()\n{_WITH}"
    ),
    "a lock of a cached property": _office(
        "pass", "with self.lock:\n    self.sell()",
        "def lock(self):\n    return Lock()",
    ).replace("    def buy(self):", "    @cached_property\n    def lock(self):\n"
              "        return Lock()\n    def buy(self):"),
    "a lock of a function that remembers": _office(
        "pass", "with lock_of(1):\n    self.sell()",
        "@lru_cache(None)\ndef lock_of(key):\n    return Lock()",
    ),
    "a lock of each thread": _office(
        "self.locks = {}", "with self.locks.setdefault(get_ident(), Lock()):\n    self.sell()"
    ),
    "a lock that is given up within": _office(
        "self.lock = RLock()",
        "with self.lock:\n    kept = self.lock._release_save()\n    self.sell()\n"
        "    self.lock._acquire_restore(kept)",
    ),
    "a lock whose timeout is over": _office(
        "self.lock = Lock()",
        "taken = self.lock.acquire(timeout=0.001)\nself.sell()\nif taken:\n    self.lock.release()",
    ),
}  # fmt: skip
TRUE_LOCKS = {
    "events handed on under a lock": _office(
        "self.lock, self.last = Lock(), Event()\nself.last.set()",
        "mine = Event()\nwith self.lock:\n    earlier, self.last = self.last, mine\n"
        "earlier.wait()\nself.sell()\nmine.set()",
    ),
    "a token in a queue": _office(
        "self.queue = Queue()\nself.queue.put(1)",
        "token = self.queue.get()\nself.sell()\nself.queue.put(token)",
    ),
    "a semaphore of one permit": _office("self.lock = BoundedSemaphore(1)", _WITH),
    "a condition with a flag": _office(
        "self.condition, self.free = Condition(), True",
        "with self.condition:\n    while not self.free:\n        self.condition.wait()\n"
        "    self.free = False\nself.sell()\n"
        "with self.condition:\n    self.free = True\n    self.condition.notify()",
    ),
    "a line of threads": _office(
        "self.line = []",
        "me = current_thread()\nself.line.append(me)\nwhile self.line[0] is not me:\n    pass\n"
        "self.sell()\nself.line.pop(0)",
    ),
    "a barrier that says who goes first": _office(
        "self.barrier, self.first = Barrier(2), Event()",
        "if self.barrier.wait():\n    self.first.wait()\nself.sell()\nself.first.set()",
    ),
    "a pool of one": _office(
        "self.pool = ThreadPoolExecutor(1)", "self.pool.submit(self.sell).result()"
    ),
    "a lock of its own class": _office(
        "self.lock = Own()", _WITH,
        "class Own(Semaphore):\n    def __init__(self):\n        self.used = 0\n"
        "        super().__init__(1)",
    ),
    "a class that calls both beginnings": _office(
        "self.lock = Lock()\nself.watch = Watch()\nself.watch.start()\nself.watch.join()", _WITH,
        "class Watch(Thread):\n    def __init__(self):\n        Thread.__init__(self)\n"
        "        super().__init__(name='watch')",
    ),
}  # fmt: skip
