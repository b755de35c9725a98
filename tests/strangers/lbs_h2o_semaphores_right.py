"""Water from one atom of oxygen and two of hydrogen, with semaphores and a barrier.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading

mutex = threading.Semaphore(1)
oxy = hyd = 0
oq, hq = threading.Semaphore(0), threading.Semaphore(0)
barrier = threading.Barrier(3)
bonds = []


def oxygen():
    global oxy, hyd
    mutex.acquire()
    oxy += 1
    if hyd >= 2:
        hq.release(2)
        hyd -= 2
        oq.release()
        oxy -= 1
    else:
        mutex.release()
    oq.acquire()
    bonds.append("O")
    barrier.wait()
    mutex.release()


def hydrogen():
    global oxy, hyd
    mutex.acquire()
    hyd += 1
    if hyd >= 2 and oxy >= 1:
        hq.release(2)
        hyd -= 2
        oq.release()
        oxy -= 1
    else:
        mutex.release()
    hq.acquire()
    bonds.append("H")
    barrier.wait()


def main():
    ts = [threading.Thread(target=f) for f in (oxygen, hydrogen, hydrogen)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(bonds) == ["H", "H", "O"]
