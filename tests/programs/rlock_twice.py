"""An RLock can.

verdict: proved
"""

from threading import RLock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = RLock()
n = 0


def work():
    global n
    with lock, lock:
        n += 1


def main():
    run(work, work)
    assert n == 2
