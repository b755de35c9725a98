"""Each message is its length and its bytes, in two writes.

source: https://docs.python.org/3/library/struct.html
verdict: assertion
"""

import io
import struct
import threading

wire = io.BytesIO()

def send(message):
    wire.write(struct.pack("!H", len(message)))
    wire.write(message)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(lambda: send(b"hello"), lambda: send(b"you"))
    data, found = wire.getvalue(), set()
    while data:
        (size,) = struct.unpack_from("!H", data)
        found.add(data[2 : 2 + size])
        data = data[2 + size :]
    assert found == {b"hello", b"you"}
