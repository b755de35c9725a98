"""Name and number are written one after the other into one buffer.

source: https://docs.python.org/3/library/io.html#io.StringIO
verdict: assertion
"""

import io
import threading

out = io.StringIO()


def write(name):
    out.write(name)
    out.write("!\n")


def main():
    ts = [threading.Thread(target=write, args=(n,)) for n in ("a", "b")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(out.getvalue().splitlines()) == ["a!", "b!"]
