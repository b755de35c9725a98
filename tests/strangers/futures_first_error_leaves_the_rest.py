"""After the first error the other one is taken to be unfinished; it may be done.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.wait
verdict: assertion
"""

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait


def fail():
    raise ValueError


def main():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(fail), pool.submit(int)]
        done, rest = wait(futures, return_when=FIRST_EXCEPTION)
        assert len(rest) == 1
