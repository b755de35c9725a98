"""remove() compares with __eq__ of Python's and then removes by place: another item may stand there.

source: https://github.com/python/cpython/issues/148259
verdict: assertion
"""

import threading


class Row:
    def __init__(self, key):
        self.key = key

    def __eq__(self, other):
        return self.key == other.key


rows = [Row(1), Row(2), Row(3)]


def main():
    t = threading.Thread(target=rows.pop, args=(0,))
    t.start()
    rows.remove(Row(2))
    t.join()
    assert [r.key for r in rows] == [3], [r.key for r in rows]
