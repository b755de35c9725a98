"""Views are taken and released under the lock under which a bytearray grows.

source: https://docs.python.org/3/library/stdtypes.html#memoryview.release
verdict: proved
"""

import threading

buffer, lock = bytearray(b"ab"), threading.Lock()


def look():
    with lock, memoryview(buffer) as view:
        view[0] = view[1]


def grow():
    with lock:
        buffer.append(99)


def main():
    threads = [threading.Thread(target=target) for target in (look, grow)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert buffer == b"bbc"
