"""Each thread packs into its own four bytes of one array.

source: https://docs.python.org/3/library/struct.html#struct.pack_into
verdict: proved
"""

import struct
import threading

room = bytearray(8)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(
        lambda: struct.pack_into("<I", room, 0, 7), lambda: struct.pack_into("<I", room, 4, 9)
    )
    assert struct.unpack("<II", room) == (7, 9)
