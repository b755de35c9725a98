"""a, b = b, a reads two and writes two.

source: https://docs.python.org/3/faq/library.html#what-kinds-of-global-value-mutation-are-thread-safe
verdict: assertion
"""

import threading

a, b = 1, 2


def swap():
    global a, b
    a, b = b, a


def main():
    ts = [threading.Thread(target=swap) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert {a, b} == {1, 2}
