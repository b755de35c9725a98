"""Random numbers are the same in each run.

verdict: proved
"""

from threading import Thread
import random


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
