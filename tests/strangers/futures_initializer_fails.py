"""Where the initializer of the workers raises, the pool is broken.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.thread.BrokenThreadPool
verdict: exception
"""

from concurrent.futures import ThreadPoolExecutor


def begin():
    raise RuntimeError("no database")


def main():
    with ThreadPoolExecutor(1, initializer=begin) as pool:
        pool.submit(int).result()
