"""A read-through cache: a value that was loaded before a write is stored after the invalidation.

source: https://en.wikipedia.org/wiki/Cache_coherence
verdict: assertion
"""

import threading


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
    def __init__(self, store):
        self.store, self.kept, self.lock = store, {}, threading.Lock()

    def get(self, key):
        with self.lock:
            if key in self.kept:
                return self.kept[key]
        value = self.store.load(key)
        with self.lock:
            self.kept[key] = value
        return value

    def put(self, key, value):
        self.store.save(key, value)
        with self.lock:
            self.kept.pop(key, None)


def main():
    cache = Cache(Store(price=1))
    reader = threading.Thread(target=cache.get, args=("price",))
    writer = threading.Thread(target=cache.put, args=("price", 2))
    reader.start()
    writer.start()
    reader.join()
    writer.join()
    assert cache.get("price") == 2
