"""The lock is held while the generator runs.

source: https://docs.python.org/3/reference/expressions.html#generator.send
verdict: proved
"""

import threading

def mean():
    total = count = 0
    value = None
    while True:
        number = yield value
        total, count = total + number, count + 1
        value = total / count


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    running, lock, told = mean(), threading.Lock(), []
    next(running)

    def send(number):
        with lock:
            told.append(running.send(number))

    together(lambda: send(2), lambda: send(4), lambda: send(6))
    assert told[-1] == 4 and len(told) == 3
    running.close()
