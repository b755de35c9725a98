"""One too few for the barrier.

verdict: deadlock
"""

from threading import Barrier, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


barrier = Barrier(3)


def main():
    run(barrier.wait, barrier.wait)
