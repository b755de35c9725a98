"""A lock of one's own for each call excludes nobody.

source: https://stackoverflow.com/questions/3310049/proper-use-of-mutexes-in-python
verdict: assertion
"""

import threading

total = 0


def add(n):
    global total
    lock = threading.Lock()
    with lock:
        total += n


def main():
    ts = [threading.Thread(target=add, args=(i,)) for i in range(4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert total == 6
