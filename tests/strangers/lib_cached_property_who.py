"""Either thread may be the one that computes it.

source: https://github.com/pydanny/cached-property
verdict: assertion
needs: cached_property
"""

import threading

from cached_property import threaded_cached_property


class House:
    builders = []

    @threaded_cached_property
    def key(self):
        House.builders.append(threading.current_thread().name)
        return object()


def main():
    h = House()
    ts = [threading.Thread(target=lambda: h.key, name=n) for n in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert House.builders == ["a"]
