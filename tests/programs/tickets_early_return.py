"""Who returns early keeps the lock for ever.

verdict: deadlock
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
    if tickets == 0:
        return
    tickets -= 1
    lock.release()


def main():
    run(buy, buy, buy)
