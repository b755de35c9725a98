"""funcy: memoize has no lock, so the same value is made by two.

source: https://funcy.readthedocs.io/en/stable/calc.html
verdict: assertion
needs: funcy
"""

import threading

from funcy import memoize

calls = []


@memoize
def load(name):
    calls.append(name)
    return name.upper()


def main():
    threads = [threading.Thread(target=load, args=("a",)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert calls == ["a"]
