"""Each one adds up to a million by itself, and puts the sum away under a lock.

source: https://realpython.com/python-gil/
verdict: proved
"""

import threading

total = 0
lock = threading.Lock()


def work(n):
    global total
    s = 0
    for i in range(n):
        s += i
    with lock:
        total += s


def main():
    ts = [threading.Thread(target=work, args=(100_000,)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert total == 2 * sum(range(100_000))
