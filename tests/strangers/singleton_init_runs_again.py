"""__new__ is locked, but __init__ runs at each call and empties what others have put in.

source: https://alexacabs.in/why-2-if-conditions-in-singleton-double.html
verdict: assertion
"""

import threading


class Registry:
    _instance = None
    _lock = threading.Lock()

    def __new__(cls):
        with cls._lock:
            if cls._instance is None:
                cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self):
        self.items = []


def register(name):
    Registry().items.append(name)


def main():
    ts = [threading.Thread(target=register, args=(n,)) for n in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert Registry._instance.items in (["a", "b"], ["b", "a"])
