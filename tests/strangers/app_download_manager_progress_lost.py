"""A download manager: parts come by a pool, and each adds its bytes to the progress.

source: https://docs.python.org/3/library/concurrent.futures.html
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor, as_completed

PARTS = {"a": 100, "b": 50}


class Progress:
    def __init__(self, total):
        self.total, self.done = total, 0

    def advance(self, size):
        self.done += size

    @property
    def percent(self):
        return 100 * self.done // self.total


def fetch(name, progress):
    progress.advance(PARTS[name])
    return name, bytes(PARTS[name])


def main():
    progress = Progress(sum(PARTS.values()))
    with ThreadPoolExecutor(2) as pool:
        parts = [pool.submit(fetch, name, progress) for name in PARTS]
        body = dict(part.result() for part in as_completed(parts))
    assert sum(map(len, body.values())) == 150
    assert progress.percent == 100
