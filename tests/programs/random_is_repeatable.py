"""Random numbers are the same in each run.

verdict: proved
"""

import random
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


out = []


def work():
    out.append(random.random())


def main():
    run(work)
    assert out == out[:] and 0 <= out[0] < 1
