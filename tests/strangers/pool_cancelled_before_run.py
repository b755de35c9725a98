"""What is cancelled did not run, what ran was not cancelled.

source: https://github.com/python/cpython/blob/main/Lib/test/test_concurrent_futures/test_future.py
verdict: proved
"""

import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

ran = []


def main():
    gate = threading.Event()
    with ThreadPoolExecutor(max_workers=1) as ex:
        first = ex.submit(gate.wait)
        second = ex.submit(ran.append, 1)
        was = second.cancel()
        gate.set()
    assert first.result() is True
    assert was and second.cancelled() and ran == []
    try:
        second.result()
    except CancelledError:
        pass
    else:
        raise AssertionError("no error")
