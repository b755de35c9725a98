"""Two workers, and one mark of the end, which the first takes for itself.

source: https://docs.python.org/3/library/queue.html#queue.SimpleQueue
verdict: deadlock
"""

import threading
from queue import SimpleQueue


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    jobs = SimpleQueue()

    def work():
        while jobs.get() is not None:
            pass

    def produce():
        jobs.put("job")
        jobs.put(None)

    together(produce, work, work)
