"""get_nowait asks and takes in one step.

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


work = queue.Queue()
got = []


def consume():
    try:
        got.append(work.get_nowait())
    except queue.Empty:
        got.append(None)


def main():
    work.put(1)
    run(consume, consume)
    assert sorted(got, key=str) == [1, None]
