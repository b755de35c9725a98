"""The mean is made of a sum and a length, which are looked at one after the other.

source: https://docs.python.org/3/library/statistics.html#statistics.mean
verdict: assertion
"""

import threading

values = [4, 4]


def mean():
    total = sum(values)
    return total / len(values)


def main():
    t = threading.Thread(target=values.append, args=(4,))
    t.start()
    seen = mean()
    t.join()
    assert seen == 4
