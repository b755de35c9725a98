"""A reader looks at the number before and after, and reads again if it was odd or has changed.

source: https://en.wikipedia.org/wiki/Seqlock
verdict: proved
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
    while True:
        before = number
        if before % 2:
            continue
        pair = low, high
        if number == before:
            return pair


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    pairs = []
    together(write, lambda: pairs.append(read()))
    assert pairs[0] in ((1, 1), (2, 2))
