"""empty() is out of date when it returns.

verdict: deadlock
"""

import queue
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


work = queue.Queue()


def consume():
    if not work.empty():
        work.get()


def main():
    work.put(1)
    run(consume, consume)
