"""An attribute loses updates as a global does.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Counter:
    def __init__(self):
        self.n = 0

    def up(self):
        self.n += 1


def main():
    counter = Counter()
    run(counter.up, counter.up)
    assert counter.n == 2
