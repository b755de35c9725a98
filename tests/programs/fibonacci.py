"""Two threads that add to each other reach the largest sum only in one order.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


i = j = 1


def one():
    global i
    for _ in range(3):
        i += j


def two():
    global j
    for _ in range(3):
        j += i


def main():
    run(one, two)
    assert i < 21 and j < 21
