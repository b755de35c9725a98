"""Who sees that there is room puts without waiting; there is no room any more.

source: https://docs.python.org/3/library/queue.html#queue.Queue.full
verdict: exception
"""

import queue
import threading

line = queue.LifoQueue(maxsize=1)


def offer(item):
    if not line.full():
        line.put_nowait(item)


def main():
    threads = [threading.Thread(target=offer, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
