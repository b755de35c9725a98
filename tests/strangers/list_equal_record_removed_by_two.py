"""Two remove the same order; while the second compares, the first has moved another one up.

source: https://docs.python.org/3/library/dataclasses.html
verdict: assertion
"""

import threading
from dataclasses import dataclass

@dataclass
class Order:
    number: int

orders = [Order(1), Order(2)]

def cancel(number):
    try:
        orders.remove(Order(number))
    except ValueError:
        pass


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(lambda: cancel(1), lambda: cancel(1))
    assert Order(2) in orders
