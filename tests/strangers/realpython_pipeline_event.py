"""A consumer looks at the event and the queue, and then waits for what never comes.

source: https://realpython.com/intro-to-python-threading/
verdict: deadlock
"""

import queue
import threading


def producer(q, event):
    while not event.is_set():
        q.put(1)
        break


def consumer(q, event, got):
    while not event.is_set() or not q.empty():
        got.append(q.get())


def main():
    q, e, got = queue.Queue(maxsize=10), threading.Event(), []
    ts = [
        threading.Thread(target=producer, args=(q, e)),
        threading.Thread(target=consumer, args=(q, e, got)),
    ]
    for t in ts:
        t.start()
    e.set()
    for t in ts:
        t.join()
