"""A semaphore of one is a lock.

verdict: proved
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1
permit = Semaphore(1)


def buy():
    global tickets
    with permit:
        if tickets > 0:
            tickets -= 1


def main():
    run(buy, buy)
    assert tickets == 0
