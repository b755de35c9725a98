"""A running mean is a generator, and two send to it at the same time.

source: https://docs.python.org/3/reference/expressions.html#generator.send
verdict: exception
"""

import threading

seen = []

def mean():
    total = count = 0
    value = None
    while True:
        number = yield value
        seen.append(number)
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
    running = mean()
    next(running)
    together(lambda: running.send(2), lambda: running.send(4))
