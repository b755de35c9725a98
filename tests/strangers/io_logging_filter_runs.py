"""A filter of a logger is asked for each record.

source: https://docs.python.org/3/library/logging.html#filter-objects
verdict: proved
"""

import logging
import threading


class Count(logging.Filter):
    def __init__(self):
        super().__init__()
        self.names = []

    def filter(self, record):
        self.names.append(record.threadName)
        return False


count = Count()
log = logging.getLogger("filtered")
log.setLevel(logging.INFO)
log.addFilter(count)


def main():
    ts = [threading.Thread(target=log.info, args=("x",), name=n) for n in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(count.names) == ["a", "b"]
