"""A daemon thread that is cut off at the end of the program has written only half of its record.

source: https://docs.python.org/3/library/threading.html#thread-objects
verdict: assertion
"""

import atexit
import threading

record = []


def write():
    record.append("begin")
    record.append("end")


def main():
    threading.Thread(target=write, daemon=True).start()
    assert record in ([], ["begin", "end"])
