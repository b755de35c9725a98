"""A future that was submitted a moment ago may wait, run or be done.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.running
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as ex:
        f = ex.submit(pow, 2, 3)
        assert not f.done()
