"""serialize of more-itertools: a generator that two threads share, with a lock around it.

source: https://more-itertools.readthedocs.io/en/stable/api.html
verdict: proved
needs: more_itertools
"""

import threading

from more_itertools import serialize


def numbers():
    n = 0
    while n < 4:
        yield n
        n += 1


def main():
    shared, got = serialize(numbers()), []

    def work():
        for n in shared:
            got.append(n)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [0, 1, 2, 3]
