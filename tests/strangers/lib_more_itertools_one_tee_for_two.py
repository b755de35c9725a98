"""One of the iterators of concurrent_tee is read by two threads, which its documentation forbids.

source: https://more-itertools.readthedocs.io/en/stable/api.html
verdict: assertion
needs: more_itertools
"""

import threading

from more_itertools import concurrent_tee


def main():
    one, _ = concurrent_tee("ab", 2)
    got = []

    def work():
        got.append(next(one))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == ["a", "b"]
