"""ValueError: task_done() called too many times.

source: https://github.com/python/cpython/blob/main/Lib/test/test_queue.py
verdict: exception
"""

import queue
import threading

q = queue.Queue()


def worker():
    try:
        q.get_nowait()
    except queue.Empty:
        pass
    finally:
        q.task_done()


def main():
    q.put(1)
    ts = [threading.Thread(target=worker) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
