"""Computed twice at most, but setdefault gives both callers the same object.

source: https://github.com/python/cpython/pull/154069
verdict: proved
"""

import functools
import threading


def idempotent(function):
    cache = {}

    @functools.wraps(function)
    def call(*args):
        try:
            return cache[args]
        except KeyError:
            return cache.setdefault(args, function(*args))

    return call


@idempotent
def make(name):
    return [name]


def main():
    got = []
    threads = [threading.Thread(target=lambda: got.append(make("x"))) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    first, second = got
    assert first is second
