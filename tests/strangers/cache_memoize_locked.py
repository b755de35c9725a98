"""A lock for each key, made with setdefault: each value is computed once.

source: https://github.com/DataBiosphere/azul/issues/2061
verdict: proved
"""

import functools
import threading


def once_for_each_key(f):
    cache, locks = {}, {}

    @functools.wraps(f)
    def wrapper(key):
        if key in cache:
            return cache[key]
        with locks.setdefault(key, threading.Lock()):
            if key not in cache:
                cache[key] = f(key)
            return cache[key]

    return wrapper


calls = []


@once_for_each_key
def load(key):
    calls.append(key)
    return key * 2


def main():
    ts = [threading.Thread(target=load, args=(k,)) for k in ("a", "b", "a")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(calls) == ["a", "b"]
