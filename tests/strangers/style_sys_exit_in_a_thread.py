"""SystemExit ends a thread without a word.

source: https://docs.python.org/3/library/threading.html#threading.excepthook
verdict: proved
"""

import sys
import threading

said = []


def work():
    said.append("begin")
    if said:
        sys.exit(1)
    said.append("end")


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
    assert said == ["begin"]
