"""A lock around the write comes after the look.

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
    if tickets > 0:
        with lock:
            tickets -= 1


def main():
    run(buy, buy)
    assert tickets >= 0
