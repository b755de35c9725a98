"""Bytes packed, encoded and decoded again, each its own.

source: https://docs.python.org/3/library/base64.html#base64.b64encode
verdict: proved
"""

import base64
import struct
import threading


def main():
    got = []

    def work(n):
        coded = base64.b64encode(struct.pack("<I", n))
        got.append(struct.unpack("<I", base64.b64decode(coded))[0])

    threads = [threading.Thread(target=target) for target in (lambda: work(1), lambda: work(2))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == [1, 2]
