"""A download manager that waits for the end of all parts while they are still paused.

source: https://docs.python.org/3/library/threading.html#event-objects
verdict: deadlock
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class Download:
    def __init__(self, blocks):
        self.blocks, self.got = blocks, []
        self.lock = threading.Lock()
        self.going = threading.Event()
        self.going.set()

    def work(self):
        while True:
            self.going.wait()
            with self.lock:
                if not self.blocks:
                    return
                self.got.append(self.blocks.pop())


def main():
    download = Download([1])
    with ThreadPoolExecutor(1) as pool:
        pool.submit(download.work)
        download.going.clear()
    download.going.set()
    assert download.got == [1]
