"""With a lock around it no update is lost.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


n = 0
lock = Lock()


def work():
    global n
    with lock:
        n += 1


def main():
    run(work, work)
    assert n == 2
