"""A whole script with the usual last lines.

source: https://www.geeksforgeeks.org/python/multithreading-python-set-1/
verdict: proved
"""

import os
import threading


def task1():
    print("Task 1 assigned to thread: {}".format(threading.current_thread().name))
    print("ID of process running task 1: {}".format(os.getpid()))


def task2():
    print("Task 2 assigned to thread: {}".format(threading.current_thread().name))


if __name__ == "__main__":
    print("ID of process running main program: {}".format(os.getpid()))
    print("Main thread name: {}".format(threading.current_thread().name))
    t1 = threading.Thread(target=task1, name="t1")
    t2 = threading.Thread(target=task2, name="t2")
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("Done!")
