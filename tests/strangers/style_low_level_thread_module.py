"""_thread.start_new_thread, and a lock that each thread releases at its end.

source: https://www.tutorialspoint.com/python/python_multithreading.htm
verdict: proved
"""

import _thread
import time

done = []


def print_time(name, delay, finished):
    for _ in range(2):
        time.sleep(delay)
        print("%s: %s" % (name, time.ctime(time.time())))
    done.append(name)
    finished.release()


def main():
    locks = []
    for name, delay in (("Thread-1", 2), ("Thread-2", 4)):
        lock = _thread.allocate_lock()
        lock.acquire()
        locks.append(lock)
        _thread.start_new_thread(print_time, (name, delay, lock))
    for lock in locks:
        lock.acquire()
    assert sorted(done) == ["Thread-1", "Thread-2"]
