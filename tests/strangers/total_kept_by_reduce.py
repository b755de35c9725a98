"""reduce calls a function of the program, which adds to a number for all.

source: https://docs.python.org/3/library/functools.html#functools.reduce
verdict: assertion
"""

import functools
import threading

calls = 0


def add(a, b):
    global calls
    calls += 1
    return a + b


def main():
    work = functools.partial(functools.reduce, add)
    threads = [threading.Thread(target=work, args=(values,)) for values in ([1, 2], [3, 4])]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert calls == 2
