"""Functions of operator that change a list do so in one step each.

source: https://docs.python.org/3/library/operator.html
verdict: proved
"""

import operator
import threading

items = []


def main():
    threads = [
        threading.Thread(target=operator.iadd, args=(items, [1])),
        threading.Thread(target=operator.methodcaller("append", 2), args=(items,)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(items) == [1, 2]
