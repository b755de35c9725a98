"""+= on a list extends it in one step and stores the same list again.

source: https://docs.python.org/3/faq/library.html#what-kinds-of-global-value-mutation-are-thread-safe
verdict: proved
"""

import threading

log = []


def note(n):
    global log
    log += [n, n]


def main():
    ts = [threading.Thread(target=note, args=(n,)) for n in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(log) == [0, 0, 1, 1]
