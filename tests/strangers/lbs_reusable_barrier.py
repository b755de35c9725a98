"""Two turnstiles, so that nobody laps the others.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

from threading import Semaphore, Thread

N = 2
count = 0
mutex, turnstile, turnstile2 = Semaphore(1), Semaphore(0), Semaphore(1)
steps = []


def wait():
    global count
    with mutex:
        count += 1
        if count == N:
            turnstile2.acquire()
            turnstile.release()
    turnstile.acquire()
    turnstile.release()
    with mutex:
        count -= 1
        if count == 0:
            turnstile.acquire()
            turnstile2.release()
    turnstile2.acquire()
    turnstile2.release()


def work():
    for step in range(2):
        steps.append(step)
        wait()


def main():
    ts = [Thread(target=work) for _ in range(N)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert steps == sorted(steps)
