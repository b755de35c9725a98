"""A local context is one thread's: the other one computes as before.

source: https://docs.python.org/3/library/decimal.html#working-with-threads
verdict: proved
"""

import threading
from decimal import Decimal, localcontext

found = {}


def rough():
    with localcontext() as context:
        context.prec = 2
        found["rough"] = Decimal(1) / Decimal(3)


def fine():
    found["fine"] = Decimal(1) / Decimal(8)


def main():
    threads = [threading.Thread(target=rough), threading.Thread(target=fine)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"rough": Decimal("0.33"), "fine": Decimal("0.125")}
