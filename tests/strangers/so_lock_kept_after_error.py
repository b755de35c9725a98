"""acquire and release without try: the error leaves the lock taken.

source: https://stackoverflow.com/questions/3310049/proper-use-of-mutexes-in-python
verdict: deadlock
"""

import threading

lock = threading.Lock()
results = []


def divide(a, b):
    try:
        lock.acquire()
        results.append(a / b)
        lock.release()
    except ZeroDivisionError:
        print("cannot divide", a)


def main():
    ts = [threading.Thread(target=divide, args=(6, i)) for i in range(3)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
