"""A lock around the look is gone when the ticket is taken.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1
lock = Lock()


def buy():
    global tickets
    with lock:
        free = tickets > 0
    if free:
        tickets -= 1


def main():
    run(buy, buy)
    assert tickets >= 0
