"""The same with two steps: what was read is old.

source: https://docs.python.org/3/library/operator.html
verdict: assertion
"""

import operator
import threading

stock = {"tea": 1}


def add():
    operator.setitem(stock, "tea", operator.getitem(stock, "tea") + 1)


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stock == {"tea": 3}
