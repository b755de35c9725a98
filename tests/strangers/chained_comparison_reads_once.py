"""low < x.n < high reads x.n once.

source: https://docs.python.org/3/reference/expressions.html#comparisons
verdict: proved
"""

import threading


class X:
    n = 5


def main():
    x, seen = X(), []

    def change():
        x.n = -5

    threads = [threading.Thread(target=target) for target in (lambda: seen.append((-3 < x.n < 8, x.n)), change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in ((True, 5), (True, -5), (False, -5))
