"""A full queue makes the producer wait.

verdict: proved
"""

import queue
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


work = queue.Queue(1)
out = []


def produce():
    for item in range(3):
        work.put(item)


def consume():
    for _ in range(3):
        out.append(work.get())


def main():
    run(produce, consume)
    assert out == [0, 1, 2]
