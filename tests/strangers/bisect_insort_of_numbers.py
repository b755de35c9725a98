"""Numbers are compared in C: the search and the insertion are one step.

source: https://docs.python.org/3/library/bisect.html#bisect.insort
verdict: proved
"""

import threading
from bisect import bisect_left, insort

numbers = [5]


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(lambda: insort(numbers, 3), lambda: insort(numbers, 1), lambda: insort(numbers, 4))
    assert numbers == [1, 3, 4, 5]
    assert numbers[bisect_left(numbers, 4)] == 4
