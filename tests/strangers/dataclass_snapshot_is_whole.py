"""A frozen snapshot is put in place in one step: who reads it sees two halves of one state.

source: https://docs.python.org/3/library/dataclasses.html#frozen-instances
verdict: proved
"""

import threading
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    low: int
    high: int


pair = Pair(0, 0)


def write():
    global pair
    for n in (1, 2):
        pair = Pair(n, n)


def read():
    seen = pair
    assert seen.low == seen.high


def main():
    threads = [threading.Thread(target=write), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
