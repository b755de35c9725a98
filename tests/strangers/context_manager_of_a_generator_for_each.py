"""Each thread makes its own generator-based context manager.

source: https://github.com/getsentry/sentry-python/pull/1368
verdict: proved
"""

import contextlib
import threading

log = []


@contextlib.contextmanager
def span(name):
    log.append((name, "open"))
    try:
        yield name
    finally:
        log.append((name, "close"))


def query(name):
    with span(name) as same:
        assert same == name


def main():
    threads = [threading.Thread(target=query, args=(n,)) for n in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for name in "ab":
        assert [what for who, what in log if who == name] == ["open", "close"]
