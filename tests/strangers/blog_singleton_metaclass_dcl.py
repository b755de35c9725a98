"""A metaclass that looks twice, the second time under its lock.

source: https://refactoring.guru/design-patterns/singleton/python/example
verdict: proved
"""

import threading


class Singleton(type):
    _instances, _lock = {}, threading.Lock()

    def __call__(cls, *a, **k):
        if cls not in cls._instances:
            with cls._lock:
                if cls not in cls._instances:
                    cls._instances[cls] = super().__call__(*a, **k)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    made = 0

    def __init__(self):
        Config.made += 1


def main():
    got = []
    ts = [threading.Thread(target=lambda: got.append(Config())) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert Config.made == 1 and len(set(map(id, got))) == 1
