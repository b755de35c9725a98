"""What is put later may be of more importance: who gets at once has the wrong one.

source: https://docs.python.org/3/library/queue.html#queue.PriorityQueue
verdict: assertion
"""

import queue
import threading

jobs = queue.PriorityQueue()
done = []


def work():
    for _ in range(2):
        done.append(jobs.get())


def main():
    thread = threading.Thread(target=work)
    thread.start()
    jobs.put((2, "later"))
    jobs.put((1, "urgent"))
    thread.join()
    assert done == [(1, "urgent"), (2, "later")]
