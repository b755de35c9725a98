"""A cell of an array of numbers is read, added to and set.

source: https://docs.python.org/3/library/array.html
verdict: assertion
"""

import threading
from array import array

hits = array("L", [0, 0])

def hit(cell):
    hits[cell] += 1


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(lambda: hit(0), lambda: hit(1), lambda: hit(0))
    assert hits.tolist() == [2, 1]
