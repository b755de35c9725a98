"""A Lock can't be taken twice, not even by its owner.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = Lock()


def work():
    with lock, lock:
        pass


def main():
    run(work)
