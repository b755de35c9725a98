"""The instance is seen by the unlocked look before its attributes are there.

source: https://softwarepatternslexicon-com.pages.dev/python/concurrency-patterns/double-checked-locking-pattern/implementing-double-checked-locking-in-python/
verdict: exception
"""

import threading

lock = threading.Lock()


class Pool:
    instance = None

    @classmethod
    def get(cls):
        if cls.instance is None:
            with lock:
                if cls.instance is None:
                    cls.instance = cls()
                    cls.instance.size = 5
        return cls.instance


sizes = []


def main():
    ts = [threading.Thread(target=lambda: sizes.append(Pool.get().size)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
