"""The statistics are made of a copy that is taken under the lock.

source: https://docs.python.org/3/library/statistics.html
verdict: proved
"""

import statistics
import threading

lock = threading.Lock()
values = [3, 5]


def put(value):
    with lock:
        values.append(value)


def main():
    t = threading.Thread(target=put, args=(4,))
    t.start()
    with lock:
        seen = list(values)
    t.join()
    assert statistics.mean(seen) == 4 and statistics.median(seen) == 4
    assert statistics.pstdev(seen) in (1.0, statistics.pstdev([3, 5, 4]))
