"""A number that is larger than the smallest of the best takes its place, or another's by then.

source: https://docs.python.org/3/library/heapq.html#heapq.heapreplace
verdict: assertion
"""

import threading
from heapq import heapreplace

best = [1, 2]

def offer(number):
    if number > best[0]:
        heapreplace(best, number)


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(lambda: offer(9), lambda: offer(3), lambda: offer(8))
    assert sorted(best) == [8, 9]
