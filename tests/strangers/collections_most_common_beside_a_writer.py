"""most_common goes through the Counter by an iterator; who adds in between breaks it.

source: https://docs.python.org/3/library/collections.html#collections.Counter.most_common
verdict: exception
"""

import threading
from collections import Counter

votes = Counter({"a": 2})


def vote():
    votes["b"] = 1


def read():
    assert votes.most_common(1) == [("a", 2)]


def main():
    threads = [threading.Thread(target=vote), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
