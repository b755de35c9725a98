"""+= on a text makes a new one: an update may be lost.

source: https://docs.python.org/3/faq/library.html#what-kinds-of-global-value-mutation-are-thread-safe
verdict: assertion
"""

import threading

log = ""


def note(c):
    global log
    log += c


def main():
    ts = [threading.Thread(target=note, args=(c,)) for c in "ab"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(log) == 2
