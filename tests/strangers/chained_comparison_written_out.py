"""x.n > low and x.n < high reads twice: 15 is below neither, -15 above neither.

source: https://docs.python.org/3/reference/expressions.html#comparisons
verdict: assertion
"""

import threading


class X:
    n = -15


def main():
    x, seen = X(), []

    def change():
        x.n = 15

    threads = [threading.Thread(target=target) for target in (lambda: seen.append(x.n < 0 and x.n > 0), change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [False]
