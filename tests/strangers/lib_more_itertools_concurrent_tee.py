"""concurrent_tee of more-itertools: each thread has a copy of the stream.

source: https://more-itertools.readthedocs.io/en/stable/api.html
verdict: proved
needs: more_itertools
"""

import threading

from more_itertools import concurrent_tee


def main():
    got = {}

    def work(name, stream):
        got[name] = list(stream)

    threads = [
        threading.Thread(target=work, args=pair)
        for pair in zip("ab", concurrent_tee((n * n for n in range(3)), 2))
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == {"a": [0, 1, 4], "b": [0, 1, 4]}
