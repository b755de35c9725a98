"""Two threads take groups from one groupby: a group ends when the other one goes on.

source: https://docs.python.org/3/library/itertools.html#itertools.groupby
verdict: assertion
"""

import itertools
import threading

groups = itertools.groupby("aabb")
found = []


def take():
    for key, group in groups:
        found.append(key + str(len(list(group))))


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(found) == ["a2", "b2"]
