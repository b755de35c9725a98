"""Who does not wait for the lock may go away without.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = Lock()
n = 0


def work():
    global n
    if lock.acquire(blocking=False):
        n += 1
        lock.release()


def main():
    run(work, work)
    assert n == 2
