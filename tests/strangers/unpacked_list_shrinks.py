"""first, second = items after a look at its length.

source: https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
verdict: exception
"""

import threading

items = [1, 2]


def work():
    if len(items) == 2:
        first, second = items
        assert first < second


def main():
    threads = [threading.Thread(target=target) for target in (work, items.pop)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
