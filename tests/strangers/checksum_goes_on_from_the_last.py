"""A running checksum: it is read, gone on from, and set.

source: https://docs.python.org/3/library/zlib.html#zlib.crc32
verdict: assertion
"""

import threading
import zlib

total = 0
sizes = []


def add(part):
    global total
    total = zlib.crc32(part, total)
    sizes.append(len(part))


def main():
    threads = [threading.Thread(target=add, args=(b"xx",)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sum(sizes) == 4 and total == zlib.crc32(b"xxxx")
