"""The lock is given back between look and take.

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
    lock.acquire()
    if tickets > 0:
        lock.release()
        tickets -= 1
    else:
        lock.release()


def main():
    run(buy, buy)
    assert tickets >= 0
