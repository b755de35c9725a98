"""A lock of the object's own protects its attribute.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Counter:
    def __init__(self):
        self.n = 0
        self.lock = Lock()

    def up(self):
        with self.lock:
            self.n += 1


def main():
    counter = Counter()
    run(counter.up, counter.up)
    assert counter.n == 2
