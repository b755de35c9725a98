"""A window of times in a deque, and a lock.

source: https://github.com/vutran1710/PyrateLimiter/pull/7
verdict: proved
"""

import threading
import time
from collections import deque


class Window:
    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.times = deque()
        self.lock = threading.Lock()

    def __enter__(self):
        with self.lock:
            now = time.time()
            while self.times and self.times[0] <= now - self.seconds:
                self.times.popleft()
            if len(self.times) >= self.most:
                raise BlockingIOError("too many")
            self.times.append(now)

    def __exit__(self, *exc):
        return False


def main():
    window, results = Window(2, 60), []

    def call():
        try:
            with window:
                results.append("ok")
        except BlockingIOError as e:
            results.append(str(e))

    ts = [threading.Thread(target=call) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(results) == ["ok", "ok", "too many"]
