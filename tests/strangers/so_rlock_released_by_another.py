"""RuntimeError: cannot release un-acquired lock.

source: https://stackoverflow.com/questions/22885775/what-is-the-difference-between-lock-and-rlock
verdict: exception
"""

import threading

lock = threading.RLock()


def main():
    lock.acquire()
    t = threading.Thread(target=lock.release)
    t.start()
    t.join()
    lock.release()
