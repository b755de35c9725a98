"""Each worker makes a session of its own; no two have the same.

source: https://superfastpython.com/threadpool-initializer/
verdict: proved
"""

import threading
from multiprocessing.pool import ThreadPool

own = threading.local()


def begin():
    own.session = []


def use(n):
    own.session.append(n)
    return own.session[-1] == n


def main():
    with ThreadPool(2, initializer=begin) as pool:
        assert all(pool.map(use, [1, 2]))
