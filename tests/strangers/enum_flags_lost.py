"""Two threads add a right to a set of flags: |= reads and writes.

source: https://docs.python.org/3/howto/enum.html#flag
verdict: assertion
"""

import enum
import threading


class Right(enum.Flag):
    READ = 1
    WRITE = 2


rights = Right(0)


def allow(right):
    global rights
    rights |= right


def main():
    threads = [threading.Thread(target=allow, args=(right,)) for right in Right]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rights == Right.READ | Right.WRITE
