"""One turnstile that is closed by the last one to leave: a fast thread goes round once more.

source: https://greenteapress.com/wp/semaphores/
verdict: assertion or deadlock
"""

from threading import Semaphore, Thread

N = 2
count = 0
mutex, turnstile = Semaphore(1), Semaphore(0)
steps = []


def wait():
    global count
    with mutex:
        count += 1
        if count == N:
            turnstile.release()
    turnstile.acquire()
    turnstile.release()
    with mutex:
        count -= 1
        if count == 0:
            turnstile.acquire()


def work():
    for step in range(3):
        steps.append(step)
        wait()


def main():
    ts = [Thread(target=work) for _ in range(N)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert steps == sorted(steps), steps
