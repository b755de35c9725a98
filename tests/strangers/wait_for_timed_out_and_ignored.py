"""wait_for says whether it is so, and nobody listens.

source: https://docs.python.org/3/library/threading.html#threading.Condition.wait_for
verdict: assertion
"""

import threading


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    cond, ready, got = threading.Condition(), [], []

    def consume():
        with cond:
            cond.wait_for(lambda: ready, timeout=1)
            got.append(len(ready))

    def produce():
        with cond:
            ready.append("tea")
            cond.notify()

    together(consume, produce)
    assert got == [1]
