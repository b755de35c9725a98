"""A context manager lowers the level of a logger for a block, and two threads use it.

source: https://docs.python.org/3/howto/logging-cookbook.html#using-a-context-manager-for-selective-logging
verdict: assertion
"""

import contextlib
import logging
import threading

log = logging.getLogger("shop")


@contextlib.contextmanager
def level(value):
    before = log.level
    log.setLevel(value)
    try:
        yield
    finally:
        log.setLevel(before)


def work():
    with level(logging.DEBUG):
        log.debug("at work")


def main():
    log.setLevel(logging.WARNING)
    log.addHandler(logging.NullHandler())
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert log.level == logging.WARNING
