"""One context object for both threads, each of which sets its precision before it divides.

source: https://docs.python.org/3/library/decimal.html#context-objects
verdict: assertion
"""

import threading
from decimal import Context, Decimal

context = Context()
found = {}


def divide(precision):
    context.prec = precision
    found[precision] = len(str(context.divide(Decimal(1), Decimal(3)))) - 2


def main():
    threads = [threading.Thread(target=divide, args=(n,)) for n in (2, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {2: 2, 5: 5}
