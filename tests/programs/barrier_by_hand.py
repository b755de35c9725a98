"""The last one to come opens the turnstile for all.

verdict: proved
"""

from threading import Lock, Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


count = 0
lock = Lock()
gate = Semaphore(0)


def work():
    global count
    with lock:
        count += 1
        if count == 2:
            gate.release()
    gate.acquire()
    gate.release()
    assert count == 2


def main():
    run(work, work)
