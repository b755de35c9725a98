"""Three threads print ABC twice, by three semaphores in a ring.

source: https://leetcode.com/problems/print-in-order/
verdict: proved
"""

import threading

sems = [threading.Semaphore(1), threading.Semaphore(0), threading.Semaphore(0)]
out = []


def p(i, s):
    for _ in range(2):
        sems[i].acquire()
        out.append(s)
        sems[(i + 1) % 3].release()


def main():
    ts = [threading.Thread(target=p, args=(i, s)) for i, s in enumerate("ABC")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert "".join(out) == "ABCABC"
