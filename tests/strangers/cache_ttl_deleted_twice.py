"""Two clean-ups find the same expired key; the second `del` is a KeyError.

source: https://github.com/stucchio/Python-LRU-cache/issues/9
verdict: exception
"""

import threading
import time


class Expiring:
    def __init__(self, seconds):
        self.seconds = seconds
        self.values, self.times = {}, {}

    def put(self, key, value):
        self.values[key] = value
        self.times[key] = time.time() + self.seconds

    def cleanup(self):
        now = time.time()
        for key in list(self.times):
            if self.times[key] < now:
                del self.values[key]
                del self.times[key]


def main():
    cache = Expiring(1)
    cache.put("a", 1)
    time.sleep(2)
    ts = [threading.Thread(target=cache.cleanup) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
