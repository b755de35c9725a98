"""Each thread rounds in a context of its own, and adds up under a lock.

source: https://docs.python.org/3/library/decimal.html#decimal.localcontext
verdict: proved
"""

import threading
from decimal import ROUND_DOWN, ROUND_UP, Decimal, localcontext

total, lock = Decimal(0), threading.Lock()

def add(amount, rounding):
    global total
    with localcontext() as context:
        context.rounding, context.prec = rounding, 2
        part = Decimal(amount) / 3
    with lock:
        total += part


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(lambda: add(10, ROUND_DOWN), lambda: add(10, ROUND_UP), lambda: add(1, ROUND_UP))
    assert total == Decimal("3.3") + Decimal("3.4") + Decimal("0.34")
