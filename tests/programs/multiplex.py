"""At most two inside.

verdict: proved
"""

from threading import Lock, Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


inside = Semaphore(2)
lock = Lock()
n = most = 0


def work():
    global n, most
    with inside:
        with lock:
            n += 1
            most = max(most, n)
        with lock:
            n -= 1


def main():
    run(work, work, work)
    assert most <= 2
