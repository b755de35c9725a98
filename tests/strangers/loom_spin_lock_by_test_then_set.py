"""A lock made of a flag: looked at, then set.

source: https://github.com/tokio-rs/loom
verdict: assertion
"""

import threading


class Spin:
    def __init__(self):
        self.held = False

    def __enter__(self):
        while self.held:
            pass
        self.held = True

    def __exit__(self, *e):
        self.held = False


spin, n = Spin(), 0


def work():
    global n
    with spin:
        n += 1


def main():
    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert n == 2
