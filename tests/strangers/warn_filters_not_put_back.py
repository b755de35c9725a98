"""catch_warnings in two threads: who leaves last puts back the other's filters.

source: https://github.com/python/cpython/issues/128384
verdict: assertion
"""

import threading
import warnings


def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")


def main():
    before = list(warnings.filters)
    threads = [threading.Thread(target=quiet) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(warnings.filters) == before
