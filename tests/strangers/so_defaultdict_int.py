"""d[k] += 1 reads and writes, whatever d is.

source: https://stackoverflow.com/questions/17682484/is-collections-defaultdict-thread-safe
verdict: assertion
"""

from collections import defaultdict
from threading import Thread

hits = defaultdict(int)


def count(words):
    for w in words.split():
        hits[w] += 1


def main():
    ts = [Thread(target=count, args=("to be or not to be",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert hits["be"] == 4
