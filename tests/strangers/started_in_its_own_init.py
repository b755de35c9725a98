"""A subclass of Thread starts itself in __init__, before all is set.

source: https://docs.python.org/3/library/threading.html#thread-objects
verdict: exception
"""

import threading


class Worker(threading.Thread):
    def __init__(self, name):
        super().__init__()
        self.start()
        self.title = name

    def run(self):
        self.title.upper()


def main():
    worker = Worker("one")
    worker.join()
