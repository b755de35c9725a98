"""A missing key of defaultdict(list) is made in C: no other thread comes in between.

source: https://stackoverflow.com/questions/17682484/is-collections-defaultdict-thread-safe
verdict: proved
"""

from collections import defaultdict
from threading import Thread

groups = defaultdict(list)


def sort_in(numbers):
    for n in numbers:
        groups["even" if n % 2 == 0 else "odd"].append(n)


def main():
    ts = [Thread(target=sort_in, args=(r,)) for r in (range(2), range(2, 4))]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert {k: sorted(v) for k, v in groups.items()} == {"even": [0, 2], "odd": [1, 3]}
