"""The work of a thread may be any callable: a method in C, a class, a partial, a lock's method.

source: https://docs.python.org/3/library/threading.html#threading.Thread
verdict: proved
"""

import functools
import operator
import queue
import threading

rows, table, box = [], {}, queue.Queue()
lock = threading.Lock()


def main():
    threads = [
        threading.Thread(target=rows.append, args=(1,)),
        threading.Thread(target=table.update, kwargs={"a": 1}),
        threading.Thread(target=box.put, args=("x",)),
        threading.Thread(target=functools.partial(operator.setitem, table, "b", 2)),
        threading.Thread(target=dict, kwargs={"c": 3}),
        threading.Thread(target=lock.acquire),
    ]
    list(map(threading.Thread.start, threads))
    list(map(operator.methodcaller("join"), threads))
    assert rows == [1] and table == {"a": 1, "b": 2}
    assert box.get_nowait() == "x" and lock.locked()
