"""Whoever sees that the logger has no handler adds one: two threads add two.

source: https://github.com/felixbur/nkululeko/pull/394
verdict: assertion
"""

import logging
import threading


def logger_of(name):
    log = logging.getLogger(name)
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    return log


def main():
    threads = [threading.Thread(target=logger_of, args=("util",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(logging.getLogger("util").handlers) == 1
