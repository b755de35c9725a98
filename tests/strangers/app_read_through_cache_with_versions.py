"""A read-through cache: what was loaded is kept only if nothing was written in the meantime.

source: https://en.wikipedia.org/wiki/Cache_coherence
verdict: proved
"""

import threading
import time


class Store:
    def __init__(self, **rows):
        self.rows, self.lock = rows, threading.Lock()

    def load(self, key):
        with self.lock:
            return self.rows[key]

    def save(self, key, value):
        with self.lock:
            self.rows[key] = value


class Cache:
    def __init__(self, store, seconds):
        self.store, self.seconds = store, seconds
        self.kept, self.version, self.lock = {}, 0, threading.Lock()

    def get(self, key):
        with self.lock:
            if key in self.kept:
                value, end = self.kept[key]
                if time.monotonic() < end:
                    return value
                del self.kept[key]
            version = self.version
        value = self.store.load(key)
        with self.lock:
            if version == self.version:
                self.kept[key] = value, time.monotonic() + self.seconds
        return value

    def put(self, key, value):
        self.store.save(key, value)
        with self.lock:
            self.version += 1
            self.kept.pop(key, None)


def main():
    cache = Cache(Store(price=1), seconds=60)
    reader = threading.Thread(target=cache.get, args=("price",))
    writer = threading.Thread(target=cache.put, args=("price", 2))
    reader.start()
    writer.start()
    reader.join()
    writer.join()
    assert cache.get("price") == 2
