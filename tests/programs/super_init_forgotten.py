"""A subclass without super().__init__() can't be started.

verdict: exception
"""

from threading import Thread


class Worker(Thread):
    def __init__(self):
        self.n = 1


def main():
    Worker().start()
