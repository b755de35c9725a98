"""One compressor for two: what comes out is in the order in which they came.

source: https://docs.python.org/3/library/zlib.html#zlib.compressobj
verdict: assertion
"""

import threading
import zlib

packer = zlib.compressobj()
packed = []


def feed(data):
    packed.append(packer.compress(data))


def main():
    threads = [threading.Thread(target=feed, args=(data,)) for data in (b"ab", b"cd")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    packed.append(packer.flush())
    assert zlib.decompress(b"".join(packed)) == b"abcd"
