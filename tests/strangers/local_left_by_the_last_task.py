"""Threads of a pool are used again: the next task finds what the last one has left.

source: https://docs.python.org/3/library/threading.html#thread-local-data
verdict: assertion
"""

import threading
from concurrent.futures import ThreadPoolExecutor

request = threading.local()


def login():
    request.user = "ann"


def guest():
    return getattr(request, "user", None)


def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(login)
        assert pool.submit(guest).result() is None
