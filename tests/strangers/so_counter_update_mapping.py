"""Counter.update with another Counter is a Python loop of reads and writes.

source: https://stackoverflow.com/questions/1312331/using-a-global-dictionary-with-threads-in-python
verdict: assertion
"""

from collections import Counter
from threading import Thread

hits = Counter(a=1)


def count(words):
    hits.update(Counter(words))


def main():
    ts = [Thread(target=count, args=("ab",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert hits == Counter(a=3, b=2), hits
