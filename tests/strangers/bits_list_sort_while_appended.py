"""ValueError: list modified during sort, for the key function is Python's.

source: https://docs.python.org/3/library/stdtypes.html#list.sort
verdict: exception
"""

import threading

scores = [3, 1, 2]


def key(n):
    return -n


def main():
    t = threading.Thread(target=scores.append, args=(4,))
    t.start()
    scores.sort(key=key)
    t.join()
