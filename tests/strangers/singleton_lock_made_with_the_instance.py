"""A singleton whose lock is made by whoever comes first, which needs a lock itself.

source: https://refactoring.guru/design-patterns/singleton/python/example
verdict: assertion
"""

import threading


class Settings:
    _instance = None

    @classmethod
    def instance(cls):
        if not hasattr(cls, "_lock"):
            cls._lock = threading.Lock()
        with cls._lock:
            if cls._instance is None:
                cls._instance = cls()
            return cls._instance


def main():
    seen = []
    threads = [
        threading.Thread(target=lambda: seen.append(Settings.instance())) for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] is seen[1]
