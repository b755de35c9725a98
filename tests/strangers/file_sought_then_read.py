"""A record is sought and then read: another thread may have sought its own in between.

source: https://docs.python.org/3/library/io.html#io.IOBase.seek
verdict: assertion
"""

import io
import threading

table = io.BytesIO(b"AAAABBBB")
found = {}


def look(number):
    table.seek(4 * number)
    found[number] = table.read(4)


def main():
    threads = [threading.Thread(target=look, args=(number,)) for number in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == {0: b"AAAA", 1: b"BBBB"}
