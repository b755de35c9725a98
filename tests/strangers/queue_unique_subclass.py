"""A Queue whose _init, _put and _get work on a set.

source: https://stackoverflow.com/questions/16506429/check-if-element-is-already-in-a-queue
verdict: proved
"""

import queue
import threading


class SetQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


def main():
    q = SetQueue()
    ts = [threading.Thread(target=q.put, args=("same",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert q.qsize() == 1 and q.get() == "same" and q.empty()
