"""Each thread has its own context: precision set in one is not seen in another.

source: https://docs.python.org/3/library/decimal.html#working-with-threads
verdict: proved
"""

import decimal
import threading

digits = {}


def work(n):
    decimal.getcontext().prec = n
    digits[n] = str(decimal.Decimal(1) / decimal.Decimal(3))


def main():
    ts = [threading.Thread(target=work, args=(n,)) for n in (3, 5)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert digits == {3: "0.333", 5: "0.33333"}
    assert decimal.getcontext().prec == 28
