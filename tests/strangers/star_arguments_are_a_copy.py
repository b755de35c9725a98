"""f(*items) hands over a copy: what comes later is not seen.

source: https://docs.python.org/3/reference/expressions.html#calls
verdict: proved
"""

import threading

items = [1, 2]


def take(*found):
    return len(found), sum(found)


def main():
    seen = []
    threads = [threading.Thread(target=target) for target in (lambda: seen.append(take(*items)), lambda: items.append(3))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in ((2, 3), (3, 6))
