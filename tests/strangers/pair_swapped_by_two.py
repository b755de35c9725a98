"""x.a, x.b = x.b, x.a by two: a value is lost.

source: https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
verdict: assertion
"""

import threading


class X:
    a, b = 1, 2


def main():
    x = X()

    def swap():
        x.a, x.b = x.b, x.a

    threads = [threading.Thread(target=target) for target in (swap, swap)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert {x.a, x.b} == {1, 2}
