"""A cache of lines: there it was, and then somebody has cleared it.

source: https://github.com/python/cpython/issues/133253
verdict: exception
"""

import threading

cache = {"file": ["one\n"]}


def getlines(name):
    if name in cache:
        entry = cache[name]
        if len(entry) != 1:
            return cache[name][2]
    return cache[name]


def main():
    t = threading.Thread(target=cache.clear)
    t.start()
    getlines("file")
    t.join()
