"""Only the deque is cleared: join waits for tasks that are no more.

source: https://stackoverflow.com/questions/6517953/clear-all-items-from-the-queue
verdict: deadlock
"""

import queue
import threading


def main():
    q = queue.Queue()
    q.put(1)
    t = threading.Thread(target=q.join)
    t.start()
    with q.mutex:
        q.queue.clear()
    t.join()
