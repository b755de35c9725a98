"""pyrsistent: a map that cannot change is replaced by another, made from the one that was read.

source: https://pyrsistent.readthedocs.io/en/latest/intro.html
verdict: assertion
needs: pyrsistent
"""

import threading

from pyrsistent import pmap

state = pmap()


def put(key):
    global state
    state = state.set(key, 1)


def main():
    threads = [threading.Thread(target=put, args=(key,)) for key in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(state) == ["a", "b"]
