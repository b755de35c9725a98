"""The default list is one for all calls and threads.

source: https://docs.python-guide.org/writing/gotchas/#mutable-default-arguments
verdict: assertion
"""

import threading


def collect(n, seen=[0]):
    seen[0] = seen[0] + n
    return seen


def main():
    ts = [threading.Thread(target=collect, args=(n,)) for n in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert collect(0) == [3]
