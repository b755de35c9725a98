"""Two look at the first server before either turns the row.

source: https://docs.python.org/3/library/collections.html#collections.deque.rotate
verdict: assertion
"""

import threading
from collections import deque

servers = deque(["a", "b", "c"])
asked = []

def ask():
    asked.append(servers[0])
    servers.rotate(-1)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(ask, ask)
    assert asked in (["a", "b"], ["b", "a"])
