"""ValueError: generator already executing.

source: https://stackoverflow.com/questions/1131430/are-generators-threadsafe
verdict: exception
"""

import threading


def numbers():
    n = 0
    while True:
        n += 1
        print("next is", n)
        yield n


source = numbers()
got = []


def take():
    got.append(next(source))


def main():
    ts = [threading.Thread(target=take) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
