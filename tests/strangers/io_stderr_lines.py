"""Messages go to stderr with print and with write.

source: https://docs.python.org/3/library/sys.html#sys.stderr
verdict: proved
"""

import sys
import threading


def work(n):
    print(f"[{n}] starting", file=sys.stderr)
    sys.stderr.write("[%d] done\n" % n)
    sys.stderr.flush()


def main():
    ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
