"""With the queue's mutex: the items go, the counter goes to zero, who joins is told.

source: https://stackoverflow.com/questions/6517953/clear-all-items-from-the-queue
verdict: proved
"""

import queue
import threading


def main():
    q = queue.Queue()
    for n in range(3):
        q.put(n)
    joined = threading.Event()

    def waiter():
        q.join()
        joined.set()

    t = threading.Thread(target=waiter)
    t.start()
    with q.mutex:
        q.queue.clear()
        q.all_tasks_done.notify_all()
        q.unfinished_tasks = 0
    t.join()
    assert joined.is_set() and q.empty()
