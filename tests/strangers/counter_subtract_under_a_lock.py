"""Stock is taken and returned by subtract and update, under one lock.

source: https://docs.python.org/3/library/collections.html#collections.Counter.subtract
verdict: proved
"""

import threading
from collections import Counter

stock = Counter(nails=5, screws=2)
lock = threading.Lock()


def sell(**things):
    with lock:
        stock.subtract(things)


def bring(**things):
    with lock:
        stock.update(things)


def main():
    threads = [
        threading.Thread(target=sell, kwargs={"nails": 2}),
        threading.Thread(target=sell, kwargs={"nails": 1, "screws": 1}),
        threading.Thread(target=bring, kwargs={"screws": 4}),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert stock == Counter(nails=2, screws=5) and stock.total() == 7
