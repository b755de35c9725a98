"""A subclass has forgotten to call the __init__ of Thread.

source: https://docs.python.org/3/library/threading.html#threading.Thread
verdict: exception
"""

from threading import Thread


class Worker(Thread):
    def __init__(self, job):
        self.job = job

    def run(self):
        self.job()


def main():
    worker = Worker(print)
    worker.start()
    worker.join()
