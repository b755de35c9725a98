"""Two threads read one open text in pieces of four: no piece is read twice.

source: https://docs.python.org/3/library/io.html#io.TextIOBase.read
verdict: proved
"""

import io
import threading

source = io.StringIO("aaaabbbbcc")
pieces = []


def read():
    while piece := source.read(4):
        pieces.append(piece)


def main():
    threads = [threading.Thread(target=read) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(pieces) == ["aaaa", "bbbb", "cc"]
