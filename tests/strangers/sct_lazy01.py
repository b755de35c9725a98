"""Two add, a third asserts that not both have.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

data = 0
lock = threading.Lock()


def add(n):
    global data
    with lock:
        data += n


def check():
    with lock:
        assert data < 3


def main():
    ts = [threading.Thread(target=add, args=(1,)), threading.Thread(target=add, args=(2,)),
          threading.Thread(target=check)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
