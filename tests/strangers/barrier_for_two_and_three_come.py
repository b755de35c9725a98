"""Three threads meet at a barrier for two.

source: https://docs.python.org/3/library/threading.html#barrier-objects
verdict: deadlock
"""

import threading


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    barrier = threading.Barrier(2)
    together(barrier.wait, barrier.wait, barrier.wait)
