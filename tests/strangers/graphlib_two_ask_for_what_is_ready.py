"""Two workers ask a sorter what is ready, without a lock: both may get the same task.

source: https://docs.python.org/3/library/graphlib.html#graphlib.TopologicalSorter.get_ready
verdict: assertion or exception
"""

import threading
from graphlib import TopologicalSorter

sorter = TopologicalSorter({"bread": ["dough"], "soup": ["stock"]})
done = []


def work():
    for task in sorter.get_ready():
        done.append(task)


def main():
    sorter.prepare()
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(done) == ["dough", "stock"]
