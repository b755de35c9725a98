"""Not empty a moment ago: another worker has taken the last item.

source: https://stackoverflow.com/questions/2846653/how-can-i-use-threading-in-python
verdict: deadlock
"""

import queue
import threading

q = queue.Queue()
for n in range(3):
    q.put(n)
squares = []


def worker():
    while not q.empty():
        n = q.get()
        squares.append(n * n)


def main():
    ts = [threading.Thread(target=worker) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(squares) == [0, 1, 4]
