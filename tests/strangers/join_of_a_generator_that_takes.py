"""str.join over a generator that takes from a list until it is empty.

source: https://docs.python.org/3/library/stdtypes.html#str.join
verdict: exception
"""

import threading

letters = list("ab")


def taken():
    while letters:
        yield letters.pop()


def main():
    threads = [threading.Thread(target=target) for target in (lambda: "".join(taken()), lambda: "".join(taken()))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
