"""Who looks at the number only before may read a half of each.

source: https://en.wikipedia.org/wiki/Seqlock
verdict: assertion
"""

import threading

number, low, high = 0, 1, 1

def write():
    global number, low, high
    number += 1
    low += 1
    high += 1
    number += 1

def read():
    while number % 2:
        pass
    return low, high


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    pairs = []
    together(write, lambda: pairs.append(read()))
    assert pairs[0] in ((1, 1), (2, 2))
