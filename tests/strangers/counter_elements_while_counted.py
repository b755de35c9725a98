"""The elements of a Counter are walked through while somebody counts a new word.

source: https://docs.python.org/3/library/collections.html#collections.Counter.elements
verdict: exception
"""

import threading
from collections import Counter

words = Counter({"a": 1, "b": 1})


def count():
    words["c"] += 1


def main():
    t = threading.Thread(target=count)
    t.start()
    listed = [word for word in words.elements()]
    t.join()
    assert len(listed) in (2, 3)
