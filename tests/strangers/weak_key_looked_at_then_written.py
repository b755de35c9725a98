"""A registry with weak keys: looked whether it is there, then written.

source: https://github.com/python/cpython/issues/98937
verdict: assertion
"""

import threading
import weakref


class Key:
    pass


registry = weakref.WeakKeyDictionary()
made = []


def entry(key):
    if key not in registry:
        made.append(1)
        registry[key] = []
    return registry[key]


def main():
    key = Key()
    threads = [threading.Thread(target=lambda: entry(key).append(1)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(made) == 1 and registry[key] == [1, 1]
