"""One aborts, the others see a broken barrier and end.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading

said = []


def worker(barrier):
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        said.append("aborting")
    else:
        said.append("passed")


def main():
    barrier = threading.Barrier(3)
    ts = [threading.Thread(target=worker, args=(barrier,)) for _ in range(2)]
    for t in ts:
        t.start()
    barrier.abort()
    for t in ts:
        t.join()
    assert said == ["aborting"] * 2
