"""The error is caught and printed, and task_done is never called for that item.

source: https://runebook.dev/en/docs/python/library/queue/queue.Queue.join
verdict: deadlock
"""

import queue
import threading

q = queue.Queue()


def worker():
    while True:
        text = q.get()
        try:
            int(text)
            q.task_done()
        except ValueError as e:
            print("bad item:", e)


def main():
    threading.Thread(target=worker, daemon=True).start()
    for text in ("1", "x"):
        q.put(text)
    q.join()
