"""memoize has no lock: the function runs for both.

source: https://github.com/pytoolz/toolz
verdict: assertion
needs: toolz
"""

import threading

from toolz import memoize

calls = []


@memoize
def load(n):
    calls.append(n)
    return n


def main():
    ts = [threading.Thread(target=load, args=(1,)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert calls == [1]
