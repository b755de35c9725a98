"""One thread records a warning of its own while the other one computes.

source: https://docs.python.org/3/library/warnings.html#testing-warnings
verdict: proved
"""

import threading
import warnings

total = []


def main():
    thread = threading.Thread(target=total.append, args=(1,))
    thread.start()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn("slow", ResourceWarning)
    thread.join()
    assert [each.category for each in caught] == [ResourceWarning] and total == [1]
