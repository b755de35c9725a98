"""A cache that keeps its objects weakly: both threads find none and make one.

source: https://docs.python.org/3/library/weakref.html#weakref.WeakValueDictionary
verdict: assertion
"""

import threading
import weakref

cache = weakref.WeakValueDictionary()
got = []


class Image:
    pass


def load(name):
    image = cache.get(name)
    if image is None:
        image = cache[name] = Image()
    got.append(image)


def main():
    threads = [threading.Thread(target=load, args=("cat",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1]
