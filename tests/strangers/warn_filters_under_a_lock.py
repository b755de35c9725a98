"""The same, one thread at a time.

source: https://github.com/nengo/nengo/pull/1136
verdict: proved
"""

import threading
import warnings

one_at_a_time = threading.Lock()


def quiet():
    with one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.warn("old", DeprecationWarning)


def main():
    before = list(warnings.filters)
    threads = [threading.Thread(target=quiet) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(warnings.filters) == before
