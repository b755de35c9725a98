"""target=work() works in the main thread and gives the thread nothing to do.

source: https://stackoverflow.com/questions/11792629/thread-starts-running-before-calling-thread-start
verdict: proved
"""

import threading
import time

steps = []


def work(name):
    for i in range(2):
        time.sleep(0.5)
        steps.append((name, i))


def main():
    t1 = threading.Thread(target=work("a"))
    t2 = threading.Thread(target=work("b"))
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    assert steps == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
