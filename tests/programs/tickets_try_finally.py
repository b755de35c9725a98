"""try and finally give the lock back on every way out.

verdict: proved
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = {"front": 1}
lock = Lock()


def buy(row):
    lock.acquire()
    try:
        tickets[row] -= 1
    finally:
        lock.release()


def clerk(row):
    try:
        buy(row)
    except KeyError:
        pass


def main():
    run(lambda: clerk("back"), lambda: clerk("front"))
    assert tickets["front"] == 0
