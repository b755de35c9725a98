"""Each thread divides in a context of its own, for the time of a block.

source: https://docs.python.org/3/library/decimal.html#decimal.localcontext
verdict: proved
"""

import decimal
import threading

got = {}


def divide(digits):
    with decimal.localcontext() as context:
        context.prec = digits
        got[digits] = str(decimal.Decimal(1) / 3)


def main():
    threads = [threading.Thread(target=divide, args=(digits,)) for digits in (2, 4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == {2: "0.33", 4: "0.3333"}
