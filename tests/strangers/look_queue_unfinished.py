"""unfinished_tasks is looked at while a worker may still be at it.

source: https://stackoverflow.com/questions/19369724/the-right-way-to-limit-maximum-number-of-threads-running-at-once
verdict: assertion
"""

import queue
import threading

q = queue.Queue()


def worker():
    q.get()
    q.task_done()


def main():
    q.put(1)
    t = threading.Thread(target=worker)
    t.start()
    assert q.unfinished_tasks == 1
    t.join()
