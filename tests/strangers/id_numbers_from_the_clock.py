"""Numbers are made of the time: two orders in one second get the same.

source: https://docs.python.org/3/library/datetime.html#datetime.datetime.strftime
verdict: assertion
clock: exact
"""

import threading
import time

orders = {}


def order(name):
    number = time.strftime("%H%M%S")
    orders[number] = name


def main():
    threads = [threading.Thread(target=order, args=(name,)) for name in ("Ann", "Ben")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(orders) == 2
