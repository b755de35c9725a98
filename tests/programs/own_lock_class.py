"""A lock that somebody has written with a flag.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Mutex:
    def __init__(self):
        self.taken = False

    def __enter__(self):
        while self.taken:
            pass
        self.taken = True

    def __exit__(self, *_):
        self.taken = False


mutex = Mutex()
n = 0


def work():
    global n
    with mutex:
        n += 1


def main():
    run(work, work)
    assert n == 2
