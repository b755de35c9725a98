"""A pool's threads share memory as all do.

verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

n = 0


def work():
    global n
    n += 1


def main():
    with ThreadPoolExecutor(2) as pool:
        pool.submit(work)
        pool.submit(work)
    assert n == 2
