"""Each look takes the lock and gives it back, so the loop changes something; nobody sets the flag.

verdict: livelock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


flag = False
lock = Lock()


def work():
    while True:
        with lock:
            if flag:
                break


def main():
    run(work, work)
