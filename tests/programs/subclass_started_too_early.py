"""The thread runs before its object is complete.

verdict: exception
"""

from threading import Thread


class Worker(Thread):
    def __init__(self):
        super().__init__()
        self.start()
        self.n = 1

    def run(self):
        self.n + 1


def main():
    Worker().join()
