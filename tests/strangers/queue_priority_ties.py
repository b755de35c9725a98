"""Same priority, so the dicts are compared: TypeError in the put that comes second.

source: https://github.com/python/cpython/issues/75326
verdict: exception
"""

import queue
import threading

q = queue.PriorityQueue()


def main():
    ts = [threading.Thread(target=q.put, args=((1, {"job": n}),)) for n in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
