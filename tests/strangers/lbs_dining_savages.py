"""The one who finds the pot empty wakes the cook and waits for it, with the mutex.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

from threading import Semaphore, Thread

M = 2
servings = 0
mutex, empty_pot, full_pot = Semaphore(1), Semaphore(0), Semaphore(0)
eaten = []


def cook():
    global servings
    while True:
        empty_pot.acquire()
        servings = M
        full_pot.release()


def savage(name):
    global servings
    with mutex:
        if servings == 0:
            empty_pot.release()
            full_pot.acquire()
        servings -= 1
        assert servings >= 0
    eaten.append(name)


def main():
    Thread(target=cook, daemon=True).start()
    ts = [Thread(target=savage, args=(n,)) for n in "abc"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(eaten) == ["a", "b", "c"]
