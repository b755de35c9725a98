"""A fair lock: each waiter has an event of its own in a queue, and the lock is handed on.

source: https://stackoverflow.com/questions/19688550/how-do-i-queue-my-python-locks
verdict: proved
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
        return self

    def __exit__(self, *_):
        with self._mutex:
            if self._line:
                self._line.popleft().set()  # still held: by who waited longest
            else:
                self._held = False


def main():
    lock, total = FairLock(), 0

    def work():
        nonlocal total
        with lock:
            total += 1

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert total == 3 and not lock._held
