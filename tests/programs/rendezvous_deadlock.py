"""Both wait before they signal.

verdict: deadlock
"""

from threading import Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


left, right = Semaphore(0), Semaphore(0)


def a():
    right.acquire()
    left.release()


def b():
    left.acquire()
    right.release()


def main():
    run(a, b)
