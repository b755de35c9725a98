"""A download manager that can be paused: parts look at an event before each block.

source: https://docs.python.org/3/library/threading.html#event-objects
verdict: proved
"""

import threading
from concurrent.futures import ThreadPoolExecutor


class Download:
    def __init__(self, blocks):
        self.blocks = blocks
        self.lock = threading.Lock()
        self.going = threading.Event()
        self.going.set()
        self.got = []

    def next_block(self):
        with self.lock:
            return self.blocks.pop(0) if self.blocks else None

    def work(self):
        while True:
            self.going.wait()
            if (block := self.next_block()) is None:
                return
            with self.lock:
                self.got.append(block)

    def pause(self):
        self.going.clear()

    def go_on(self):
        self.going.set()


def main():
    download = Download([1, 2])
    with ThreadPoolExecutor(2) as pool:
        pool.submit(download.work)
        pool.submit(download.work)
        download.pause()
        download.go_on()
    assert sorted(download.got) == [1, 2]
