"""The one who passes does not let the next one through.

verdict: deadlock
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


def main():
    run(work, work)
