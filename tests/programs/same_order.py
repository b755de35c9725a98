"""Two locks taken in one order.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


a, b = Lock(), Lock()
n = m = 0


def one():
    global n, m
    with a, b:
        n += 1
        m += 1


def other():
    global n
    with a:
        n += 1


def third():
    global m
    with b:
        m += 1


def main():
    run(one, other, third)
    assert n == m == 2
