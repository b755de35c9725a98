"""An error on the way keeps the lock, too.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = {"front": 1}
lock = Lock()


def buy(row):
    lock.acquire()
    tickets[row] -= 1
    lock.release()


def clerk(row):
    try:
        buy(row)
    except KeyError:
        pass


def main():
    run(lambda: clerk("back"), lambda: clerk("front"))
