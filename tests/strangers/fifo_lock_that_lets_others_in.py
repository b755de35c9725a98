"""A fair lock that is set free and then wakes: a newcomer takes it, and the woken one too.

source: https://stackoverflow.com/questions/19688550/how-do-i-queue-my-python-locks
verdict: assertion
"""

import threading
from collections import deque


class FairLock:
    def __init__(self):
        self._mutex, self._held, self._line = threading.Lock(), False, deque()

    def __enter__(self):
        with self._mutex:
            if not self._held:
                self._held = True
                return self
            mine = threading.Event()
            self._line.append(mine)
        mine.wait()
        self._held = True
        return self

    def __exit__(self, *_):
        with self._mutex:
            self._held = False
            if self._line:
                self._line.popleft().set()


def main():
    lock, inside = FairLock(), []

    def work(name):
        with lock:
            inside.append(name)
            assert len(inside) == 1
            inside.pop()

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
