"""finally is run on each way out.

verdict: proved
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
    lock.acquire()
    try:
        n += 1
        return n
    finally:
        lock.release()


def main():
    run(work, work)
    assert n == 2
