"""The action runs once a round, before anybody goes on; one of the indices is 0.

source: https://github.com/python/cpython/blob/main/Lib/test/lock_tests.py
verdict: proved
"""

import threading

rounds, leaders = [], []
barrier = threading.Barrier(2, action=lambda: rounds.append(len(rounds)))


def work():
    for n in range(2):
        if barrier.wait() == 0:
            leaders.append(n)
        assert len(rounds) > n


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert rounds == [0, 1] and leaders == [0, 1]
