"""A worker tries without blocking until it has had the lock three times; the holder sleeps.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading
import time

lock = threading.Lock()
acquires = 0


def lock_holder():
    for _ in range(2):
        lock.acquire()
        try:
            time.sleep(0.5)
        finally:
            lock.release()
        time.sleep(0.5)


def worker():
    global acquires
    tries = 0
    while acquires < 2:
        time.sleep(0.5)
        have_it = lock.acquire(0)
        try:
            tries += 1
            if have_it:
                acquires += 1
        finally:
            if have_it:
                lock.release()


def main():
    holder = threading.Thread(target=lock_holder, name="LockHolder", daemon=True)
    holder.start()
    w = threading.Thread(target=worker, name="Worker")
    w.start()
    w.join()
    assert acquires == 2
