"""cached_property without the threads' variant is computed by two.

source: https://github.com/pydanny/cached-property
verdict: assertion
needs: cached_property
"""

import threading

from cached_property import cached_property


class House:
    built = 0

    @cached_property
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
