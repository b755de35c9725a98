"""A line of a log says by sys._getframe which function has written it.

source: https://stackoverflow.com/questions/2654113/how-to-get-the-callers-method-name-in-the-called-method
verdict: proved
"""

import sys
import threading

lines = []


def note(text):
    lines.append(f"{sys._getframe(1).f_code.co_name}: {text}")


def first():
    note("one")


def second():
    note("two")


def main():
    threads = [threading.Thread(target=f) for f in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lines) == ["first: one", "second: two"]
