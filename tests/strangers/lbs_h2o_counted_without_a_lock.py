"""Water of two hydrogens and an oxygen: the hydrogens are counted without a lock.

source: https://greenteapress.com/wp/semaphores/
verdict: deadlock
"""

import threading

hydrogens = 0
bonded = []
pair = threading.Semaphore(0)
go = threading.Semaphore(0)


def hydrogen():
    global hydrogens
    hydrogens += 1
    if hydrogens == 2:
        hydrogens = 0
        pair.release()
    go.acquire()
    bonded.append("H")


def oxygen():
    pair.acquire()
    go.release(2)
    bonded.append("O")


def main():
    atoms = [threading.Thread(target=t) for t in (hydrogen, hydrogen, oxygen)]
    for atom in atoms:
        atom.start()
    for atom in atoms:
        atom.join()
    assert sorted(bonded) == ["H", "H", "O"]
