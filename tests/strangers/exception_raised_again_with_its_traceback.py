"""The error of a worker is handed over by a queue, and raised again where it is waited for.

source: https://docs.python.org/3/library/sys.html#sys.exc_info
verdict: proved
"""

import queue
import sys
import threading

outcome = queue.Queue()


def work():
    try:
        outcome.put((int("x"), None))
    except ValueError:
        outcome.put((None, sys.exc_info()))


def main():
    t = threading.Thread(target=work)
    t.start()
    value, failed = outcome.get()
    t.join()
    try:
        if failed:
            raise failed[1].with_traceback(failed[2])
    except ValueError as error:
        assert "invalid literal" in str(error)
    else:
        raise AssertionError(value)
