"""The consumer ends when the event is set and the queue empty; the producer puts once more after it has looked.

source: https://realpython.com/intro-to-python-threading/
verdict: assertion
"""

import queue
import threading

pipeline = queue.Queue(maxsize=10)
event = threading.Event()
stored = []


def producer():
    n = 0
    while not event.is_set():
        n += 1
        pipeline.put(n)
        if n == 2:
            break


def consumer():
    while not event.is_set() or not pipeline.empty():
        try:
            stored.append(pipeline.get(timeout=1))
        except queue.Empty:
            break


def main():
    ts = [threading.Thread(target=f) for f in (producer, consumer)]
    for t in ts:
        t.start()
    event.set()
    for t in ts:
        t.join()
    assert pipeline.empty(), "messages were left"
