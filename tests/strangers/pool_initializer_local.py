"""The initializer gives each worker a thing of its own.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.ThreadPoolExecutor
verdict: proved
"""

import threading
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()


def prepare(start):
    mine.numbers = [start]


def work(n):
    mine.numbers.append(n)
    return mine.numbers[0], n in mine.numbers


def main():
    with ThreadPoolExecutor(2, thread_name_prefix="w", initializer=prepare, initargs=(7,)) as ex:
        assert list(ex.map(work, (1, 2))) == [(7, True)] * 2
