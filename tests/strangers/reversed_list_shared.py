"""A reversed iterator shared by two gives each item once.

source: https://docs.python.org/3/library/functions.html#reversed
verdict: proved
"""

import threading


def main():
    items, got = reversed([1, 2, 3]), []
    threads = [threading.Thread(target=target) for target in (lambda: got.extend(items), lambda: got.append(next(items, None)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(g for g in got if g) == [1, 2, 3]
