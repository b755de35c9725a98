"""notify is called without the lock.

source: https://docs.python.org/3/library/threading.html#threading.Condition.notify
verdict: exception
"""

import threading

cond = threading.Condition()


def main():
    thread = threading.Thread(target=cond.notify)
    thread.start()
    thread.join()
