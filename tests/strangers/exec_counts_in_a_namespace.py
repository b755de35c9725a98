"""exec of a text that counts in a namespace of its own.

source: https://docs.python.org/3/library/functions.html#exec
verdict: assertion or unsupported
"""

import threading

space = {"n": 0}


def work():
    exec("n = n + 1", space)


def main():
    threads = [threading.Thread(target=target) for target in (work, work)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert space["n"] == 2
