"""One thread asks the sorter, and a worker gets tasks and hands them back, by queues.

source: https://docs.python.org/3/library/graphlib.html
verdict: proved
"""

import queue
import threading
from graphlib import TopologicalSorter

todo, finished = queue.Queue(), queue.Queue()
order = []


def work():
    while (task := todo.get()) is not None:
        order.append(task)
        finished.put(task)


def main():
    sorter = TopologicalSorter({"d": ["b", "c"], "b": ["a"], "c": ["a"]})
    sorter.prepare()
    worker = threading.Thread(target=work)
    worker.start()
    while sorter.is_active():
        for task in sorter.get_ready():
            todo.put(task)
        sorter.done(finished.get())
    todo.put(None)
    worker.join()
    assert order[0] == "a" and order[-1] == "d" and len(order) == 4
