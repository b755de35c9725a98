"""total_ordering and sort over objects of one's own that do not change.

source: https://docs.python.org/3/library/functools.html#functools.total_ordering
verdict: proved
"""

import functools
import threading


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


versions = [Version("1.10"), Version("1.9")]


def main():
    got = []
    threads = [threading.Thread(target=target) for target in (lambda: got.append(max(versions).parts), lambda: got.append(min(versions).parts))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [(1, 9), (1, 10)]
