"""A bytearray can't grow while somebody looks at it through a memoryview.

source: https://docs.python.org/3/library/stdtypes.html#memoryview.release
verdict: exception
"""

import threading

buffer = bytearray(b"ab")


def look():
    with memoryview(buffer) as view:
        view[0] = view[1]


def main():
    threads = [threading.Thread(target=target) for target in (look, lambda: buffer.append(1))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
