"""Two counters under one lock, each with a hold on a third.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


a = b = 0
outer, inner = Lock(), Lock()


def one():
    global a
    with outer:
        a += 1
        if a == 1:
            inner.acquire()
    with outer:
        a -= 1
        if a == 0:
            inner.release()


def two():
    global b
    with outer:
        b += 1
        if b == 1:
            inner.acquire()
    with outer:
        b -= 1
        if b == 0:
            inner.release()


def main():
    run(one, two)
