"""A filter of a logger counts, and filters of loggers run without a lock.

source: https://docs.python.org/3/library/logging.html#filter-objects
verdict: assertion
"""

import logging
import threading


class Count(logging.Filter):
    n = 0

    def filter(self, record):
        self.n += 1
        return False


count = Count()
log = logging.getLogger("filtered")
log.setLevel(logging.INFO)
log.addFilter(count)


def main():
    ts = [threading.Thread(target=log.info, args=("x",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert count.n == 2
