"""Looked at, locked, looked at again.

source: https://stackoverflow.com/questions/50566934/why-is-this-singleton-implementation-not-thread-safe
verdict: proved
"""

import threading


class Single(type):
    _instances = {}
    _lock = threading.Lock()

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            with cls._lock:
                if cls not in cls._instances:
                    cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Single):
    made = 0

    def __init__(self):
        Config.made += 1
        self.values = {"debug": True}


found = []


def main():
    ts = [threading.Thread(target=lambda: found.append(Config().values)) for _ in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert Config.made == 1 and all(v is found[0] for v in found)
