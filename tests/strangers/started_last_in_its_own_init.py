"""A subclass of Thread starts itself as the last thing in __init__.

source: https://docs.python.org/3/library/threading.html#thread-objects
verdict: proved
"""

import threading


class Worker(threading.Thread):
    def __init__(self, name):
        super().__init__(name=name.title())
        self.title = name
        self.start()

    def run(self):
        self.result = self.title.upper()


def main():
    worker = Worker("one")
    worker.join()
    assert (worker.result, worker.name) == ("ONE", "One")
