"""Each worker has its own Random with a seed: the same numbers each time.

source: https://docs.python.org/3/library/random.html
verdict: proved
"""

import random
import threading

drawn = {}


def work(seed):
    r = random.Random(seed)
    drawn[seed] = [r.randint(1, 6) for _ in range(3)]


def main():
    ts = [threading.Thread(target=work, args=(s,)) for s in (1, 2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    for seed, dice in drawn.items():
        r = random.Random(seed)
        assert dice == [r.randint(1, 6) for _ in range(3)]
