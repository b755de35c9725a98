"""A global is set to zero and increased by two threads, over and over, as a script.

source: https://www.geeksforgeeks.org/python/multithreading-in-python-set-2-synchronization/
verdict: assertion
"""

import threading

x = 0


def increment():
    global x
    x += 1


def thread_task():
    for _ in range(10):
        increment()


def main_task():
    global x
    x = 0
    t1 = threading.Thread(target=thread_task)
    t2 = threading.Thread(target=thread_task)
    t1.start()
    t2.start()
    t1.join()
    t2.join()


if __name__ == "__main__":
    for i in range(3):
        main_task()
        print("Iteration {0}: x = {1}".format(i, x))
        assert x == 20
