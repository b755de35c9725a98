"""The race is made likelier with setswitchinterval and shown with dis.

source: https://stackoverflow.com/questions/1717393/is-the-operator-thread-safe-in-python
verdict: assertion
"""

import dis
import sys
import threading

n = 0


def add():
    global n
    n += 1


def main():
    dis.dis(add)
    print(sys.getswitchinterval())
    sys.setswitchinterval(1e-6)
    ts = [threading.Thread(target=add) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert n == 2
