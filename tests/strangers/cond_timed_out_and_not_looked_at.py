"""wait_for with a time-out says False; who does not look takes from an empty list.

source: https://runebook.dev/en/docs/python/library/threading/threading.Condition.wait_for
verdict: exception
"""

import threading

cond = threading.Condition()
items = []


def consume():
    with cond:
        cond.wait_for(lambda: items, timeout=1)
        items.pop()


def produce():
    with cond:
        items.append(1)
        cond.notify()


def main():
    threads = [threading.Thread(target=f) for f in (consume, produce)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
