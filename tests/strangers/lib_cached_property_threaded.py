"""threaded_cached_property has a lock.

source: https://github.com/pydanny/cached-property
verdict: proved
needs: cached_property
"""

import threading

from cached_property import threaded_cached_property


class House:
    built = 0

    @threaded_cached_property
    def key(self):
        House.built += 1
        return object()


def main():
    h = House()
    ts = [threading.Thread(target=lambda: h.key) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert House.built == 1
