"""The lock holds look and take together.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 2
lock = Lock()


def buy():
    global tickets
    with lock:
        if tickets > 0:
            tickets -= 1


def main():
    run(buy, buy, buy)
    assert tickets == 0
