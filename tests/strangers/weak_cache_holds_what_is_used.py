"""A cache with weak values: who has got a value holds it, so that it stays.

source: https://docs.python.org/3/library/weakref.html#weakref.WeakValueDictionary
verdict: proved or survived
"""

import threading
import weakref


class Page:
    def __init__(self, name):
        self.name = name


cache, lock = weakref.WeakValueDictionary(), threading.Lock()


def page(name):
    with lock:
        found = cache.get(name)
        if found is None:
            found = cache[name] = Page(name)
        return found


def main():
    def work():
        mine = page("a")
        assert page("a") is mine and mine.name == "a"

    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(cache) == 0
